/// How the program talks: data on stdout, words for people on stderr, the exit code of the contract.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/base/expected.hpp"
#include "output/texts.hpp"

namespace ballast::cli {

/// Exit codes beside those of IssueKind.
inline constexpr int kSuccess = 0;
inline constexpr int kSaysNo = 1;

/// What every verb is told.
struct Console {
  Lang lang = Lang::en;
  bool json = false;
  bool quiet = false;
  bool colour = false;  ///< of stdout
};

/// Prints to stdout and makes sure that it arrived; the exit code.
int answer(std::string_view data);

/// Words for people on stderr. Where nobody can hear them the answer and the exit code still count.
void say(std::string_view words);

/// A line for people; silent with --quiet.
void tell(const Console& console, std::string_view line);

/// Prints every issue to stderr (`file:line:column: what`, the line with a caret, what was expected and a remedy; as
/// JSON with --json) and returns the exit code: that of the first issue, an internal one before all others.
int refuse(const Console& console, const Issues& issues);

/// An issue with the command line itself.
Issue usage_issue(std::string what, std::string expected = {}, std::string remedy = {});
/// "did you mean …", or nothing when no known name is near.
std::string did_you_mean(std::string_view wrong, const std::vector<std::string>& known);

/// The same of the measures: of their keys, or the one that is called so in Chinese.
std::string measure_meant(std::string_view wrong, std::vector<std::string> others = {});

/// The language asked for by the environment: LC_ALL, LC_MESSAGES, LANG.
Lang language_of_environment();
bool colours_wanted(std::string_view when);

}  // namespace ballast::cli
