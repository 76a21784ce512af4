#include "output/table/money_between.hpp"

#include <algorithm>

namespace ballast {

double MoneyBetween::arising(const Projection& p, int unit, Year year) const {
  double sum = 0;
  for (const Measure measure : adds) sum += p.arising(measure, unit, year);
  for (const Measure measure : takes) sum -= p.arising(measure, unit, year);
  return sum;
}

std::vector<MoneyBetween> money_between(const std::vector<const Projection*>& cases) {
  using enum Measure;
  std::vector<MoneyBetween> kinds{
      {Phrase::path_topup, Phrase::explain_topup, {pool_topup}, {}},
      {Phrase::path_passed_up, Phrase::explain_passed_up, {levy, unified_surplus}, {}},
      {Phrase::path_central, Phrase::explain_central, {central_handout, national_transfer}, {central_upload}}};
  const auto moves = [&cases](Measure measure) {
    return std::any_of(cases.begin(), cases.end(), [measure](const Projection* p) {
      return (p->measures[static_cast<std::size_t>(measure)] != 0.0 &&
              p->measures[static_cast<std::size_t>(measure)].isFinite())
          .any();
    });
  };
  std::erase_if(kinds, [&](const MoneyBetween& kind) {
    return std::none_of(kind.adds.begin(), kind.adds.end(), moves) &&
           std::none_of(kind.takes.begin(), kind.takes.end(), moves);
  });
  return kinds;
}

}  // namespace ballast
