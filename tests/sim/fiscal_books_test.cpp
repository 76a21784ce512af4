// A fen that is lost or made anywhere must make the run fail and be named.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "sim/engine/fiscal_audit.hpp"
#include "sim/engine/fiscal_ledger.hpp"
#include "tests/sim/fiscal_city.hpp"
#include "tests/sim/held.hpp"

namespace ballast {
namespace {

using Tamper = std::function<void(FiscalResult&)>;

/// What the run says once it was tampered with; empty when nobody noticed.
std::string complaint(const Tamper& tamper, const FiscalInput& input = small_city(4)) {
  const auto result = run_fiscal(input, tamper);
  if (result) return "";
  EXPECT_EQ(result.error().front().kind, IssueKind::internal);
  return result.error().front().what;
}

/// Everything the run says of it.
std::string all_complaints(const Tamper& tamper) {
  std::string all;
  if (const auto result = run_fiscal(small_city(4), tamper); !result)
    for (const Issue& issue : result.error()) all += issue.what + "\n";
  return all;
}

FiscalInput troubled_city() {
  FiscalInput in = small_city(4);
  for (auto& year : in.unit_rules) year[0].ontime_share = 0.6, year[0].settlement = fen_from_yuan(5.0);
  in.opening[0].balance = Fen{};
  in.pool_opening = fen_from_yuan(10.0);
  in.external.assign(4, Fen{});
  return in;
}

TEST(Books, BalanceWhenNobodyTampers) {
  EXPECT_EQ(complaint({}), "");
  EXPECT_EQ(complaint({}, troubled_city()), "");
}

TEST(Books, FindOneFenInAnyEntryAndNameItsUnitYearAndLine) {
  for (const FiscalInput& input : {small_city(4), troubled_city()}) {
    const std::size_t entries = run_fiscal(input)->ledger.size();
    ASSERT_GT(entries, 50U);
    for (std::size_t i = 0; i < entries; ++i) {
      Entry changed;
      const std::string what = complaint(
          [&](FiscalResult& r) {
            r.ledger[i].amount += Fen{1};
            changed = r.ledger[i];
          },
          input);
      EXPECT_NE(what.find(std::string(changed.line)), std::string::npos) << what;
      EXPECT_NE(what.find(std::to_string(changed.year)), std::string::npos) << what;
      const std::string unit = changed.unit < 0 ? "市级统筹" : input.units[static_cast<std::size_t>(changed.unit)];
      EXPECT_NE(what.find(": " + unit + " "), std::string::npos) << what;
    }
  }
}

TEST(Books, FindAMissingEntryAndADoubleOne) {
  EXPECT_NE(complaint([](FiscalResult& r) { r.ledger.pop_back(); }), "");
  EXPECT_NE(complaint([](FiscalResult& r) { r.ledger.push_back(r.ledger.back()); }), "");
}

TEST(Books, FindMoneyBookedToTheWrongFund) {
  EXPECT_NE(complaint([](FiscalResult& r) {
              for (Entry& e : r.ledger) {
                if (e.line == "subsidy_fixed") e.debit.unit = 1;
              }
            }),
            "");
}

// What a defect of the posting would do in every unit and year: funds and totals are right, the lines are not.
TEST(Books, FindLinesThatAreAllBookedUnderOneOfThem) {
  const std::string what = complaint([](FiscalResult& r) {
    for (Entry& e : r.ledger)
      if (e.line == "funeral_grants") e.line = "pension_basic";
  });
  EXPECT_NE(what.find("pension_basic, 100 fen"), std::string::npos) << what;
}

TEST(Books, FindAnyLineLeftOutOrRenamedEverywhere) {
  for (const FiscalInput& input : {small_city(4), troubled_city()}) {
    std::set<std::string_view> lines;
    for (const Entry& e : run_fiscal(input)->ledger) lines.insert(e.line);
    ASSERT_GT(lines.size(), 10U);
    for (std::string_view line : lines) {
      const auto of_line = [line](const Entry& e) { return e.line == line; };
      EXPECT_NE(complaint([&](FiscalResult& r) { std::erase_if(r.ledger, of_line); }, input), "") << line;
      const auto rename = [&](FiscalResult& r) {
        for (Entry& e : r.ledger)
          if (of_line(e)) e.line = "nobody's line";
      };
      EXPECT_NE(complaint(rename, input), "") << line;
    }
  }
}

TEST(Books, NameALineThatNobodyExpects) {
  const auto result = run_fiscal(small_city(4), [](FiscalResult& r) {
    const Account pool{Holder::city_pool, -1}, bank{Holder::outside, -1};
    r.ledger.push_back({2019, -1, pool, bank, Fen{7}, "44-2.15", "gift"});
  });
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().front().what, "books do not balance: 市级统筹 2019 gift, 7 fen");
}

// An entry of an account that is not there has no balance to be added to: it is told, and nothing is summed.
TEST(Books, NameAnEntryOfAUnitThatIsNotThere) {
  const std::string what = complaint([](FiscalResult& r) { r.ledger.back().debit = {Holder::unit_fund, 99}; });
  EXPECT_NE(what, "");
}

// Nor is it summed when something was wrong in an earlier year.
TEST(Books, NameAnEntryOfAUnitThatIsNotThereAfterAnotherDefect) {
  std::string_view line;
  const auto result = run_fiscal(small_city(4), [&](FiscalResult& r) {
    const auto funeral = std::find_if(r.ledger.begin(), r.ledger.end(),
                                      [](const Entry& e) { return e.year == 2016 && e.line == "funeral_grants"; });
    funeral->line = "gift";
    r.ledger.back().debit = {Holder::unit_fund, 99}, line = r.ledger.back().line;
  });
  ASSERT_FALSE(result.has_value());
  const std::string &first = result.error().front().what, &last = result.error().back().what;
  EXPECT_NE(first.find(" 2016 "), std::string::npos) << first;
  EXPECT_NE(last.find(" 2019 " + std::string(line)), std::string::npos) << last;
}

TEST(Books, MissAYearOrAUnitThatIsNotTold) {
  const std::string missing = "years or units missing";
  EXPECT_NE(complaint([](FiscalResult& r) { r.years.pop_back(); }).find(missing), std::string::npos);
  for (const std::size_t year : {0U, 1U, 3U})
    EXPECT_NE(complaint([&](FiscalResult& r) { r.years[year].units.pop_back(); }).find(missing), std::string::npos);
  EXPECT_NE(complaint([](FiscalResult& r) { std::swap(r.years[1], r.years[2]); }).find(missing), std::string::npos);
}

TEST(Books, NameEachOfTwoLinesThatNobodyExpects) {
  const auto result = run_fiscal(small_city(4), [](FiscalResult& r) {
    const Account pool{Holder::city_pool, -1}, bank{Holder::outside, -1};
    for (const std::string_view line : {"gift", "bequest", "gift"})
      r.ledger.push_back({2019, -1, pool, bank, Fen{7}, "44-2.15", line});
  });
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error()[0].what, "books do not balance: 市级统筹 2019 bequest, 7 fen");
  EXPECT_EQ(result.error()[1].what, "books do not balance: 市级统筹 2019 gift, 14 fen");
}

