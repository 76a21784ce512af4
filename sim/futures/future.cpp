#include "sim/futures/future.hpp"

#include <algorithm>
#include <cmath>

#include "models/uncertainty/small_numbers.hpp"
#include "sim/engine/mortality.hpp"

namespace ballast {
namespace {

/// A scenario's knobs on their way to a future's.
class Departure {
 public:
  Departure(const Scenario& scenario, KnobValues& knobs)
      : s_(scenario), knobs_(knobs), certain_(first_uncertain_year(scenario) - 1) {}

  /// Moves ln(1 + rate) of the whole city: without a departure the rate stays to the last bit.
  template <class Of>
  void grow(Knob knob, Of departure) {
    change_alike(knob, [&](double rate, int, Year t) { return rate + (1 + rate) * std::expm1(departure(t)); });
  }

  /// Changes a knob of each unit.
  template <class Of>
  void change(Knob knob, Of changed) {
    change(knob, false, changed);
  }
  /// The same where every unit departs alike.
  template <class Of>
  void change_alike(Knob knob, Of changed) {
    change(knob, s_.knobs.one_course(knob), changed);
  }

  /// Every level follows the knob it grows with.
  void levels() {
    for (const KnobRow& row : knob_catalogue())
      if (row.kind == KnobKind::level) level(row);
  }

  /// A departure of the year, 0 in certain years.
  double at(const std::vector<double>& departures, Year t) const {
    return t <= certain_ ? 0.0 : departures[static_cast<std::size_t>(t - certain_)];
  }
  Eigen::Index column(Year t) const { return t - certain_; }

 private:
  template <class Of>
  void change(Knob knob, bool together, Of changed) {
    knobs_.open(knob, together);
    for (int unit = 0; unit < (together ? 1 : knobs_.units()); ++unit)
      for (Year t = certain_ + 1; t <= s_.last_year; ++t)
        put(knob, unit, t, changed(s_.knobs.year(knob, unit, t), unit, t));
  }
  void put(Knob knob, int unit, Year t, double value) {
    knobs_.move(knob, unit, t, std::clamp(value, row(knob).min, row(knob).max));
  }
  void level(const KnobRow& row) {
    const bool together = s_.knobs.one_course(row.id) && knobs_.one_course(*row.grows_with) &&
                          (!row.grows_less || knobs_.one_course(*row.grows_less));
    knobs_.open(row.id, together);
    for (int unit = 0; unit < (together ? 1 : knobs_.units()); ++unit) {
      double grown = 1;
      for (Year t = certain_ + 1; t <= s_.last_year; ++t) {
        const Year of = std::max(s_.base_year, t - row.growth_lag);
        grown *= (1 + growth_of(row, knobs_, unit, of)) / (1 + growth_of(row, s_.knobs, unit, of));
        put(row.id, unit, t, s_.knobs.year(row.id, unit, t) * grown);
      }
    }
  }

