#include "models/budget/plan.hpp"

#include "models/fund/portion.hpp"

namespace ballast {
namespace {

Fen projected(const PlanBasis& b) {
  return b.central_last > Fen{} ? quotient(b.last, b.central, b.central_last) : b.central;
}

Fen unstretched(const PlanRule& rule, const PlanBasis& b) {
  switch (rule.method) {
    case PlanMethod::projection:
      return projected(b);
    case PlanMethod::growth:
      return portion(b.last, 1.0 + rule.growth);
    case PlanMethod::trend:
      return b.before_last > Fen{} ? quotient(b.last, b.last, b.before_last) : b.last;
    case PlanMethod::capacity:
      return b.capacity > Fen{} ? b.capacity : projected(b);
  }
  return projected(b);
}

}  // namespace

Fen plan_line(const PlanRule& rule, const PlanBasis& basis) {
  return portion(unstretched(rule, basis), 1.0 + rule.stretch);
}

}  // namespace ballast
