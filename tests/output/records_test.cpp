/// SHA-256 against the vectors of FIPS 180-4, and the chain of records against every byte that may be changed.
#include "output/budget/records.hpp"

#include <gtest/gtest.h>

#include "output/hash/sha256.hpp"

namespace ballast {
namespace {

const std::vector<std::string> kUnits{"甲县", "乙区"};
const std::string kBudget = "the bytes of a budget";

BudgetStep step(BudgetAct act, const std::string& office, const char* on) {
  BudgetStep step{.act = act, .office = office, .on = parse_date(on), .units = {}};
  if (act == BudgetAct::notify) step.units = kUnits;
  return step;
}

std::string whole_chain() {
  std::string text;
  for (const BudgetStep& next :
       {step(BudgetAct::draft, "市级经办机构", "2025-10-15"), step(BudgetAct::notify, "市级经办机构", "2025-10-20"),
        step(BudgetAct::review, "人社局", "2025-11-10"), step(BudgetAct::review, "财政局", "2025-11-12"),
        step(BudgetAct::approve, "市政府", "2025-12-20")})
    text += record_line(read_records(text, kUnits), next, sha256(kBudget));
  return text;
}

TEST(Sha256, AgreesWithThePublishedVectors) {
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256(std::string(1'000'000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(BudgetRecords, ReadBackWhatWasWritten) {
  BudgetRecords records = read_records(whole_chain(), kUnits);
  check_budget_bytes(records, kBudget);
  EXPECT_TRUE(records.broken.empty());
  ASSERT_EQ(records.all.size(), 5u);
  EXPECT_EQ(records.all[1].step, step(BudgetAct::notify, "市级经办机构", "2025-10-20"));
  EXPECT_EQ(records.all[4].previous_sha256, records.all[3].sha256);
  EXPECT_EQ(progress(records.steps(), kUnits).state, BudgetState::approved);
}

TEST(BudgetRecords, NoticeAChangeOfAnyByteAndNameTheRecord) {
  const std::string chain = whole_chain();
  int record = 1;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    std::string changed = chain;
    changed[i] = chain[i] == '0' ? '1' : '0';
    const BudgetRecords read = read_records(changed, kUnits);
    ASSERT_FALSE(read.broken.empty()) << "byte " << i;
    EXPECT_EQ(read.broken.front().record, record) << "byte " << i;
    if (chain[i] == '\n') ++record;
  }
}

TEST(BudgetRecords, NoticeRecordsTakenOutPutInOrExchanged) {
  const std::string chain = whole_chain();
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < chain.size();) {
    const std::size_t end = chain.find('\n', at) + 1;
    lines.push_back(chain.substr(at, end - at));
    at = end;
  }
  EXPECT_EQ(read_records(lines[0] + lines[2], kUnits).broken.front().record, 2);
  EXPECT_EQ(read_records(lines[0] + lines[1] + lines[3] + lines[2], kUnits).broken.front().record, 3);
  EXPECT_EQ(read_records(chain + lines[4], kUnits).broken.front().record, 6);
  EXPECT_EQ(read_records(lines[1], kUnits).broken.front().record, 1);
}

/// A forger who knows the format can seal a line; the order of steps and the chain before it still tell.
TEST(BudgetRecords, NoticeASealedRecordThatBreaksTheOrderOfSteps) {
  std::string text = record_line({}, step(BudgetAct::draft, "市级经办机构", "2025-10-15"), sha256(kBudget));
  text += record_line(read_records(text, kUnits), step(BudgetAct::approve, "市政府", "2025-12-20"), sha256(kBudget));
  EXPECT_EQ(read_records(text, kUnits).broken.front().record, 2);
}

TEST(BudgetRecords, NoticeWhenTheBudgetIsNotTheOneOnRecord) {
  BudgetRecords records = read_records(whole_chain(), kUnits);
  check_budget_bytes(records, kBudget + " ");
  ASSERT_EQ(records.broken.size(), 1u);
  EXPECT_EQ(records.broken.front().record, 0);
  std::string text = record_line({}, step(BudgetAct::draft, "市级经办机构", "2025-10-15"), sha256(kBudget));
  text += record_line(read_records(text, kUnits), step(BudgetAct::notify, "市级经办机构", "2025-10-20"), sha256("x"));
  EXPECT_EQ(read_records(text, kUnits).broken.front().record, 2);
}

TEST(BudgetRecords, SurviveTextThatIsNoRecord) {
  for (const std::string text :
       {"\n", "{}\n", "[1]\n", "null\n", "\xff\xfe\n", "{\"schema\":\"ballast.budget-record/1\"}\n"})
    EXPECT_EQ(read_records(text, kUnits).broken.size(), 1u) << text;
}

}  // namespace
}  // namespace ballast
