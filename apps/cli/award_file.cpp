/// The award file: a flat JSON object, read with its issues located.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "apps/cli/arguments.hpp"
#include "apps/cli/located_json.hpp"
#include "apps/cli/user_file.hpp"
#include "scenarios/reader/fields.hpp"

namespace ballast::cli {

namespace {

/// A number the file may hold. Bounds keep typing errors (a wage in fen, an age in years) from passing as figures.
struct Field {
  const char* key;
  bool required;
  double min, max;
  const char* expected;
};

constexpr std::array kFields{
    Field{"age_months", true, 480, 1200, "age in whole months, 480 … 1200 (60 years 3 months = 723)"},
    Field{"province_base", true, 100, 1e6, "yuan a month, 100 … 1000000"},
    Field{"city_base", false, 100, 1e6, "yuan a month, 100 … 1000000; absent: province_base"},
    Field{"paid_years", true, 0, 70, "years, 0 … 70"},
    Field{"deemed_years", true, 0, 70, "years, 0 … 70"},
    Field{"account", true, 0, 1e8, "yuan, 0 … 100000000"},
    Field{"mean_index", false, 0.01, 20, "mean index of the paid years, 0.01 … 20"},
    Field{"indexed_wage_basic", false, 1, 1e7, "yuan a month, 1 … 10000000"},
    Field{"indexed_wage_transitional", false, 0, 1e7, "yuan a month, 0 … 10000000"}};

constexpr const char* kMonthKey = "award_month";

/// Reads the fields of one document and collects what is wrong with them.
class Reader {
 public:
  Reader(std::string path, std::string text) : path_(std::move(path)), text_(std::move(text)) {}

  Expected<AwardFile> read() {
    parse();
    const nlohmann::json& document = located_.document;
    if (!issues_.empty()) return fail(issues_);
    check_keys(document);
    AwardFile file;
    file.award_month = month(document);
    const auto value = [&](const char* key) { return number(document, key); };
    file.input.age_months = static_cast<int>(value("age_months").value_or(0.0));
    const double province = value("province_base").value_or(0.0);
    file.input.bases = {province, value("city_base").value_or(province)};
    file.input.paid_years = value("paid_years").value_or(0.0);
    file.input.deemed_years = value("deemed_years").value_or(0.0);
    file.input.account = value("account").value_or(0.0);
    file.input.mean_index = value("mean_index");
    file.input.indexed_wage_basic = value("indexed_wage_basic");
    file.input.indexed_wage_transitional = value("indexed_wage_transitional");
    check_index(file.input, document);
    if (!issues_.empty()) return fail(issues_);
    return file;
  }

 private:
  void complain(TextPlace at, std::string what, std::string expected, std::string remedy = {}) {
    issues_.push_back(
        {IssueKind::data, path_, at.line, at.column, std::move(what), std::move(expected), std::move(remedy)});
  }

  /// Where a key stands; the start of the file when it does not.
  TextPlace where(const std::string& key) const { return located_.at("/" + key); }

  void parse() {
    auto parsed = parse_located(path_, text_);
    if (!parsed) return issues_ = std::move(parsed.error()), void();
    located_ = std::move(*parsed);
    if (!located_.document.is_object()) complain({1, 1}, "is not a JSON object", R"({"award_month": "2025-10", …})");
  }

  void check_keys(const nlohmann::json& document) {
    std::vector<std::string> known{kMonthKey};
    for (const Field& field : kFields) known.emplace_back(field.key);
    for (const auto& [key, value] : document.items())
      if (std::find(known.begin(), known.end(), key) == known.end())
        complain(where(key), fmt::format("unknown key {}", nlohmann::json(key).dump()),
                 fmt::format("{}", fmt::join(known, ", ")), did_you_mean(key, known));
  }

  YearMonth month(const nlohmann::json& document) {
    constexpr Year kFirst = 1950, kLast = 2200;
    const std::string expected = "a month between 1950-01 and 2200-12, e.g. \"2025-10\"";
    if (!document.contains(kMonthKey)) return complain({1, 1}, "award_month is missing", expected), YearMonth{};
    const nlohmann::json& value = document[kMonthKey];
    const auto parsed = value.is_string() ? parse_month(value.get<std::string>()) : std::nullopt;
    if (!parsed || parsed->year() < kFirst || parsed->year() > kLast)
      complain(where(kMonthKey), "award_month is no such month", expected,
               value.is_string() && !parsed ? instead_of_month(value.get<std::string>()) : std::string{});
    return parsed.value_or(YearMonth{});
  }

  std::optional<double> number(const nlohmann::json& document, const char* key) {
    const Field& field =
        *std::find_if(kFields.begin(), kFields.end(), [key](const Field& f) { return std::string_view(f.key) == key; });
    if (!document.contains(key)) {
      if (field.required) complain({1, 1}, fmt::format("{} is missing", key), field.expected);
      return std::nullopt;
    }
    const nlohmann::json& value = document[key];
    const double read = value.is_number() ? value.get<double>() : std::nan("");
    const bool whole = std::string_view(key) != "age_months" || read == std::floor(read);
    if (read >= field.min && read <= field.max && whole) return read;
    complain(where(key), fmt::format("{} is {}", key, value.is_number() ? "out of range" : "not a number"),
             field.expected);
    return std::nullopt;
  }

  void check_index(const AwardInput& input, const nlohmann::json& document) {
    const bool wages = document.contains("indexed_wage_basic") && document.contains("indexed_wage_transitional");
    const bool part = document.contains("indexed_wage_basic") != document.contains("indexed_wage_transitional");
    const bool index = document.contains("mean_index");
    if (index == wages || part)
      complain({1, 1}, "says the index in no way, in part, or twice",
               "either mean_index, or both indexed_wage_basic and indexed_wage_transitional");
    if (input.paid_years + input.deemed_years <= 0.0)
      complain(where("paid_years"), "no credited years", "paid_years + deemed_years > 0");
    const double credited = input.paid_years + input.deemed_years, age = input.age_months / double{kMonthsAYear};
    if (age > 0 && credited > age)
      complain(where("paid_years"), fmt::format("{:g} years of credit at {:.4g} years of age", credited, age),
               "no more than the age");
  }

  std::string path_, text_;
  LocatedJson located_;
  Issues issues_;
};

}  // namespace

Expected<AwardFile> read_award_file(const std::string& path) {
  return read_user_file(path).and_then([&](const std::string& text) { return award_file_from(path, text); });
}

Expected<AwardFile> award_file_from(const std::string& path, const std::string& text) {
  return Reader(path, text).read();
}

}  // namespace ballast::cli
