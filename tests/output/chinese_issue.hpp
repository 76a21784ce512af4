/// What a Chinese reader is told of an issue, held against left-over English.
#pragma once

#include <regex>
#include <string>

#include "models/base/expected.hpp"
#include "output/issues/issue_text.hpp"

namespace ballast::test {

/// Three small words in a row are an English sentence, unless they are a command to type.
inline bool holds_english(const std::string& told) {
  static const std::regex kSentence("[a-z]+ [a-z]+ [a-z]+");
  return told.find("ballast ") == std::string::npos && std::regex_search(told, kSentence);
}

/// The parts of an issue that stay English, one a line.
inline std::string english_left(const Issue& issue) {
  std::string left;
  for (const std::string& said : {issue.what, issue.expected, issue.remedy})
    if (const std::string told = issue_text(said, Lang::zh); holds_english(told)) left += told + "\n";
  return left;
}

}  // namespace ballast::test
