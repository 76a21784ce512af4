/// The fiscal year in sentences: what the budget asked, why a gap opened, who filled it, each with the clause it rests
/// on, in Chinese and in English. The texts stand once, here; `settle` and `explain` share them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "output/texts.hpp"
#include "sim/engine/fiscal.hpp"

namespace ballast {

/// What a sentence is about, so that a reader can ask for a part.
enum class Topic { budget, subsidy, granted, gap, cover, arrival, closing };

struct Sentence {
  Topic topic = Topic::budget;
  std::string clause;  ///< 44-2.7 and so on
  Label text;
};

/// One unit's settled year.
struct SettledYear {
  Label unit;
  const UnitClaim& claim;
  const UnitSettlement& settled;
};

/// From plan and budget to the closing balance; amounts of zero are passed over.
std::vector<Sentence> settlement_sentences(const SettledYear& year);

/// How the subsidies of the year came about: rule, base, tier, weights (44-2.10 … 44-2.14).
std::vector<Sentence> subsidy_sentences(const FiscalInput& input, const FiscalResult& result, int year, int unit);

/// 编制方法, as a reader calls it.
Label plan_method_label(PlanMethod method);

/// What a case assumes, as a line under its title; empty when it says nothing.
std::string note_line(const Label& note, Lang lang);

/// "1,234,567.89"
std::string yuan_text(Fen amount);

}  // namespace ballast