TEST(Books, FindOneFenInAnyFigureOfTheSettlement) {
  const std::vector<std::pair<const char*, std::function<Fen&(UnitYear&)>>> figures{
      {"income", [](UnitYear& u) -> Fen& { return u.income; }},
      {"expenditure", [](UnitYear& u) -> Fen& { return u.expenditure; }},
      {"levy", [](UnitYear& u) -> Fen& { return u.levy; }},
      {"interest", [](UnitYear& u) -> Fen& { return u.settled.interest; }},
      {"fixed", [](UnitYear& u) -> Fen& { return u.settled.paid.fixed; }},
      {"gap_over", [](UnitYear& u) -> Fen& { return u.settled.gap.gap_over; }},
      {"treasury", [](UnitYear& u) -> Fen& { return u.settled.cover.treasury_structural; }},
      {"on time", [](UnitYear& u) -> Fen& { return u.settled.arrival.on_time; }},
      {"withheld", [](UnitYear& u) -> Fen& { return u.settled.arrival.withheld; }},
      {"advance", [](UnitYear& u) -> Fen& { return u.settled.bridge.advance; }},
      {"receivable", [](UnitYear& u) -> Fen& { return u.settled.arrival.receivable; }},
      {"arrears", [](UnitYear& u) -> Fen& { return u.settled.bridge.arrears_outstanding; }},
      {"advances", [](UnitYear& u) -> Fen& { return u.settled.bridge.advances_outstanding; }},
      {"closing", [](UnitYear& u) -> Fen& { return u.settled.bridge.closing; }},
      {"opening", [](UnitYear& u) -> Fen& { return u.opening; }}};
  const FiscalInput in = small_city(4);
  for (const auto& [name, figure] : figures) {
    EXPECT_NE(complaint([&](FiscalResult& r) { figure(r.years[2].units[1]) += Fen{1}; }), "") << name;
    std::vector<FiscalYear> years = fiscal_years(in);  // books made of the wrong figure
    figure(years[2].units[1]) += Fen{1};
    EXPECT_FALSE(check_books(in, years).empty()) << name << ", books let go";
  }
}

