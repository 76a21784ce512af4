// A planner who reads Chinese chooses among what the choices mean, not among words of English.
#include "scenarios/choice_names.hpp"

#include <gtest/gtest.h>

#include <set>

namespace ballast {
namespace {

TEST(ChoiceNames, EveryChoiceOfEveryKnobHasAChineseNameOfItsOwn) {
  for (const KnobRow& knob : knob_catalogue()) {
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < knob.choices.size(); ++i) {
      const std::string_view name = choice_zh(knob.id, static_cast<int>(i));
      EXPECT_FALSE(name.empty()) << knob.key << " " << knob.choices[i];
      EXPECT_TRUE(names.insert(name).second) << knob.key << " " << name;
    }
  }
}

}  // namespace
}  // namespace ballast
