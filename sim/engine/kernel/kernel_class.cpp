// One class of the kernel. Compiled once for each class with -Dballast=ballast_<class> and the class's -march.
#include "models/benefit/cell_award.hpp"
#include "models/benefit/pensioners.hpp"
#include "models/membership/year_step.hpp"
#include "sim/engine/kernel.hpp"
#include "sim/engine/lanes.hpp"

namespace ballast {
namespace {

void live(void* row, int buckets, void* state, const void* joins, const void* rates, void* outcome, void* sums,
          void* departing) {
  live_one_year<Lanes, Lanes>(
      static_cast<MemberCell<Lanes>*>(row), buckets, *static_cast<RowState<Lanes>*>(state),
      *static_cast<const Arrivals<Lanes>*>(joins), *static_cast<const RowRates<Lanes>*>(rates),
      *static_cast<RowOutcome<Lanes>*>(outcome), *static_cast<YearSums<Lanes>*>(sums),
      static_cast<Members<Lanes>*>(departing));
}

void pay(void* row, const void* rates, void* outcome) {
  retirees_year<Lanes, Lanes>(*static_cast<PensionerRow<Lanes>*>(row), *static_cast<const PensionRates<Lanes>*>(rates),
                              *static_cast<PensionOutcome<Lanes>*>(outcome));
}

void award(const void* middle, const void* fresh, const void* ways, const void* kappa, const void* terms, void* awards,
           void* by_way, void* mean_index) {
  *static_cast<Lanes*>(mean_index) =
      award_age<Lanes, Lanes>(*static_cast<const RowOutcome<Lanes>*>(middle),
                              *static_cast<const RowOutcome<Lanes>*>(fresh), *static_cast<const WaysOut*>(ways),
                              *static_cast<const Kappa*>(kappa), *static_cast<const AwardTerms<Lanes>*>(terms),
                              *static_cast<AgeAwards<Lanes>*>(awards), static_cast<CellAward<Lanes>*>(by_way));
}

void add_up_pensioners(const void* row, void* account_pension, void* balance) {
  const auto& pensioners = *static_cast<const PensionerRow<Lanes>*>(row);
  *static_cast<Lanes*>(account_pension) += pensioners.account_pension();
  *static_cast<Lanes*>(balance) += pensioners.account_balance();
}

}  // namespace
}  // namespace ballast

extern "C" {
extern const ballast::KernelTable BALLAST_KERNEL;
const ballast::KernelTable BALLAST_KERNEL{
    BALLAST_KERNEL_NAME,
    ballast::live,
    ballast::pay,
    ballast::award,
    ballast::add_up_pensioners,
    {sizeof(ballast::MemberCell<ballast::Lanes>), sizeof(ballast::Arrivals<ballast::Lanes>),
     sizeof(ballast::RowRates<ballast::Lanes>), sizeof(ballast::RowOutcome<ballast::Lanes>),
     sizeof(ballast::PensionerRow<ballast::Lanes>), sizeof(ballast::PensionRates<ballast::Lanes>),
     sizeof(ballast::PensionOutcome<ballast::Lanes>), sizeof(ballast::AgeAwards<ballast::Lanes>),
     sizeof(ballast::AwardTerms<ballast::Lanes>), sizeof(ballast::YearSums<ballast::Lanes>),
     sizeof(ballast::RowState<ballast::Lanes>),
     alignof(ballast::PensionerRow<ballast::Lanes>)}};
}
