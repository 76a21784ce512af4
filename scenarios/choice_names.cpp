#include "scenarios/choice_names.hpp"

#include <algorithm>
#include <array>

namespace ballast {
namespace {

using K = Knob;

/// In the order of the knob's choices.
struct ChoiceNames {
  Knob knob;
  std::array<std::string_view, 4> zh;
};

constexpr std::array kNames{
    ChoiceNames{K::accrual_on, {"按实缴", "按应缴"}},
    ChoiceNames{K::increase_split, {"按比例分摊", "全部由统筹承担"}},
    ChoiceNames{K::increase_form, {"按目标幅度", "按公布办法"}},
    ChoiceNames{K::basis_active, {"按常住人口", "经验生命表非养老类业务一表", "非养老类业务二表", "养老类业务表"}},
    ChoiceNames{K::basis_retired, {"按常住人口", "经验生命表非养老类业务一表", "非养老类业务二表", "养老类业务表"}},
    ChoiceNames{K::improvement, {"按人口预测的生命表", "Lee-Carter 模型外推", "不再改善"}},
    ChoiceNames{K::short_rule, {"差额全额弥补", "以缺口为限，先计少收", "以缺口为限，先计超支", "以缺口为限，按比例"}},
    ChoiceNames{K::pool_topup, {"不补足", "余款补缺口"}},
    ChoiceNames{K::limited_pool, {"按比例压减", "按次序拨付"}},
    ChoiceNames{K::subsidy_rule, {"按预算缺口比例", "定额、调标、专项"}},
    ChoiceNames{K::adjustment_basis, {"历次调待仍在支付的增支", "当年新增支出", "上年核定额加当年新增"}},
    ChoiceNames{K::ratio_basis, {"参保职工", "缴费人员"}},
    ChoiceNames{K::plan_method, {"按推算", "按上年实际数增长", "按近两年趋势", "按上年应缴推算"}},
    ChoiceNames{K::unpaid, {"不再补拨", "结转下年"}},
    ChoiceNames{K::special_lag, {"上年", "当年"}},
    ChoiceNames{K::tier_reading, {"分档", "档间按直线"}},
    ChoiceNames{K::ratio_lag, {"上年", "当年"}},
    ChoiceNames{K::ratio_date, {"年末", "全年平均"}},
    ChoiceNames{K::over_excludes, {"无", "当年调待增支"}},
    ChoiceNames{K::regime, {"2016年办法", "省级统收统支", "全国统筹"}},
    ChoiceNames{K::response, {"无", "有"}},
    ChoiceNames{K::futures_parameters, {"否", "是"}},
    ChoiceNames{K::futures_small_units, {"否", "是"}},
};

}  // namespace

std::string_view choice_zh(Knob knob, int choice) {
  const auto found =
      std::find_if(kNames.begin(), kNames.end(), [knob](const ChoiceNames& names) { return names.knob == knob; });
  return found != kNames.end() ? found->zh.at(static_cast<std::size_t>(choice)) : std::string_view{};
}

}  // namespace ballast
