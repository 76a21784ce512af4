// Which flows of stage 1 move the fund's money: every one of them stands in one table, with who pays it and its line of
// the official form.
#include "sim/engine/fiscal_flows.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace ballast {
namespace {

/// Money that stage 1 counts and no fund pays or gets: dues and what is waived of them, what stands beside the fund.
constexpr std::array kBesideTheFund{Flow::contributions_waived, Flow::arrears_written_off, Flow::premium_subsidy,
                                    Flow::loans_granted,        Flow::loans_repaid,        Flow::loan_interest_subsidy};

std::ptrdiff_t times(const auto& flows, Flow flow) { return std::count(flows.begin(), flows.end(), flow); }

std::ptrdiff_t lines_of(Flow flow) {
  std::ptrdiff_t lines = 0;
  for (const auto of : kFiscalLines)
    lines += std::count_if(of.begin(), of.end(), [flow](const FiscalLine& line) { return line.flow == flow; });
  return lines;
}

TEST(FiscalLines, HaveEveryFlowOfMoneyOnceUnlessItPassesTheFundBy) {
  for (const FlowRow& row : kFlowCatalogue) {
    const auto known = lines_of(row.id) + times(kMemoLines, row.id) + times(kBesideTheFund, row.id);
    EXPECT_EQ(known, row.kind == FlowKind::money ? 1 : 0) << row.key;
  }
}

TEST(FiscalLines, StandOnTheirSideOfTheForm) {
  for (const auto of : kFiscalLines)
    for (const FiscalLine& line : of) {
      const FormRow& row = kFormCatalogue[static_cast<std::size_t>(line.form)];
      const bool paid = of.data() == kExpenditureLines.data(), contribution = of.data() == kContributionLines.data();
      EXPECT_EQ(row.side, paid ? FormSide::expenditure : FormSide::income) << row.key;
      EXPECT_TRUE(paid || row.detail == contribution) << row.key;
    }
}

}  // namespace
}  // namespace ballast
