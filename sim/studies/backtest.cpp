#include "sim/studies/backtest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace ballast {
namespace {

/// Who is in the scheme: insured and retired together.
double participants(const Projection& p, Year year) {
  return p.at(Measure::contributors, p.city_row(), year) + p.at(Measure::retirees, p.city_row(), year);
}

/// Published participants by year, where both parts are.
std::map<Year, double> published_participants(const BacktestRequest& request) {
  std::map<Year, double> insured, total;
  for (const Observation& one : request.observed)
    if (!one.unit && one.measure == Measure::contributors) insured[one.year] = one.value;
  for (const Observation& one : request.observed)
    if (!one.unit && one.measure == Measure::retirees && insured.contains(one.year) && one.year >= request.first_year &&
        one.year <= request.last_year)
      total[one.year] = insured[one.year] + one.value;
  return total;
}

/// Entry of the years from … to, scaled until the participants at the end are the wanted ones. Entrants are in
/// proportion to the factor until a pool is empty, so the secant is there after a step or two.
class EntrySolver {
 public:
  EntrySolver(const Trial& trial, std::vector<Change> before, double most)
      : trial_(trial), changes_(std::move(before)), most_(most) {}

  struct Solution {
    double factor;
    bool met;  ///< else the nearest that the bounds of entry allow
  };

  Expected<Solution> solve(Year from, Year to, double wanted, double start) {
    constexpr double kClose = 1e-7;
    constexpr int kSteps = 12;
    double low = 0, high = std::min(std::max(start, 0.1), most_);
    auto at_low = off(low, from, to, wanted), at_high = off(high, from, to, wanted);
    for (int step = 0; step < kSteps && at_low && at_high && std::abs(*at_high) > kClose * wanted; ++step) {
      if (*at_high == *at_low) break;
      const double next = std::clamp(high - *at_high * (high - low) / (*at_high - *at_low), 0.0, most_);
      if (next == high) break;
      low = high, at_low = at_high;
      high = next, at_high = off(high, from, to, wanted);
    }
    if (!at_low) return fail(at_low.error());
    if (!at_high) return fail(at_high.error());
    const auto added = entry_scaled(high, from, to);
    changes_.insert(changes_.end(), added.begin(), added.end());
    return Solution{high, std::abs(*at_high) <= kClose * wanted};
  }

  const std::vector<Change>& changes() const { return changes_; }

 private:
  Expected<double> off(double factor, Year from, Year to, double wanted) const {
    std::vector<Change> changes = changes_;
    const auto added = entry_scaled(factor, from, to);
    changes.insert(changes.end(), added.begin(), added.end());
    const auto projection = trial_(changes, to);
    if (!projection) return fail(projection.error());
    return participants(*projection, to) - wanted;
  }

  const Trial& trial_;
  std::vector<Change> changes_;
  double most_;
};

Label label_of(const Projection& p, int unit) {
  const auto& about = p.units[static_cast<std::size_t>(unit)];
  return {about.zh, about.en};
}

/// The scores of one run, of the whole place and then of units; a figure of zero or without meaning is no yardstick.
std::vector<BacktestScore> scores_of(const BacktestRequest& request, const Projection& p, Given given) {
  std::map<std::pair<int, Measure>, BacktestScore> found;
  for (const Observation& one : request.observed) {
    if (one.year < request.first_year || one.year > request.last_year || !(one.value > 0)) continue;
    const double projected = p.at(one.measure, one.unit.value_or(p.city_row()), one.year);
    if (!std::isfinite(projected)) continue;
    BacktestScore& score = found[{one.unit.value_or(-1), one.measure}];
    score.given = given, score.measure = one.measure;
    if (one.unit) score.unit = label_of(p, *one.unit);
    score.points.push_back({one.year, projected, one.value, one.status});
  }
  std::vector<BacktestScore> scores;
  for (auto& [of, score] : found) scores.push_back(std::move(score));
  return scores;
}

Issue nothing_published(const BacktestRequest& request) {
  return issue_in(IssueKind::data, "--from/--to",
                  fmt::format("nothing is published for {} to {}", request.first_year, request.last_year),
                  request.observed.empty() ? "a place with observed.csv"
                                           : fmt::format("years from {} to {}", request.observed.front().year,
                                                         request.observed.back().year));
}

void describe(const Projection& p, Backtest& result) {
  result.place = p.place, result.place_name = p.place_name, result.notice = p.notice;
  result.case_key = p.case_key, result.illustrative = p.illustrative;
  result.base_year = p.base_year, result.first_year = p.first_year;
}

/// The run with coverage given; factors between two published years are alike.
Expected<Projection> covered(const BacktestRequest& request, const Trial& trial, Backtest& result) {
  EntrySolver solver(trial, request.frozen, request.most_entry);
  Year from = request.first_year;
  double factor = 1;
  for (const auto& [year, wanted] : published_participants(request)) {
    const auto solved = solver.solve(from, year, wanted, factor);
    if (!solved) return fail(solved.error());
    factor = solved->factor;
    result.entry.resize(static_cast<std::size_t>(year - request.first_year + 1), factor);
    if (!solved->met) result.unmet.push_back(year);
    from = year + 1;
  }
  return trial(solver.changes(), request.last_year);
}

}  // namespace

double BacktestScore::mape() const {
  double sum = 0;
  for (const BacktestPoint& point : points) sum += std::abs(point.error());
  return sum / static_cast<double>(points.size());
}

double BacktestScore::bias() const {
  double sum = 0;
  for (const BacktestPoint& point : points) sum += point.error();
  return sum / static_cast<double>(points.size());
}

const BacktestPoint& BacktestScore::worst() const {
  return *std::max_element(points.begin(), points.end(), [](const BacktestPoint& a, const BacktestPoint& b) {
    return std::abs(a.error()) < std::abs(b.error());
  });
}

const BacktestPoint* BacktestScore::ahead(Year base_year, int years) const {
  for (const BacktestPoint& point : points)
    if (point.year == base_year + years) return &point;
  return nullptr;
}

Expected<Backtest> backtest(const BacktestRequest& request, const Trial& trial) {
  const auto frozen = trial(request.frozen, request.last_year);
  if (!frozen) return fail(frozen.error());
  Backtest result;
  describe(*frozen, result);
  result.last_year = request.last_year;
  result.scores = scores_of(request, *frozen, Given::frozen);
  if (result.scores.empty()) return fail(nothing_published(request));
  if (published_participants(request).empty()) return result;
  const auto given = covered(request, trial, result);
  if (!given) return fail(given.error());
  const auto scores = scores_of(request, *given, Given::coverage);
  result.scores.insert(result.scores.end(), scores.begin(), scores.end());
  return result;
}

}  // namespace ballast
