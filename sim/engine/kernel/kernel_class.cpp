// One class of the kernel. Compiled once for each class with -Dballast=ballast_<class> and the class's -march.
#include "models/benefit/pensioners.hpp"
#include "models/membership/year_step.hpp"
#include "sim/engine/kernel.hpp"
#include "sim/engine/lanes.hpp"

namespace ballast {
namespace {

void live(void* row, int buckets, int* filled, const void* joins, const void* rates, void* outcome, void* departing) {
  live_one_year<Lanes, Lanes>(static_cast<MemberCell<Lanes>*>(row), buckets, *filled,
                              *static_cast<const Arrivals<Lanes>*>(joins), *static_cast<const RowRates<Lanes>*>(rates),
                              *static_cast<RowOutcome<Lanes>*>(outcome), static_cast<Members<Lanes>*>(departing));
}

void pay(void* row, const void* rates, void* outcome) {
  retirees_year<Lanes, Lanes>(*static_cast<PensionerRow<Lanes>*>(row), *static_cast<const PensionRates<Lanes>*>(rates),
                              *static_cast<PensionOutcome<Lanes>*>(outcome));
}

void add_up(const void* cells, int count, void* sum) {
  const auto* cell = static_cast<const MemberCell<Lanes>*>(cells);
  MemberCell<Lanes> total = *static_cast<MemberCell<Lanes>*>(sum);
  for (int s = 0; s < count; ++s) total.contributing += cell[s].contributing, total.suspended += cell[s].suspended;
  *static_cast<MemberCell<Lanes>*>(sum) = total;
}

}  // namespace
}  // namespace ballast

extern "C" {
extern const ballast::KernelTable BALLAST_KERNEL;
const ballast::KernelTable BALLAST_KERNEL{
    BALLAST_KERNEL_NAME,
    ballast::live,
    ballast::pay,
    ballast::add_up,
    {sizeof(ballast::MemberCell<ballast::Lanes>), sizeof(ballast::Arrivals<ballast::Lanes>),
     sizeof(ballast::RowRates<ballast::Lanes>), sizeof(ballast::RowOutcome<ballast::Lanes>),
     sizeof(ballast::PensionerRow<ballast::Lanes>), sizeof(ballast::PensionRates<ballast::Lanes>),
     sizeof(ballast::PensionOutcome<ballast::Lanes>), alignof(ballast::PensionerRow<ballast::Lanes>)}};
}
