#include "scenarios/reader/chinese_keys.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ballast {
namespace {

using Word = std::pair<std::string_view, std::string_view>;

constexpr std::array kWords{
    Word{"男", "male"},
    Word{"男性", "male"},
    Word{"女", "female"},
    Word{"女性", "female"},
    Word{"全部", "all"},
    Word{"男职工", "male_employee"},
    Word{"女干部", "female_cadre"},
    Word{"女工人", "female_worker"},
    Word{"女职工", "female_worker"},
    Word{"男灵活就业", "male_flexible"},
    Word{"男灵活就业人员", "male_flexible"},
    Word{"女灵活就业", "female_flexible"},
    Word{"女灵活就业人员", "female_flexible"},
    Word{"退休", "retired"},
    Word{"正常退休", "retired"},
    Word{"病退", "illness"},
    Word{"中人", "middle"},
    Word{"新人", "new"},
    Word{"缴费", "contributing"},
    Word{"在缴", "contributing"},
    Word{"中断", "suspended"},
    Word{"中断缴费", "suspended"},
    Word{"实测", "measured"},
    Word{"估计", "estimated"},
    Word{"合成", "synthetic"},
    Word{"常住人口", "population"},
    Word{"参保职工", "members"},
    Word{"退休人员", "retirees"},
    Word{"基金收支", "fund"},
    Word{"一般公共预算", "finance"},
};

}  // namespace

std::string_view key_in_chinese(std::string_view word) {
  const auto found = std::find_if(kWords.begin(), kWords.end(), [word](const Word& one) { return one.first == word; });
  return found == kWords.end() ? std::string_view{} : found->second;
}

}  // namespace ballast
