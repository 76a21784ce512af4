#include "apps/cli/budget_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <limits>

#include "apps/cli/bounds.hpp"
#include "apps/cli/budget_rules.hpp"
#include "apps/cli/located_json.hpp"
#include "models/base/levels.hpp"
#include "output/prose/sentences.hpp"
#include "scenarios/knobs.hpp"
#include "scenarios/reader/text_file.hpp"

namespace ballast::cli {

namespace {

using nlohmann::json;

constexpr std::size_t kUpperRows = 3;  // 市级统筹, 市级, 全市

/// Whether an amount has parts of a fen, beyond what binary fractions of sums leave.
bool parts_a_fen(double yuan) {
  constexpr double kNoise = 4 * std::numeric_limits<double>::epsilon();
  return std::abs(ballast::yuan(fen_from_yuan(yuan)) - yuan) > kNoise * std::abs(yuan);
}

class Reader {
 public:
  Reader(const LocatedJson& located, BudgetFile file) : located_(located), file_(std::move(file)) {}

  Expected<BudgetFile> read() {
    const json& document = located_.document;
    if (!document.is_object() || document.value("schema", json()) != "ballast.budget/1")
      complain("", "is no budget", R"({"schema": "ballast.budget/1", …}, as `ballast budget draft` writes it)");
    else
      read_document(document);
    if (!issues_.empty()) return fail(std::move(issues_));
    return std::move(file_);
  }

 private:
  void complain(const std::string& at, std::string what, std::string expected, std::string remedy = {}) {
    const TextPlace place = located_.at(at);
    issues_.push_back({IssueKind::data, file_.path, place.line, place.column, std::move(what), std::move(expected),
                       std::move(remedy)});
  }

  void read_document(const json& document) {
    const json year = document.value("year", json());
    if (year.is_number_integer() && year >= kFirstYear && year <= kLastYear)
      file_.year = year.get<Year>();
    else
      complain("/year", "year is no year", fmt::format("{} … {}", kFirstYear, kLastYear));
    if (const json place = document.value("place", json()); place.is_string()) file_.place = place.get<std::string>();
    read_regime(document);
    read_notice(document);
    if (const json sets = document.value("sets", json()); sets.is_array())
      for (const json& set : sets)
        if (set.is_string()) file_.sets.push_back(escaped(set.get<std::string>()));
    const json units = document.value("units", json());
    if (!units.is_array() || units.size() <= kUpperRows)
      return complain("/units", "units holds no budgets", "units, 市级统筹, 市级, 全市");
    if (units.size() > kMostUnits + kUpperRows)
      return complain("/units", "too many units", fmt::format("at most {}", kMostUnits));
    for (std::size_t r = 0; r < units.size(); ++r)
      read_row(units[r], fmt::format("/units/{}", r), r + kUpperRows < units.size());
    if (issues_.empty()) check_levels(document);
    if (issues_.empty()) check_city_annex(units.back(), fmt::format("/units/{}/basic", units.size() - 1));
  }

  Fen amount(const json& object, std::string_view key, const std::string& at) {
    return money(object, key, at).value_or(Fen{});
  }
  /// Keys that files of earlier versions do not have are nothing.
  Fen amount_if_there(const json& object, std::string_view key, const std::string& at) {
    const bool absent = object.is_object() && !object.contains(key);
    return absent ? Fen{} : amount(object, key, at);
  }
  /// What is carried over from last year, outside the form: never below zero.
  Fen carried(const json& memo, std::string_view key, const std::string& at) {
    const Fen stated = amount_if_there(memo, key, at);
    if (stated < Fen{}) complain(fmt::format("{}/{}", at, key), fmt::format("{} is negative", key), "an amount, or 0");
    return stated;
  }

