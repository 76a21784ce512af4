#include "models/fund/bridge.hpp"

#include "models/fund/portion.hpp"

namespace ballast {
namespace {

Bridge close(const Position& p, Fen advance) {
  Bridge b;
  b.advance = advance;
  b.benefit_arrears = max(Fen{}, -p.cash) - advance;
  const Fen cash = max(Fen{}, p.cash);
  b.arrears_paid = min(cash, p.arrears_outstanding);
  b.advance_repaid = min(cash - b.arrears_paid, p.advances_outstanding);
  b.arrears_outstanding = p.arrears_outstanding + b.benefit_arrears - b.arrears_paid;
  b.advances_outstanding = p.advances_outstanding + b.advance - b.advance_repaid;
  b.closing = cash - b.arrears_paid - b.advance_repaid;
  return b;
}

}  // namespace

std::vector<Bridge> bridge(std::span<const Position> positions, Fen pool) {
  std::vector<Fen> missing;
  missing.reserve(positions.size());
  for (const Position& p : positions) missing.push_back(max(Fen{}, -p.cash));
  const std::vector<Fen> advances = ration(pool, missing);
  std::vector<Bridge> closed;
  closed.reserve(positions.size());
  for (std::size_t c = 0; c < positions.size(); ++c) closed.push_back(close(positions[c], advances[c]));
  return closed;
}

}  // namespace ballast
