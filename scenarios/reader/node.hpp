/// A parsed TOML value that knows where it stands. The only shape in which TOML leaves its door.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/base/expected.hpp"

namespace ballast {

struct SourceFile;

/// Where something is written, for messages.
struct Written {
  std::string file;
  int line = 0, column = 0;
};

struct Node {
  enum class Kind { table, array, text, number, boolean, other };
  Kind kind = Kind::other;
  int line = 0, column = 0;  ///< 1-based; columns count characters
  double number = 0;
  bool boolean = false;
  std::string text;
  int key_line = 0, key_column = 0;                   ///< of a member: where its key stands
  std::vector<std::pair<std::string, Node>> members;  ///< of a table, in order of the file
  std::vector<Node> items;                            ///< of an array

  const Node* find(std::string_view key) const;
};

/// Parses TOML. Refused: a line over 1,024 bytes; nested over 16 deep.
Expected<Node> parse_toml_text(const std::string& text, const std::string& shown);
/// Reads a file of at most 1 MiB and parses it. What was read is added to `files`.
Expected<Node> parse_toml_file(const std::string& path, const std::string& shown, std::vector<SourceFile>& files);

}  // namespace ballast
