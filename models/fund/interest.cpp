#include "models/fund/interest.hpp"

#include "models/fund/portion.hpp"

namespace ballast {

Fen fund_interest(Fen opening, Fen net_flow, double rate) {
  const Fen twice_mean = opening + opening + net_flow;
  return portion(max(Fen{}, twice_mean), rate, 2);
}

}  // namespace ballast
