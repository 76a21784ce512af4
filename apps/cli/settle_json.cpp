#include <fmt/format.h>

#include <algorithm>

#include "apps/cli/bounds.hpp"
#include "apps/cli/console.hpp"
#include "apps/cli/settle_forms.hpp"
#include "apps/cli/settle_payments.hpp"

namespace ballast::cli {

namespace {

using nlohmann::json;

/// Walks the document; an unknown key is an issue wherever it stands.
class JsonForm {
 public:
  JsonForm(const LocatedJson& located, SettleBuilder& builder) : located_(located), builder_(builder) {}

  void read() {
    const json& document = located_.document;
    if (!document.is_object()) return builder_.complain({}, "is not a JSON object", R"({"year": 2026, "units": […]})");
    static const std::vector<std::string> kKeys{"schema", "year", "rules", "pool", "units"};
    if (document.contains("year")) builder_.set_year(number(document["year"]), located_.at("/year"));
    for (const auto& [key, value] : document.items()) {
      const std::string at = "/" + key;
      if (key == "rules") read_rules(value, at);
      if (key == "pool") read_pool(value, at);
      if (key == "units") read_units(value, at);
      if (!among(kKeys, key)) unknown(at, key, kKeys);
    }
  }

 private:
  static std::optional<double> number(const json& value) {
    return value.is_number() ? std::optional(value.get<double>()) : std::nullopt;
  }

  void unknown(const std::string& at, const std::string& key, const std::vector<std::string>& known) {
    builder_.complain(located_.at(at), fmt::format("unknown key {}", json(key).dump()),
                      fmt::format("{}", fmt::join(known, ", ")), did_you_mean(key, known));
  }

  bool object(const json& value, const std::string& at) {
    if (!value.is_object()) builder_.complain(located_.at(at), fmt::format("{} is not an object", at), "{ … }");
    return value.is_object();
  }

  void read_rules(const json& rules, const std::string& at) {
    if (!object(rules, at)) return;
    std::vector<std::string> known;
    for (const Knob knob : kSettleRules) known.emplace_back(short_key(knob));
    for (const auto& [key, value] : rules.items()) {
      const std::string where = at + "/" + key;
      if (!among(known, key)) unknown(where, key, known);
      for (const Knob knob : kSettleRules)
        if (key == short_key(knob)) builder_.put_rule(knob, value, located_.at(where));
    }
  }

  void read_pool(const json& pool, const std::string& at) {
    if (!object(pool, at)) return;
    for (const auto& [key, value] : pool.items()) {
      const std::string where = at + "/" + key;
      if (key != kAvailable) unknown(where, key, {std::string(kAvailable)});
      if (key == kAvailable && !value.is_null()) builder_.set_available(number(value), located_.at(where));
    }
  }

  void read_units(const json& units, const std::string& at) {
    if (!units.is_array()) return builder_.complain(located_.at(at), "units is not an array", "[{unit, …}, …]");
    for (std::size_t i = 0; i < std::min(units.size(), kMostUnits + 1); ++i)
      read_unit(units[i], fmt::format("{}/{}", at, i));
  }

  void read_unit(const json& unit, const std::string& at) {
    if (!object(unit, at)) return;
    const json name = unit.value(kUnit, json());
    if (!builder_.begin_unit(name.is_string() ? name.get<std::string>() : std::string{}, located_.at(at))) return;
    std::vector<std::string> known{std::string(kUnit), std::string(kPayments)};
    for (const SettleColumn& column : settle_columns()) known.emplace_back(column.key);
    for (const auto& [key, value] : unit.items()) {
      if (key == kUnit || key == kPayments) continue;
      const std::string where = at + "/" + key;
      if (const SettleColumn* const column = find_settle_column(key))
        read_figure({column, key}, value, located_.at(where));
      else
        unknown(where, key, known);
    }
    builder_.require_actual(located_.at(at));
    if (unit.contains(kPayments)) read_payments(at + "/" + std::string(kPayments));
  }

  void read_figure(const Headed& of, const json& value, TextPlace at) {
    if (builder_.is_given(of.column->key))  // by key and in Chinese
      builder_.complain(at, fmt::format("{} stands twice", as_headed(of.heading)), "once");
    const bool unlimited = of.column->key == "settlement" && value.is_null();
    if (!unlimited) builder_.put(of, number(value), at);
  }

  void read_payments(const std::string& at) {
    const Complain complain = [this](TextPlace place, std::string what, std::string expected, std::string remedy) {
      builder_.complain(place, std::move(what), std::move(expected), std::move(remedy));
    };
    builder_.put_payments(payments_at(located_, at, builder_.year(), kMostYuan, complain), located_.at(at));
  }

  const LocatedJson& located_;
  SettleBuilder& builder_;
};

}  // namespace

void read_settle_json(const LocatedJson& located, SettleBuilder& builder) { JsonForm(located, builder).read(); }

}  // namespace ballast::cli