  /// Where a line of the form stands in a row of the document.
  static std::string place_of(std::string_view line) {
    for (const FormRow& row : kFormCatalogue)
      if (row.key == line) return fmt::format("/{}/{}", row.side == FormSide::income ? "income" : "expenditure", line);
    for (const FormCsvRow& row : form_csv_rows())
      if (row.key == line && row.of_units) return fmt::format("/check/{}", line);
    return fmt::format("/{}", line);
  }
  void tell(const std::string& at, std::vector<BudgetFlaw> flaws) {
    for (BudgetFlaw& flaw : flaws) complain(at + place_of(flaw.line), std::move(flaw.what), std::move(flaw.expected));
  }

  void read_regime(const json& document) {
    const auto& regimes = row(Knob::regime).choices;
    const json stated = document.value("regime", json(regimes.front()));
    const auto found = std::find(regimes.begin(), regimes.end(), stated.is_string() ? stated.get<std::string>() : "");
    if (found == regimes.end())
      complain("/regime", "regime is none", fmt::format("{}", fmt::join(regimes, " | ")));
    else
      file_.regime = static_cast<Regime>(found - regimes.begin());
  }

  void read_notice(const json& document) {
    if (document.value("illustrative", json()) != true) return;
    const auto text = [&document](const char* key) {
      const json stated = document.value(key, json());
      return stated.is_string() ? stated.get<std::string>() : std::string{};
    };
    const Label stated{text("notice_zh"), text("notice")};
    const bool whole = !stated.zh.empty() && !stated.en.empty();
    file_.notice = whole ? stated : illustrative_file(std::filesystem::path(file_.path).filename().string());
  }

  std::optional<Fen> money(const json& object, std::string_view key, const std::string& at) {
    const auto found = object.is_object() ? object.find(key) : object.end();
    const std::string where = fmt::format("{}/{}", at, key);
    if (!object.is_object() || found == object.end())
      return complain(at, fmt::format("{} is missing", key), "yuan"), std::nullopt;
    const double stated = found->is_number() ? found->get<double>() : std::nan("");
    if (std::abs(stated) > kMostYuan)
      return complain(where, fmt::format("{} is out of range", key), fmt::format("yuan, up to {:.0f}", kMostYuan)),
             std::nullopt;
    if (std::isnan(stated) || parts_a_fen(stated))
      return complain(where, fmt::format("{} is not an amount", key), "yuan, with at most two decimals"), std::nullopt;
    return fen_from_yuan(stated);
  }

  /// A stated sum against the sum of what it adds up.
  void expect_sum(const json& object, std::string_view key, const std::string& at, Fen sum) {
    const auto stated = money(object, key, at);
    if (stated && *stated != sum)
      complain(fmt::format("{}/{}", at, key),
               fmt::format("{} is {}, but its parts give {}", key, yuan_text(*stated), yuan_text(sum)),
               "sums that are exact to the fen (44-2.2)");
  }

  void read_row(const json& row, const std::string& at, bool unit) {
    const bool named = row.is_object() && row.contains("unit") && row["unit"].is_string();
    if (!named) return complain(at, "a row without unit", "the name of a unit");
    BudgetSheet sheet;
    const json income = row.value("income", json()), expenditure = row.value("expenditure", json());
    for (const FormRow& line : kFormCatalogue) {
      const bool in = line.side == FormSide::income;
      const json& side = in ? income : expenditure;
      const std::string where = at + (in ? "/income" : "/expenditure");
      sheet.at(line.id) =
          joined_later(line.id) ? amount_if_there(side, line.key, where) : amount(side, line.key, where);
    }
    sheet.opening = money(row, "opening_balance", at).value_or(Fen{});
    expect_sum(income, "contributions", at + "/income", sheet.contributions());
    expect_sum(income, "total", at + "/income", sheet.income());
    expect_sum(expenditure, "pensions", at + "/expenditure", sheet.pensions());
    expect_sum(expenditure, "total", at + "/expenditure", sheet.expenditure());
    expect_sum(row, "balance_of_year", at, sheet.balance_of_year());
    expect_sum(row, "closing_balance", at, sheet.closing());
    tell(at, deficit_flaws(row["unit"].get<std::string>(), sheet));
    sheets_.push_back(sheet);
    if (unit)
      read_unit(row, at, sheet);
    else
      tell(at, figure_flaws({.sheet = sheet, .paid = {}}, false));
  }

