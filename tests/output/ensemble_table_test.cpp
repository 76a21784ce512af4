// Tables of risks, of ensembles written by hand.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "output/csv/series.hpp"
#include "output/ensemble/difference_table.hpp"
#include "output/ensemble/ensemble_table.hpp"
#include "output/ensemble/risk_table.hpp"
#include "output/ensemble/shown.hpp"
#include "tests/output/synthetic_projection.hpp"

namespace ballast {
namespace {

/// Of Fanxian a tenth of the futures are dry by 2039 and three tenths by 2040, and `never` of them never call.
Ensemble ensemble(double never) {
  Ensemble e;
  e.central = synthetic::projection();
  for (const Measure lack : {Measure::budget_lacking, Measure::benefit_arrears}) synthetic::fill(e.central, lack, 0);
  e.paths = e.asked = 100, e.first_uncertain_year = 2026;
  const Projection& p = e.central;
  const int scopes = p.member_units() + 1;
  EnsembleEvents& events = e.events;
  events.depleted_by = events.in_need = events.called = events.first_call = events.called_units =
      Eigen::ArrayXXd::Zero(scopes, p.years());
  events.depleted_by(0, 24) = 0.1, events.depleted_by(0, 25) = 0.3;
  events.never = {never, 0, 0};
  const Eigen::ArrayXXd none = Eigen::ArrayXXd::Zero(scopes, p.years());
  events.errors = {none, none, none, none, none, {0, 0, 0}};
  events.calls.resize(static_cast<std::size_t>(scopes));
  return e;
}

/// The first: of the columns about the fund.
std::string line_of(const std::string& text, const std::string& label) {
  const std::size_t at = text.find("\n" + label);
  return at == std::string::npos ? std::string{} : text.substr(at + 1, text.find('\n', at + 1) - at - 1);
}

TEST(EnsembleTable, TellsTheShareThatIsDryByTheYearOfItsColumn) {
  const std::string table = risk_table(ensemble(0.25), 3, {.lang = Lang::en});
  const std::string line = line_of(table, "Fanxian");
  EXPECT_NE(line.find("30 %"), std::string::npos) << table;
  EXPECT_EQ(line.find("10 %"), std::string::npos) << table;
}

// Of 100 futures 8 call by 2039 and 53 by 2040, the last year. One error about the tenth is 2039 to 2040; about the
// half it reaches past 2040 (0.53 − 0.05 < 0.5), and the nine tenths, which do not call by then, stay out of reach
// (Woodruff 1952). With 48 in place of 53 the half is no year, and may be one.
TEST(EnsembleTable, TellsOfFirstCallsWhoseErrorReachesPastTheLastYear) {
  Ensemble e = ensemble(0.47);
  EXPECT_EQ(risk_table(e, 3, {.lang = Lang::en}).find("Within one standard error"), std::string::npos);
  e.events.first_call(0, 24) = 0.08, e.events.first_call(0, 25) = 0.45;
  const auto told = [&](double in_2040, Lang lang) {
    e.events.first_call(0, 25) = in_2040;
    return risk_table(e, 3, {.lang = lang});
  };
  const std::string beyond = told(0.45, Lang::en), within = told(0.40, Lang::en);
  for (const std::string& table : {beyond, within})
    EXPECT_NE(table.find("may be off by up to ±1 (one"), std::string::npos) << table;
  EXPECT_NE(beyond.find("may lie beyond 2040"), std::string::npos) << beyond;
  EXPECT_EQ(beyond.find("may be a year"), std::string::npos) << beyond;
  EXPECT_EQ(within.find("may lie beyond"), std::string::npos) << within;
  EXPECT_NE(within.find("some — may be a\nyear by 2040"), std::string::npos) << within;
  EXPECT_NE(told(0.45, Lang::zh).find("可能晚于2040年"), std::string::npos);
  EXPECT_NE(told(0.40, Lang::zh).find("可能落在2040年以内"), std::string::npos);
  const std::string known = told(0.12, Lang::en);  // a fifth: the tenth alone
  EXPECT_EQ(known.find("Within one standard error"), std::string::npos) << known;
}

// What budgets lack on the case's own path stands below the risks of its futures too (44-2.5, 44-1.4).
TEST(EnsembleTable, NamesBudgetsOfTheCaseThatDoNotBalance) {
  Ensemble e = ensemble(0.25);
  EXPECT_EQ(risk_table(e, 3, {.lang = Lang::en}).find("The case itself"), std::string::npos);
  synthetic::set(e.central, Measure::budget_lacking, 0, {2018, 777e8});
  for (const auto& [lang, said] : {std::pair{Lang::zh, "方案本身（不含随机偏离）：预算不能平衡"},
                                   {Lang::en, "The case itself, without departures: Budgets that treasuries cannot"}})
    EXPECT_NE(risk_table(e, 0, {.lang = lang}).find(said), std::string::npos) << risk_table(e, 0, {.lang = lang});
}

// 25 of 100 futures never call in the first case and 15 in the second: ten points more ever call.
TEST(EnsembleTable, TellsHowManyMoreFuturesEverCall) {
  const std::string table = difference_table(ensemble(0.25), ensemble(0.15), 3, {.lang = Lang::en});
  EXPECT_NE(line_of(table, "Fanxian").find(" 10.0"), std::string::npos) << table;
  EXPECT_EQ(line_of(table, "Fanxian").find("-10.0"), std::string::npos) << table;
}

// Where any of the cases departs the legend says what ± and bounds are, though the first does not.
TEST(EnsembleTable, ExplainsWhatAnyOfItsCasesShows) {
  Ensemble certain = ensemble(0.25);
  certain.departs = false;
  const Ensemble departs = ensemble(0.25);
  const std::string alone = ensemble_legend({&certain}, {.lang = Lang::en});
  EXPECT_EQ(alone.find("±:"), std::string::npos) << alone;
  EXPECT_EQ(ensemble_legend({&certain, &departs}, {.lang = Lang::en}), ensemble_legend({&departs}, {.lang = Lang::en}));
}

// A Sobol set cannot tell its own error: none is announced, whichever of the two it is.
TEST(EnsembleTable, AnnouncesNoErrorsBesideASobolSet) {
  Ensemble plain = ensemble(0.25), sobol = plain;
  sobol.sampling = Sampling::sobol;
  for (const auto& [base, other] : {std::pair(&plain, &sobol), std::pair(&sobol, &plain)})
    EXPECT_EQ(difference_table(*base, *other, 3, {.lang = Lang::en}).find("±"), std::string::npos);
}

// The headline measures of files of earlier versions have no top-up, and of treasuries what is owed alone: they were
// not chosen one by one either.
TEST(EnsembleTable, ShowsTheUsualMeasuresOfFilesOfEarlierVersions) {
  Ensemble e = ensemble(0.25);
  for (const Measure measure : headline_measures())
    if (measure != Measure::pool_topup && measure != Measure::treasury_of_year)
      e.measures.push_back({.measure = measure});
  const std::vector<Measure> shown = shown_measures(e);
  EXPECT_EQ(shown.size(), 8u);
  EXPECT_EQ(std::count(shown.begin(), shown.end(), Measure::treasury), 1);
  e.measures.pop_back();
  EXPECT_EQ(shown_measures(e).size(), 16u) << "chosen";
}

// Who pays shows in a difference too, whichever of the two tops up.
TEST(EnsembleTable, ShowsTopUpsThatEitherCaseHas) {
  const auto with = [](double topup) {
    Ensemble e = ensemble(0.25);
    for (const Measure measure : headline_measures()) {
      const Eigen::ArrayXXd all = Eigen::ArrayXXd::Constant(e.rows(), e.years(), 1.0);
      EnsembleMeasure of{.measure = measure, .mean = measure == Measure::pool_topup ? topup * all : all};
      of.mean_error = of.tail_mean = of.tail_error = all;
      of.quantiles.fill(all), of.quantile_errors.fill(all);
      e.measures.push_back(of);
    }
    return e;
  };
  const TableStyle english{.lang = Lang::en};
  const Ensemble none = with(0), some = with(1);
  for (const auto& [base, other] : {std::pair(&none, &some), std::pair(&some, &none)}) {
    const std::string table = difference_table(*base, *other, 3, english);
    EXPECT_LT(table.find("\nSubsidies"), table.find("\nPool top-up ")) << table;
    EXPECT_LT(table.find("\nPool top-up "), table.find("\nTreasury")) << table;
    EXPECT_NE(table.find("Pool top-up: what the pool pays"), std::string::npos) << table;
  }
  EXPECT_EQ(difference_table(none, none, 3, english).find("Pool top-up"), std::string::npos);
}

// A bare key is what the futures tell together; what was not asked of them is the run's alone.
TEST(EnsembleTable, NamesTheRunsOwnMeasuresSo) {
  Ensemble e = ensemble(0.25);
  const Eigen::ArrayXXd none = Eigen::ArrayXXd::Zero(e.rows(), e.years());
  EnsembleMeasure asked{.measure = Measure::treasury, .mean = none, .mean_error = none};
  asked.quantiles.fill(none), asked.quantile_errors.fill(none), asked.tail_mean = asked.tail_error = none;
  e.measures.push_back(asked);
  const auto all = named_tables(e);
  const auto holds = [&](const std::string& key) {
    return std::any_of(all.begin(), all.end(), [&](const NamedTable& of) { return of.key == key; });
  };
  EXPECT_TRUE(holds("treasury") && holds("treasury_central") && holds("fund_balance_central"));
  EXPECT_FALSE(holds("fund_balance"));
}

// Events have a row for each unit and one for the whole city; the pool, which stands between them, has none.
TEST(EnsembleTable, PutsTheEventsOfTheWholeCityIntoItsRow) {
  Ensemble e = ensemble(0.25);
  e.events.called(0, 25) = 0.5, e.events.called(2, 25) = 0.75;
  e.events.errors.called(2, 25) = 0.125;
  const auto all = named_tables(e);
  const auto at = [&](const std::string& key, int row) {
    return std::find_if(all.begin(), all.end(), [&](const NamedTable& of) { return of.key == key; })->values(row, 25);
  };
  EXPECT_EQ(at("called", 0), 0.5);
  EXPECT_TRUE(std::isnan(at("called", 2))) << "the pool";
  EXPECT_EQ(at("called", 3), 0.75);
  EXPECT_EQ(at("called_error", 3), 0.125);
}

}  // namespace
}  // namespace ballast
