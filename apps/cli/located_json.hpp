/// JSON that knows where its values stand, so that every complaint about a file has its line and column.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "models/base/expected.hpp"

namespace ballast::cli {

/// Line and column (in characters), both from 1.
struct TextPlace {
  int line = 1, column = 1;
};

struct LocatedJson {
  nlohmann::json document;
  std::map<std::string, TextPlace> places;  ///< by JSON pointer ("/units/0/income"): where the key or element stands

  TextPlace at(const std::string& pointer) const;
};

/// The document, or every issue that a parser can find: no JSON, keys that stand twice, nesting beyond 8.
Expected<LocatedJson> parse_located(const std::string& path, const std::string& text);

}  // namespace ballast::cli
