#include "apps/cli/settle_payments.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "apps/cli/console.hpp"
#include "scenarios/knobs.hpp"

namespace ballast::cli {

namespace {

using nlohmann::json;

constexpr std::size_t kMostPayments = 1000;  // of a unit and year

class Reader {
 public:
  Reader(const LocatedJson& located, std::optional<Year> year, double most, const Complain& complain)
      : located_(located), year_(year), most_(most), complain_(complain) {}

  Payment read(const json& payment, const std::string& at) {
    static const std::vector<std::string> kKeys{"date", "amount"};
    Payment p;
    if (!payment.is_object()) return tell(at, "a payment is not an object", "{date, amount}"), p;
    for (const std::string& key : kKeys)
      if (!payment.contains(key)) tell(at, fmt::format("a payment without {}", key), "{date, amount}");
    for (const auto& [key, value] : payment.items()) {
      const std::string where = at + "/" + key;
      if (key == "date") p.date = date(value, where);
      if (key == "amount") p.amount = amount(value, where);
      if (std::find(kKeys.begin(), kKeys.end(), key) == kKeys.end())
        tell(where, fmt::format("unknown key {}", json(key).dump()), "date, amount", did_you_mean(key, kKeys));
    }
    return p;
  }

  void tell(const std::string& at, std::string what, std::string expected, std::string remedy = {}) {
    complain_(located_.at(at), std::move(what), std::move(expected), std::move(remedy));
  }

 private:
  /// From 1 January of the year to the last day a deadline can fall on: what came too late may stand in the file.
  Date date(const json& value, const std::string& at) {
    const auto day = value.is_string() ? parse_date(value.get_ref<const std::string&>()) : std::nullopt;
    if (!day) return tell(at, "date is no day", "YYYY-MM-DD"), Date{};
    if (!year_) return *day;
    const Date first{*year_, 1, 1}, last = treasury_deadline(*year_, static_cast<int>(row(Knob::deadline_months).max));
    if (*day < first || *day > last)
      tell(at, fmt::format("date {} does not belong to the settlement of {}", date_text(*day), *year_),
           fmt::format("{} … {}", date_text(first), date_text(last)));
    return *day;
  }

  Fen amount(const json& value, const std::string& at) {
    const double yuan = value.is_number() ? value.get<double>() : -1.0;
    if (yuan >= 0 && yuan <= most_) return fen_from_yuan(yuan);
    tell(at, fmt::format("amount is {}", value.is_number() ? "out of range" : "not a number"),
         fmt::format("yuan, 0 … {:.0f}", most_));
    return {};
  }

  const LocatedJson& located_;
  std::optional<Year> year_;
  double most_;
  const Complain& complain_;
};

}  // namespace

std::vector<Payment> payments_at(const LocatedJson& located, const std::string& pointer, std::optional<Year> year,
                                 double most, const Complain& complain) {
  Reader reader(located, year, most, complain);
  const json& list = located.document.at(json::json_pointer(pointer));
  std::vector<Payment> payments;
  if (!list.is_array() || list.size() > kMostPayments)
    return reader.tell(pointer, "payments is no list of payments",
                       fmt::format("[{{date, amount}}, …], at most {}", kMostPayments)),
           payments;
  for (std::size_t i = 0; i < list.size(); ++i)
    payments.push_back(reader.read(list[i], fmt::format("{}/{}", pointer, i)));
  std::stable_sort(payments.begin(), payments.end(),
                   [](const Payment& a, const Payment& b) { return a.date < b.date; });
  return payments;
}

}  // namespace ballast::cli
