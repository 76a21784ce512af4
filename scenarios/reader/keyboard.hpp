/// Characters that a Chinese keyboard or a word processor writes in place of those a command line is made of:
/// full-width letters, digits and signs, curly quotation marks and those of Chinese.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ballast {

struct Typed {
  std::string plain;               ///< the text as a command line wants it
  std::vector<std::string> found;  ///< the characters that were meant for others, each once
};

/// Of a change `KNOB[unit]=VALUE@YEAR`. Between the brackets stands a name, which may be written with any sign but
/// quotation marks.
Typed typed(std::string_view set);

}  // namespace ballast
