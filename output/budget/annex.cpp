#include "output/budget/annex.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "output/numbers.hpp"
#include "output/prose/sentences.hpp"

namespace ballast {

using B = BasicData;
using Value = std::optional<double>;

const std::array<AnnexRow, kAnnexRows> kAnnexCatalogue{{
    {"contributors", "在职参保人数（年末）", "Active insured (31 December)", "person", false, true,
     [](const B& b) { return Value(b.contributors); }},
    {"payers", "其中缴费人数", "of them paying", "person", true, true, [](const B& b) { return Value(b.payers); }},
    {"retirees", "离退休人数（年末）", "Retirees (31 December)", "person", false, true,
     [](const B& b) { return Value(b.retirees); }},
    {"new_retirees", "其中当年新增", "of them new in the year", "person", true, true,
     [](const B& b) { return Value(b.new_retirees); }},
    {"contribution_base", "缴费基数总额", "Contribution base", "yuan", false, true,
     [](const B& b) { return Value(b.base_total); }},
    {"base_per_head_month", "人均月缴费基数（按年均缴费人数）", "Base per head and month (mean payers)", "yuan", false,
     false, [](const B& b) { return b.base_per_head; }},
    {"unit_rate", "单位缴费比例", "Employer rate", "1", false, false, [](const B& b) { return b.unit_rate; }},
    {"individual_rate", "个人缴费比例", "Employee rate", "1", false, false,
     [](const B& b) { return b.individual_rate; }},
    {"flexible_rate", "灵活就业缴费比例", "Rate of flexible members", "1", false, false,
     [](const B& b) { return b.flexible_rate; }},
    {"contribution_arrears", "累计欠费", "Contributions owed", "yuan", false, true,
     [](const B& b) { return Value(b.arrears); }},
    {"mean_pension_month", "人均月养老金", "Mean pension a month", "yuan", false, false,
     [](const B& b) { return b.mean_pension; }},
    {"increase", "待遇调整幅度", "Increase of pensions", "1", false, false,
     [](const B& b) { return Value(b.increase); }},
}};

Annex annex_of(const BasicData& basic) {
  Annex annex;
  for (std::size_t i = 0; i < kAnnexRows; ++i) annex[i] = kAnnexCatalogue[i].value(basic);
  return annex;
}

Json annex_json(const Annex& annex) {
  Json json;
  for (std::size_t i = 0; i < kAnnexRows; ++i)
    json[std::string(kAnnexCatalogue[i].key)] =
        annex[i] ? json_number(*annex[i], kAnnexCatalogue[i].unit) : Json(nullptr);
  return json;
}

std::optional<AnnexFlaw> annex_flaw(const Annex& annex, std::size_t line) {
  if (!annex[line]) return std::nullopt;
  const AnnexRow& row = kAnnexCatalogue[line];
  const bool share = row.unit == "1";
  if (share && !(*annex[line] >= 0 && *annex[line] <= 1))
    return AnnexFlaw{fmt::format("{} is no share", row.key), "0 … 1"};
  if (*annex[line] < 0) return AnnexFlaw{fmt::format("{} is negative", row.key), "a number, or nothing"};
  if (row.part && annex[line - 1] && *annex[line] > *annex[line - 1])
    return AnnexFlaw{fmt::format("{} is more than the line above", row.key), "a part of it"};
  return std::nullopt;
}

namespace {

/// What a line of the whole city is by those of the units; none where it is no sum, or a unit leaves it out.
Value sum_of(std::span<const std::optional<Annex>> units, std::size_t line) {
  if (!kAnnexCatalogue[line].adds) return std::nullopt;
  double sum = 0;
  for (const std::optional<Annex>& unit : units) {
    if (!unit || !(*unit)[line]) return std::nullopt;
    sum += *(*unit)[line];
  }
  return sum;
}

std::string_view unit_of(const AnnexRow& row, Lang lang) {
  if (row.unit == "person") return in(lang, "人", "persons");
  if (row.unit == "yuan") return in(lang, "元", "yuan");
  return in(lang, "小数", "fraction");
}

/// The unit in brackets of its own.
std::string with_own_brackets(const AnnexRow& row, Lang lang) {
  return fmt::format(fmt::runtime(in(lang, "{}（{}）", "{} ({})")), in(lang, row.zh, row.en), unit_of(row, lang));
}

bool is_called(const AnnexRow& row, std::string_view name, Lang lang) {
  return name == in(lang, row.zh, row.en) || name == annex_heading(row, lang) ||
         name == with_own_brackets(row, lang);  // as forms of an earlier day have it
}

}  // namespace

std::optional<AnnexFlaw> annex_sum_flaw(const Annex& city, std::span<const std::optional<Annex>> units,
                                        std::size_t line) {
  constexpr double kPersons = 0.5, kFenAUnit = 0.01;  // forms count whole persons; each unit's money may be rounded
  const Value sum = sum_of(units, line);
  if (!sum || !city[line]) return std::nullopt;
  const bool money = kAnnexCatalogue[line].unit == "yuan";
  const bool agrees = std::abs(*city[line] - *sum) < (money ? kFenAUnit * static_cast<double>(units.size()) : kPersons);
  if (agrees) return std::nullopt;
  const auto text = [money](double v) { return money ? yuan_text(fen_from_yuan(v)) : plain_number(v, 2); };
  return AnnexFlaw{
      fmt::format("{} is {}, but its parts give {}", kAnnexCatalogue[line].key, text(*city[line]), text(*sum)),
      "the sum of the units, or nothing (44-2.2)"};
}

std::string annex_heading(const AnnexRow& row, Lang lang) {
  std::string_view name = in(lang, row.zh, row.en), close = in(lang, "）", ")");
  if (!name.ends_with(close)) return with_own_brackets(row, lang);
  name.remove_suffix(close.size());
  return fmt::format(fmt::runtime(in(lang, "{}，{}）", "{}, {})")), name, unit_of(row, lang));
}

std::size_t annex_line(std::string_view name) {
  const auto found = std::find_if(kAnnexCatalogue.begin(), kAnnexCatalogue.end(), [name](const AnnexRow& row) {
    return name == row.key || is_called(row, name, Lang::zh) || is_called(row, name, Lang::en);
  });
  return static_cast<std::size_t>(found - kAnnexCatalogue.begin());
}

}  // namespace ballast
