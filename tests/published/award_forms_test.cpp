// Pensions that were really determined. Forms of Henan as collected in a public calculator's case files, and worked
// examples of news sites; printed to the fen. Sources stand with each case.
#include <gtest/gtest.h>

#include <ostream>

#include "models/benefit/award.hpp"
#include "tests/hand_cases/law_file.hpp"

namespace ballast {
namespace {

struct Form {
  const char* name;
  YearMonth month;
  int age_months;
  double province, city, years, deemed, account;
  double divisor, basic, account_part, transitional;  // as printed
  double wage_basic, wage_transitional;               // indexed wages, 0 where the sheet gives none
};
void PrintTo(const Form& form, std::ostream* out) { *out << form.name; }

const Form kForms[] = {
    // Henan forms; indexed wages solved from the printed parts, so basic and transitional test the arithmetic.
    {"form 2, Xinyang, man, 2025-10", year_month(2025, 10), 720, 6738, 6260, 39.5, 9.25, 55537.81, 139, 2246.71, 399.55,
     494.82, 4637.7, 4114.9},
    {"form 3, Zhengzhou, man, 2024-01", year_month(2024, 1), 720, 6401, 0, 40, 13.5, 71072.37, 139, 2506.89, 511.31,
     959.83, 6133.45, 5469.12},
    {"form 4, woman of 50, 2025-11", year_month(2025, 11), 600, 6738, 0, 28.5, 0, 60986.73, 195, 1537.61, 312.75, 0,
     4052.39, 0},
    {"form 5, Luoyang, man, 2026-03", year_month(2026, 3), 720, 6738, 6573, 41.5, 10.25, 145885.34, 139, 2856.81,
     1049.53, 957.54, 7029.77, 7186.04},
    {"form 7, woman of 50, 2024-01", year_month(2024, 1), 600, 6401, 0, 28, 1.75, 50290.23, 195, 1435.44, 257.90, 86.67,
     3852.14, 3809.67},
    // Form 11 prints both bases and both indexed wages: a real test of the double base.
    {"form 11, Xinxiang, woman of 55y2m, 2026-03", year_month(2026, 3), 662, 6738, 6385, 37.67, 6.5, 163443.46, 169,
     2729.20, 967.12, 680.30, 7752.03, 8050.85},
    // An award posted in 2022-08 (zx.gaosu.com.cn), with its own indexed wage for the transitional part.
    {"posted award, man, 2022-08", year_month(2022, 8), 720, 5907, 5452, 39.25, 11.58, 67027.37, 139, 2174.85, 482.21,
     761.24, 5175.04, 5056.73},
    // Shandong 2023 (shebao.southmoney.com): the same formula with one indexed wage.
    {"Shandong, woman of 50, 2023", year_month(2023, 3), 600, 7182.5, 0, 27.33, 4.67, 59314.95, 195, 1590.99, 304.18,
     270.79, 4460.33, 4460.33},
    // Worked example without deemed years (pangbaike.com), index 0.79 on a base of 8079.
    {"no deemed years, woman of 50", year_month(2023, 1), 600, 8079, 0, 27, 0, 86000, 195, 1952.29, 441.02, 0,
     0.79 * 8079, 0},
};

constexpr AwardRates kHenan{.basic = 0.01, .transitional = 0.013};

AwardInput input_of(const Form& form) {
  return {.age_months = form.age_months,
          .bases = {form.province, form.city},
          .paid_years = form.years - form.deemed,
          .deemed_years = form.deemed,
          .account = form.account,
          .mean_index = {},
          .indexed_wage_basic = form.wage_basic,
          .indexed_wage_transitional = form.wage_transitional};
}

Award award_of(const Form& form, const AwardInput& input) {
  return determine_award(input, kHenan, law_file::divisors(law_file::open("national.toml"), form.month));
}

class AwardForms : public testing::TestWithParam<Form> {};
INSTANTIATE_TEST_SUITE_P(Printed, AwardForms, testing::ValuesIn(kForms));

TEST_P(AwardForms, AreReproducedThroughTheIndexedWagesWithinSixFenAPart) {
  const Form& form = GetParam();
  const Award award = award_of(form, input_of(form));
  EXPECT_DOUBLE_EQ(award.divisor, form.divisor);
  EXPECT_NEAR(yuan(award.basic), form.basic, 0.06);
  EXPECT_NEAR(yuan(award.transitional), form.transitional, 0.06);
  EXPECT_NEAR(yuan(award.account), form.account_part, 0.06);
  EXPECT_EQ(award.total, award.basic + award.transitional + award.account);
}

TEST(AwardFromMeanIndex, ReproducesFormsWithinThreePerMille) {
  // Mean index of paid years = printed indexed wage of the transitional part over the city base.
  for (const Form& form : kForms) {
    if (form.city == 0) continue;  // forms 2, 5, 11 and the posted award state the city base
    AwardInput input = input_of(form);
    input.mean_index = form.wage_transitional / form.city;
    input.indexed_wage_basic.reset();
    input.indexed_wage_transitional.reset();
    const Award award = award_of(form, input);
    EXPECT_NEAR(yuan(award.basic) / form.basic, 1.0, 0.003) << form.name;
    EXPECT_NEAR(yuan(award.transitional) / form.transitional, 1.0, 0.003) << form.name;
    EXPECT_NEAR(yuan(award.account) / form.account_part, 1.0, 0.003) << form.name;
  }
}

TEST(WorkedExamples, OfZhengzhouAgreeWithinHalfAYuan) {
  // jiusongjiankang.com and pic.shebao.southmoney.com: index 0.6 throughout, basic printed in whole yuan.
  const Form first{"36 years", year_month(2023, 6), 720,       6401, 6401, 36, 6, 123690.24, 139, 1843.0, 889.86,
                   299.57,     0.6 * 6401,          0.6 * 6401};
  const Form second{"32 years", year_month(2023, 6), 720,       6401, 6401, 32, 0, 109946.88, 139, 1639.0, 790.98,
                    0,          0.6 * 6401,          0.6 * 6401};
  for (const Form& form : {first, second}) {
    const Award award = award_of(form, input_of(form));
    EXPECT_NEAR(yuan(award.basic), form.basic, 0.5) << form.name;
    EXPECT_NEAR(yuan(award.transitional), form.transitional, 0.5) << form.name;
    EXPECT_NEAR(yuan(award.account), form.account_part, 0.5) << form.name;
  }
}

}  // namespace
}  // namespace ballast