// Futures are settled so: what is audited and let go says no more and no less than books that are kept.
TEST(Books, AreAuditedYearByYearAsTheyAreTogether) {
  for (const FiscalInput& in : {small_city(4), troubled_city()}) {
    const auto kept = run_fiscal(in);
    const auto let_go = audited_years(in);
    ASSERT_TRUE(kept && let_go);
    ASSERT_EQ(let_go->size(), kept->years.size());
    for (std::size_t y = 0; y < let_go->size(); ++y) {
      EXPECT_EQ((*let_go)[y].pool.closing, kept->years[y].pool.closing);
      for (std::size_t c = 0; c < in.units.size(); ++c)
        EXPECT_EQ((*let_go)[y].units[c].closing(), kept->years[y].units[c].closing());
    }
    Ledger all;
    each_year_of_books(in, *let_go,
                       [&](std::span<const Entry> year) { all.insert(all.end(), year.begin(), year.end()); });
    EXPECT_TRUE(all == kept->ledger);
  }
}

TEST(Books, FindOneFenInAnyFigureOfThePool) {
  for (Fen PoolYear::*figure : {&PoolYear::opening, &PoolYear::interest, &PoolYear::levy, &PoolYear::external,
                                &PoolYear::available, &PoolYear::topup, &PoolYear::advances, &PoolYear::repaid,
                                &PoolYear::surplus, &PoolYear::backing, &PoolYear::passed_up, &PoolYear::closing}) {
    EXPECT_NE(complaint([&](FiscalResult& r) { r.years[1].pool.*figure += Fen{1}; }), "");
  }
}

// Each figure of the pool is held against the others of its year, and what differs is told of the pool, by how much.
TEST(Books, NameThePoolsFigureThatDoesNotFollowFromTheOthers) {
  const auto of = [](Fen PoolYear::*figure) {
    return all_complaints([=](FiscalResult& r) { r.years[1].pool.*figure += Fen{1}; });
  };
  const auto told = [](const std::string& all, const std::string& what) {
    return all.find("books do not balance: 市级统筹 2017 " + what + "\n") != std::string::npos;
  };
  EXPECT_TRUE(told(of(&PoolYear::available), "pool available, -1 fen")) << of(&PoolYear::available);
  EXPECT_TRUE(told(of(&PoolYear::closing), "pool closing, -1 fen")) << of(&PoolYear::closing);
  EXPECT_TRUE(told(of(&PoolYear::closing), "pool balance, -1 fen")) << of(&PoolYear::closing);
  EXPECT_TRUE(told(of(&PoolYear::repaid), "pool closing, 1 fen")) << of(&PoolYear::repaid);
  EXPECT_TRUE(told(of(&PoolYear::repaid), "transfers between funds, -1 fen")) << of(&PoolYear::repaid);
}

