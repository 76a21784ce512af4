// The only file that sees the TOML library. Three guards make it safe on hostile input (tried by fuzzing): sizes are
// checked before parsing, nesting is bounded, and its internal "unreachable" marks return instead of being undefined.
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_MAX_NESTED_VALUES 16
#define TOML_ASSERT(x)
#include <toml++/impl/forward_declarations.h>
#pragma push_macro("TOML_UNREACHABLE")
#undef TOML_UNREACHABLE
#define TOML_UNREACHABLE \
  return {}
#include <toml++/impl/unicode.h>
#pragma pop_macro("TOML_UNREACHABLE")
#include <toml++/toml.h>

#include <fmt/format.h>

#include "scenarios/reader/node.hpp"
#include "scenarios/reader/text_file.hpp"
#include "scenarios/reader/toml_remedy.hpp"

namespace ballast {
namespace {

constexpr std::size_t kMaxBytes = 1 << 20;
constexpr std::size_t kMaxLine = 1024;

Node convert(const toml::node& source) {
  Node node;
  node.line = static_cast<int>(source.source().begin.line);
  node.column = static_cast<int>(source.source().begin.column);
  if (const auto* table = source.as_table()) {
    node.kind = Node::Kind::table;
    for (const auto& [key, value] : *table) {
      Node& member = node.members.emplace_back(std::string(key.str()), convert(value)).second;
      member.key_line = static_cast<int>(key.source().begin.line);
      member.key_column = static_cast<int>(key.source().begin.column);
    }
  } else if (const auto* array = source.as_array()) {
    node.kind = Node::Kind::array;
    for (const auto& item : *array) node.items.push_back(convert(item));
  } else if (const auto* text = source.as_string()) {
    node.kind = Node::Kind::text;
    node.text = text->get();
  } else if (const auto* whole = source.as_integer()) {
    node.kind = Node::Kind::number;
    node.number = static_cast<double>(whole->get());
  } else if (const auto* real = source.as_floating_point()) {
    node.kind = Node::Kind::number;
    node.number = real->get();
  } else if (const auto* flag = source.as_boolean()) {
    node.kind = Node::Kind::boolean;
    node.boolean = flag->get();
  } else if (const auto* date = source.as_date()) {  // taken by nobody; its text says what was meant
    node.text = fmt::format("{}-{:02}-{:02}", date->get().year, date->get().month, date->get().day);
  }
  return node;
}

}  // namespace

const Node* Node::find(std::string_view key) const {
  for (const auto& [name, value] : members)
    if (name == key) return &value;
  return nullptr;
}

Expected<Node> parse_toml_text(const std::string& text, const std::string& shown) {
  if (auto too_long = first_long_line(text, kMaxLine); too_long > 0)
    return fail({.kind = IssueKind::data,
                 .file = shown,
                 .line = too_long,
                 .column = 1,
                 .what = "the line is longer than 1,024 bytes",
                 .expected = "lines of at most 1,024 bytes",
                 .remedy = "break the line"});
  const toml::parse_result parsed = toml::parse(text, shown);
  if (!parsed) {
    const auto& where = parsed.error().source().begin;
    return fail({.kind = IssueKind::data,
                 .file = shown,
                 .line = static_cast<int>(where.line),
                 .column = static_cast<int>(where.column),
                 .what = std::string(parsed.error().description()),
                 .expected = "a TOML 1.0 document",
                 .remedy = toml_remedy(text, static_cast<int>(where.line), static_cast<int>(where.column),
                                       parsed.error().description())});
  }
  return convert(parsed.table());
}

Expected<Node> parse_toml_file(const std::string& path, const std::string& shown, std::vector<SourceFile>& files) {
  auto text = read_text_file(path, shown, kMaxBytes);
  if (!text) return fail(std::move(text.error()));
  auto parsed = parse_toml_text(*text, shown);
  if (parsed) files.push_back(source_file(shown, std::move(*text)));
  return parsed;
}

}  // namespace ballast