  void read_unit(const json& row, const std::string& at, const BudgetSheet& sheet) {
    constexpr std::size_t kLongestName = 100;
    const auto name = row["unit"].get<std::string>();
    if (name.empty() || name.size() > kLongestName || name.find('/') != std::string::npos || name.front() == '.')
      complain(at, "a unit without a usable name", "a name without slashes");
    if (std::find(file_.units.begin(), file_.units.end(), name) != file_.units.end())
      complain(at, fmt::format("unit {} stands twice", name), "once");
    file_.units.push_back(name);
    if (const json english = row.value("unit_en", json()); english.is_string() && english != json(""))
      file_.names.push_back({name, english.get<std::string>()});
    BudgetFileUnit unit;
    unit.sheet = sheet;
    const json check = row.value("check", json());
    const std::string where = at + "/check";
    read_check(check, where, unit);
    const json memo = row.value("memo", json::object());
    unit.receivable = carried(memo, "receivable_brought_forward", at + "/memo");
    unit.arrears = carried(memo, "arrears_outstanding", at + "/memo");
    unit.advances = carried(memo, "advances_outstanding", at + "/memo");
    if (memo.is_object() && memo.contains("own_stock")) unit.own_stock = carried(memo, "own_stock", at + "/memo");
    if (row.contains("basic")) unit.annex = annex(row["basic"], at + "/basic");
    tell(at, figure_flaws(unit, true));
    tell(at, unit_flaws(name, unit));
    const Fen lacking = unit.lacking();
    if (lacking > Fen{})
      complain(at, fmt::format("{}: a deficit budget, {} yuan are lacking (44-2.5)", name, yuan_text(lacking)),
               "treasury_subsidy that balances", "--solve");
    read_stated(check, where, unit);
    file_.budgets.push_back(unit);
  }

  void read_check(const json& check, const std::string& at, BudgetFileUnit& unit) {
    unit.paid.share_of_gap = amount(check, "share_of_gap", at);
    unit.paid.fixed = amount(check, "fixed", at);
    unit.paid.adjustment = amount(check, "adjustment", at);
    unit.paid.special = amount(check, "special", at);
    unit.support = amount_if_there(check, "unified_support", at);
    unit.surplus = amount_if_there(check, "unified_surplus", at);
    unit.usable = amount(check, "usable_balance", at);
    const json share = check.is_object() ? check.value("local_share", json(0.0)) : json(0.0);
    if (share.is_number() && share.get<double>() >= 0 && share.get<double>() <= 1)
      unit.local_share = share.get<double>();
    else
      complain(at + "/local_share", "local_share is no share", "0 … 1");
  }

  /// What the file says of its own balance is what its lines say.
  void read_stated(const json& check, const std::string& at, const BudgetFileUnit& unit) {
    const bool balanced = unit.lacking() == Fen{};
    const std::pair<const char*, Fen> sums[] = {{"budget_gap", unit.gap()},
                                                {"treasury_needed", unit.needed()},
                                                {"treasury", unit.sheet.at(FormLine::treasury_subsidy)},
                                                {"lacking", unit.lacking()}};
    for (const auto& [key, sum] : sums)
      if (check.contains(key)) expect_sum(check, key, at, sum);
    if (check.contains("balanced") && check["balanced"] != json(balanced))
      complain(at + "/balanced", "balanced is not what the lines say", balanced ? "true" : "false");
    if (const json cap = check.value("treasury_cap", json()); !cap.is_null())
      if (const auto most = money(check, "treasury_cap", at); most && unit.sheet.at(FormLine::treasury_subsidy) > *most)
        complain(at + "/treasury_cap",
                 fmt::format("treasury_subsidy is {}, beyond treasury_cap {}",
                             yuan_text(unit.sheet.at(FormLine::treasury_subsidy)), yuan_text(*most)),
                 "treasury money within the limit of the treasury");
  }

