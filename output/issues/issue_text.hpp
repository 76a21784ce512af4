/// Issues in the language of those they are told to. The code that finds an issue says it in English, which scripts
/// read too; for people it is turned into Chinese by its sentence, the words it names kept.
#pragma once

#include <string>
#include <string_view>

#include "output/texts.hpp"

namespace ballast {

/// What an issue says, or what was expected, or the remedy. A sentence that is not known stays as it is.
std::string issue_text(std::string_view english, Lang lang);

/// A remedy, the same way; one word alone is a name to write, and stays as it is.
std::string remedy_text(std::string_view english, Lang lang);

}  // namespace ballast