TEST(Books, KeepTheWholeCityEqualToItsUnitsAndPoolYearByYear) {
  const auto result = run_fiscal(troubled_city());
  ASSERT_TRUE(result.has_value());
  FundBalances funds(2);
  funds.take(of_year(result->ledger, 2015));
  for (const FiscalYear& year : result->years) {
    const Fen before = funds.whole_city();
    const CityFlows city = funds.take(of_year(result->ledger, year.year));
    const Fen closing = year.units[0].closing() + year.units[1].closing() + year.pool.closing;
    EXPECT_EQ(funds.whole_city(), closing);
    EXPECT_EQ(before + city.received - city.paid, closing);
  }
}

TEST(Books, BookEveryYuanTheTreasuryPaysOrLosesByWithholding) {
  const auto result = run_fiscal(troubled_city());
  ASSERT_TRUE(result.has_value());
  Fen paid;
  for (const FiscalYear& year : result->years) {
    paid += year.units[0].settled.arrival.on_time + year.units[0].settled.arrival.withheld;
  }
  EXPECT_GT(paid, Fen{});
  EXPECT_EQ(held(result->ledger, {Holder::unit_treasury, 0}, 2075), -paid);
  EXPECT_EQ(held(result->ledger, {Holder::city_treasury, -1}, 2075), Fen{});
}

// Who reads the ledger is told by which sentence of 濮政〔2016〕44号 each yuan moved; 2016 by the old rule, 2017 by the
// new.
TEST(Books, NameTheClauseThatMovesEachLine) {
  FiscalInput in = troubled_city();
  in.rules[0].rule = SubsidyRule::share_of_gap, in.rules[0].gap_share = 0.8;
  in.external.assign(4, fen_from_yuan(60.0));
  in.central = central_paths(in.flows);
  in.central[0][0].income += fen_from_yuan(50.0), in.central[0][0].expenditure -= fen_from_yuan(10.0);
  const std::map<std::string_view, std::string_view> clauses{{"subsidy_share_of_gap", "44-2.10"},
                                                             {"subsidy_fixed", "44-2.11"},
                                                             {"subsidy_adjustment", "44-2.13"},
                                                             {"subsidy_special", "44-2.14"},
                                                             {"levy", "44-2.15"},
                                                             {"treasury_structural", "44-2.6"},
                                                             {"treasury_short", "44-2.7"},
                                                             {"treasury_over", "44-2.8"},
                                                             {"treasury_receivable", "44-2.9"},
                                                             {"withheld", "44-2.9"},
                                                             {"settlement_deducted", "44-2.9"}};
  std::set<std::string_view> seen;
  for (const Entry& e : run(in).ledger) {
    const auto known = clauses.find(e.line);
    if (known == clauses.end()) continue;
    EXPECT_EQ(e.clause, known->second) << e.line;
    seen.insert(e.line);
  }
  EXPECT_EQ(seen.size(), clauses.size());
}

TEST(Books, LetTheCitysOwnUnitBePaidByTheCitysBudget) {
  FiscalInput in = troubled_city();
  in.city_unit = 0;
  const auto result = run_fiscal(in);
  ASSERT_TRUE(result.has_value());
  EXPECT_LT(held(result->ledger, {Holder::city_treasury, -1}, 2075), Fen{});
  EXPECT_EQ(held(result->ledger, {Holder::unit_treasury, 0}, 2075), Fen{});
}

}  // namespace
}  // namespace ballast