  Annex annex(const json& basic, const std::string& at) {
    Annex annex;
    for (std::size_t i = 0; i < kAnnexRows; ++i) {
      const std::string key(kAnnexCatalogue[i].key);
      const json value = basic.is_object() ? basic.value(key, json()) : json();
      if (value.is_number())
        annex[i] = value.get<double>();
      else if (!value.is_null())
        complain(fmt::format("{}/{}", at, key), fmt::format("{} is not a number", key), "a number, or null");
    }
    for (std::size_t i = 0; i < kAnnexRows; ++i)
      if (const auto flaw = annex_flaw(annex, i))
        complain(fmt::format("{}/{}", at, kAnnexCatalogue[i].key), flaw->what, flaw->expected);
    return annex;
  }

  /// Basic data of the whole city against those of the units.
  void check_city_annex(const json& city, const std::string& at) {
    if (!city.contains("basic")) return;
    const Annex stated = annex(city["basic"], at);
    std::vector<std::optional<Annex>> units;
    for (const BudgetFileUnit& unit : file_.budgets) units.push_back(unit.annex);
    for (std::size_t i = 0; i < kAnnexRows; ++i)
      if (auto flaw = annex_sum_flaw(stated, units, i))
        complain(fmt::format("{}/{}", at, kAnnexCatalogue[i].key), std::move(flaw->what), std::move(flaw->expected));
  }

  BudgetTransfers transfers(const json& document, const char* key) {
    const json object = document.value(key, json());
    const std::string at = fmt::format("/{}", key);
    return {.subsidies = money(object, "subsidies", at).value_or(Fen{}),
            .levies = money(object, "levies", at).value_or(Fen{})};
  }

  /// What passes between units and pool stands in the transfers as it does with the pool.
  void expect_passed(std::string_view what, Fen pool, Fen stated) {
    if (pool != stated)
      complain(fmt::format("/transfers/{}", what),
               fmt::format("{}: {} with the pool, {} in the transfers", what, yuan_text(pool), yuan_text(stated)),
               "one amount on both sides (44-2.2)");
  }

  void check_levels(const json& document) {
    const std::size_t n = file_.units.size();
    const BudgetSheet pool = sheets_[n], city_level = sheets_[n + 1], city = sheets_[n + 2];
    file_.pool = pool, file_.city = city;
    const BudgetTransfers between = transfers(document, "transfers"),
                          within = transfers(document, "transfers_within_city_level");
    std::vector<BudgetSheet> all(sheets_.begin(), sheets_.begin() + static_cast<std::ptrdiff_t>(n) + 1);
    if (!(consolidated(all, between) == city))
      complain(fmt::format("/units/{}", n + 2), "全市 is not the sum of units and pool less transfers",
               "sums that are exact to the fen (44-2.2)");
    bool found = pool == city_level;
    for (std::size_t c = 0; c < n; ++c)
      found = found || consolidated(std::array{pool, sheets_[c]}, within) == city_level;
    tell(fmt::format("/units/{}", n), pool_flaws(kPoolName, pool, {sheets_.data(), n}));
    expect_passed("subsidies", pool.at(FormLine::subordinate_subsidy), between.subsidies);
    expect_passed("levies", pool.at(FormLine::subordinate_levy), between.levies);
    if (!found)
      complain(fmt::format("/units/{}", n + 1), "市级 is not 市本级 and 市级统筹 less their transfers",
               "sums that are exact to the fen (44-2.2)");
  }

  const LocatedJson& located_;
  BudgetFile file_;
  std::vector<BudgetSheet> sheets_;
  Issues issues_;
};

}  // namespace

Expected<BudgetFile> parse_budget(const std::string& path, std::string bytes) {
  const auto located = parse_located(path, bytes);
  if (!located) return fail(located.error());
  BudgetFile file;
  file.path = path, file.bytes = std::move(bytes);
  return Reader(*located, std::move(file)).read();
}

}  // namespace ballast::cli
