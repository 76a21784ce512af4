/// What issues say, in English as the code that finds them writes it, and in Chinese. `{}` stands for what they name.
#pragma once

#include <span>
#include <string_view>

namespace ballast {

struct IssueSentence {
  std::string_view en;
  std::string_view zh;  ///< its `{}` in the order of the English, or numbered from {0}; with `!` said in Chinese too
};

/// Of the files that are read; of what is asked for and done; of budgets.
std::span<const IssueSentence> input_sentences();
std::span<const IssueSentence> program_sentences();
std::span<const IssueSentence> budget_sentences();

/// Calls for every sentence.
template <class Each>
void each_sentence(Each each) {
  for (const auto& list : {input_sentences(), program_sentences(), budget_sentences()})
    for (const IssueSentence& sentence : list) each(sentence);
}

}  // namespace ballast