  const Scenario& s_;
  KnobValues& knobs_;
  Year certain_;
};

/// A rate whose odds are e^shift times as large: 0 and 1 stay, and without a shift every rate to the last bit.
double shifted_rate(double rate, double shift) {
  return rate > 0 && rate < 1 ? rate / (rate + (1 - rate) * std::exp(-shift)) : rate;
}

void move_economy(const Shocks& shocks, const Following& f, Departure& depart) {
  const auto wage = [&](Year t) { return depart.at(shocks.wage, t); };
  const auto prices = [&](Year t) { return depart.at(shocks.inflation, t); };
  const auto interest = [&](Year t) { return depart.at(shocks.interest, t); };
  depart.grow(Knob::wage_growth, wage);
  depart.grow(Knob::inflation, prices);
  depart.grow(Knob::fund_interest, interest);
  depart.grow(Knob::account_rate, [&](Year t) { return f.account_on_interest * interest(t); });
  depart.grow(Knob::revenue_growth, [&](Year t) { return f.revenue_on_wages * wage(t); });
  depart.grow(Knob::base_growth, [&](Year t) { return wage(t - 1); });
  depart.grow(Knob::increase_rate,
              [&](Year t) { return f.increase_on_wages * wage(t - 1) + f.increase_on_prices * prices(t - 1); });
  depart.levels();
}

void move_people(const Shocks& shocks, const ExpectedEvents& expected, Year base_year, Departure& depart) {
  const bool small = shocks.entrants.size() > 0;
  const auto events = [&](const Eigen::ArrayXXd& normals, const Eigen::ArrayXXd& of, int unit, Year t) {
    return chance_of(of(unit, t - base_year), normals(unit, depart.column(t)), shocks.chance_spread);
  };
  for (int j = 0; j < kStreams; ++j)
    depart.change(of_stream(Knob::coverage_private, j), [&](double take_up, int unit, Year t) {
      const double chance = small ? events(shocks.entrants, expected.entrants, unit, t) : 1.0;
      const double log = shocks.entry(unit, depart.column(t)) - depart.at(shocks.entry_half_variance, t);
      return take_up * std::exp(log) * chance;
    });
  depart.change(Knob::collection_rate, [&](double rate, int unit, Year t) {
    return shifted_rate(rate, shocks.collection(unit, depart.column(t)));
  });
  depart.change(Knob::net_migration,
                [&](double level, int unit, Year t) { return level + shocks.migration(unit, depart.column(t)); });
  depart.change_alike(Knob::fertility,
                      [&](double level, int, Year t) { return level * depart.at(shocks.fertility, t); });
  if (!small) return;
  const auto die = [&](const InsuredGroup& group, const Eigen::ArrayXXd& normals, const Eigen::ArrayXXd& of) {
    depart.change(group.selection,
                  [&](double over_table, int unit, Year t) { return over_table * events(normals, of, unit, t); });
  };
  die(kActives, shocks.deaths, expected.deaths);
  die(kRetirees, shocks.deaths_retired, expected.deaths_retired);
  die(kIllnessRetirees, shocks.deaths_ill, expected.deaths_ill);
}

}  // namespace

Year first_uncertain_year(const Scenario& s) { return std::max(s.published_through, s.base_year) + 1; }
Year spreads_read_in(const Scenario& s) { return std::min(first_uncertain_year(s), s.last_year); }

Drawing drawing_of(const Scenario& s, std::int64_t seed, Sampling sampling) {
  return {.seed = static_cast<std::uint64_t>(seed),
          .sampling = sampling,
          .years = std::max(0, s.last_year - first_uncertain_year(s) + 1),
          .units = static_cast<int>(s.units.size())};
}

ExpectedEvents expected_events(const Projection& central) {
  const auto flow = [&](Flow f) -> Eigen::ArrayXXd {
    return central.flows[static_cast<std::size_t>(f)].topRows(central.member_units());
  };
  const Eigen::ArrayXXd retired_ill = flow(Flow::deaths_retired_illness);  // they die as recipients of the benefit do
  return {.deaths = flow(Flow::deaths_active),
          .deaths_retired = flow(Flow::deaths_retired) - retired_ill,
          .deaths_ill = flow(Flow::deaths_illness) + retired_ill,
          .entrants = flow(Flow::entrants)};
}

Future future_of(const Scenario& s, const Following& following, const Shocks& shocks, const ExpectedEvents& expected) {
  Future future{.knobs = s.knobs, .index_shift = {}};
  Departure depart(s, future.knobs);
  move_economy(shocks, following, depart);
  move_people(shocks, expected, s.base_year, depart);
  for (Year t = s.base_year; t <= s.last_year; ++t) future.index_shift.push_back(depart.at(shocks.mortality, t));
  return future;
}

Scenario scenario_of(const Scenario& s, const Future& future) {
  Scenario moved = s;
  moved.knobs = future.knobs;
  const auto certain = static_cast<std::size_t>(s.base_year - s.demography.first_year);
  moved.demography.index_shift.assign(certain, 0.0);
  moved.demography.index_shift.insert(moved.demography.index_shift.end(), future.index_shift.begin(),
                                      future.index_shift.end());
  return moved;
}

}  // namespace ballast
