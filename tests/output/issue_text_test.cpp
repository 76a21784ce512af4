// Issues in Chinese: found by their English sentence, with the words they name.
#include <gtest/gtest.h>

#include <cctype>
#include <set>
#include <string>

#include "output/issues/issue_text.hpp"
#include "output/issues/sentences.hpp"

namespace ballast {
namespace {

std::string zh(std::string_view english) { return issue_text(english, Lang::zh); }

TEST(IssueText, SaysTheSentenceInChineseAroundTheWordsItNames) {
  EXPECT_EQ(zh("no case \"basline\""), "没有方案“basline”");
  EXPECT_EQ(zh("范县: is missing"), "范县：缺失");
  EXPECT_EQ(zh("benefit.increase_rate = 7 is out of range"), "benefit.increase_rate = 7 超出范围");
}

TEST(IssueText, PutsTheWordsWhereChineseWantsThem) {
  EXPECT_EQ(zh("age 41 of 2020 is missing"), "缺少 2020 年的 41 岁");
}

// "--{} {} is out of range" and "{} is out of range" both fit; the first says more.
TEST(IssueText, TakesTheSentenceThatSaysMost) { EXPECT_EQ(zh("--paths 0 is out of range"), "--paths 0 超出范围"); }

TEST(IssueText, TurnsWordsThatAreSentencesThemselves) {
  EXPECT_EQ(zh("0 to 0.3 [a year]"), "0 至 0.3 [每年]");
  EXPECT_EQ(zh("column \"id\" holds what looks like identity numbers (3 cells)"), "列“id”含有疑似身份证号（3 格）");
}

TEST(IssueText, SaysWhatTheReaderOfCasesSays) {
  EXPECT_EQ(zh("Error while parsing key-value pair: cannot redefine existing string 'title'"),
            "解析键值对时出错：不能重新定义已有的字符串“title”");
  EXPECT_EQ(zh("Error while parsing string: unescaped control characters other than TAB (U+0009) are explicitly "
               "prohibited"),
            "解析字符串时出错：不允许未转义的控制字符（TAB U+0009 除外）");
}

TEST(IssueText, SaysHowFuturesContradictThemselves) {
  EXPECT_EQ(zh("called_units: shares that do not make up all futures"), "called_units：各项之和不等于全部模拟");
  EXPECT_EQ(zh("first_call: shares that with never_called do not make up all futures"),
            "first_call：连同从未承担的模拟，各项之和不等于全部模拟");
  EXPECT_EQ(zh("in_need: not what the single futures saw"), "in_need：与逐次模拟所见不符");
}

TEST(IssueText, SaysWhatBudgetsAndTheirFormsSay) {
  EXPECT_EQ(zh("the budget is not approved but draft"), "预算尚未批准，现为草案");
  EXPECT_EQ(zh("the name of a unit, 市级统筹, 市级 or 全市"), "单位名称、市级统筹、市级或全市");
  EXPECT_EQ(zh("--cap 濮阳县=12000000 (yuan)"), "--cap 濮阳县=12000000（元）");
  EXPECT_EQ(zh("yuan a month, 100 … 1000000; absent: province_base"), "元/月，100 … 1000000；不写则同 province_base");
}

// VALUE is a word of the notation, not of English: it is told alike wherever a change is.
TEST(IssueText, CallsTheValueOfAChangeByOneWord) {
  EXPECT_EQ(zh("plan.stretch=VALUE"), "plan.stretch=VALUE");
  EXPECT_EQ(zh("plan.stretch=VALUE without a unit"), "plan.stretch=VALUE，不带单位");
}

// The nearest right name is to be written where the wrong one stood, `value` as well as `share`; JSON is to be copied.
TEST(IssueText, KeepsWhatIsToBeWritten) {
  for (const char* name : {"value", "share", "year", "persons", "key"}) EXPECT_EQ(remedy_text(name, Lang::zh), name);
  EXPECT_EQ(remedy_text("did you mean 范县?", Lang::zh), "是否指 范县？");
  EXPECT_EQ(zh(R"({"award_month": "2025-10", …})"), R"({"award_month": "2025-10", …})");
}

TEST(IssueText, LeavesWhatItDoesNotKnowAndWhatIsEnglish) {
  EXPECT_EQ(zh("濮阳县"), "濮阳县");
  EXPECT_EQ(zh(""), "");
  EXPECT_EQ(issue_text("no case \"basline\"", Lang::en), "no case \"basline\"");
}

// Words a user typed may look like anything.
TEST(IssueText, BearsWordsThatLookLikeSentences) {
  EXPECT_EQ(zh("no case \"{}\""), "没有方案“{}”");
  EXPECT_EQ(zh("no case \"no case \"x\"\""), "没有方案“no case \"x\"”");
  EXPECT_EQ(zh("\"share\" is missing"), "缺少“share”") << "a key, not the unit of the same name";
}

TEST(IssueText, KeepsEveryWordOfEverySentence) {
  each_sentence([](const IssueSentence& of) {
    std::size_t blanks = 0;
    std::multiset<std::size_t> kept;
    for (std::size_t at = of.en.find("{}"); at != std::string_view::npos; at = of.en.find("{}", at + 1)) ++blanks;
    for (std::size_t at = of.zh.find('{'); at != std::string_view::npos; at = of.zh.find('{', at + 1))
      kept.insert(std::isdigit(of.zh[at + 1]) ? static_cast<std::size_t>(of.zh[at + 1] - '0') : kept.size());
    std::multiset<std::size_t> all;
    while (all.size() < blanks) all.insert(all.size());
    EXPECT_EQ(kept, all) << of.en;
  });
}

TEST(IssueText, HasEachSentenceOnce) {
  std::set<std::string_view> known;
  each_sentence([&](const IssueSentence& of) { EXPECT_TRUE(known.insert(of.en).second) << of.en; });
}

}  // namespace
}  // namespace ballast
