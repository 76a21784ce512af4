#include "models/population/life_table.hpp"

#include <cstddef>

namespace ballast {

namespace {

std::vector<double> survivors(const std::vector<double>& qx, double radix) {
  std::vector<double> lx(qx.size(), radix);
  for (std::size_t x = 1; x < qx.size(); ++x) lx[x] = lx[x - 1] * (1.0 - qx[x - 1]);
  return lx;
}

}  // namespace

LifeTable life_table(const std::vector<double>& qx, double interest, double radix) {
  const std::size_t ages = qx.size();
  const double discount = 1.0 / (1.0 + interest);
  LifeTable table{survivors(qx, radix), std::vector<double>(ages, 0.0), std::vector<double>(ages, 0.5),
                  std::vector<double>(ages, 1.0), std::vector<double>(ages, discount)};
  for (std::size_t next = ages - (ages > 0 ? 1 : 0); next > 0; --next) {
    const std::size_t x = next - 1;
    const double p = 1.0 - qx[x];
    table.ex_curtate[x] = p * (1.0 + table.ex_curtate[next]);
    table.ex_complete[x] = table.ex_curtate[x] + 0.5;
    table.annuity_due[x] = 1.0 + discount * p * table.annuity_due[next];
    table.assurance[x] = discount * (qx[x] + p * table.assurance[next]);
  }
  return table;
}

}  // namespace ballast
