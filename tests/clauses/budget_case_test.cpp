/// The runner of budget cases complains when a case is wrong, and about what it does not know.
#include "tests/clauses/budget_case.hpp"

#include <gtest/gtest.h>

#include "tests/sim/fiscal_city.hpp"

namespace ballast {
namespace {

std::string form_complaint(const std::string& expect) {
  const FiscalInput input = small_city(1);
  toml::table table = toml::parse(expect);
  return compare_forms(input, *run_fiscal(input), table);
}

TEST(BudgetCase, NamesRowAndLineOfAWrongFigure) {
  EXPECT_EQ(form_complaint("form = { unit_1 = { opening_balance = 80 } }"), "");
  EXPECT_NE(form_complaint("form = { unit_1 = { opening_balance = 81 } }").find("unit_1.opening_balance: expected 81"),
            std::string::npos);
  EXPECT_NE(form_complaint("form = { balanced = false }").find("balanced is true"), std::string::npos);
  EXPECT_THROW(form_complaint("form = { unit_1 = { opening = 80 } }"), std::runtime_error);
  EXPECT_THROW(form_complaint("form = { unit_3 = { income = 80 } }"), std::runtime_error);
}

TEST(BudgetCase, NamesAStateOrARefusalThatIsAnother) {
  const auto complaint = [](const std::string& text) {
    const toml::table item = toml::parse(text);
    return run_life_cycle(*item["given"].as_table(), *item["expect"].as_table());
  };
  const std::string given =
      "given = { units = [\"a\"], acts = [ { act = \"draft\", by = \"agency\", on = \"2025-10-15\" } ] }\n";
  EXPECT_EQ(complaint(given + "expect = { state = \"draft\", refused = 0 }"), "");
  EXPECT_NE(complaint(given + "expect = { state = \"approved\" }").find("state is draft"), std::string::npos);
  EXPECT_NE(complaint(given + "expect = { refused = 1 }").find("refused is 0"), std::string::npos);
  EXPECT_NE(complaint(given + "expect = { stat = 1 }").find("unknown expectation"), std::string::npos);
}

}  // namespace
}  // namespace ballast
