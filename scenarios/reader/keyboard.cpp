#include "scenarios/reader/keyboard.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace ballast {
namespace {

/// A character and what a command line has in its place; nothing for a mark that is left out.
struct Key {
  std::string_view typed, plain;
};

constexpr std::array kQuotes{Key{"“", ""},  Key{"”", ""},  Key{"„", ""},  Key{"‘", ""},  Key{"’", ""},
                             Key{"「", ""}, Key{"」", ""}, Key{"『", ""}, Key{"』", ""}, Key{"＂", ""},
                             Key{"＇", ""}, Key{"«", ""},  Key{"»", ""}};
constexpr std::array kSigns{Key{"【", "["}, Key{"】", "]"}, Key{"〔", "["}, Key{"〕", "]"}, Key{"。", "."},
                            Key{"、", ","}, Key{"−", "-"},  Key{"–", "-"},  Key{"—", "-"},  Key{"　", ""}};

std::size_t length_of(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

/// U+FF01 … U+FF5E, the full-width forms of U+0021 … U+007E.
std::optional<char> narrow(std::string_view character) {
  constexpr int kFirst = 0xFF01, kLast = 0xFF5E, kNarrow = 0x21;
  if (character.size() != 3) return std::nullopt;
  const auto bits = [&](std::size_t i, int mask) { return static_cast<unsigned char>(character[i]) & mask; };
  const int code = (bits(0, 0x0F) << 12) | (bits(1, 0x3F) << 6) | bits(2, 0x3F);
  if (code < kFirst || code > kLast) return std::nullopt;
  return static_cast<char>(code - kFirst + kNarrow);
}

template <std::size_t N>
std::optional<std::string> listed(const std::array<Key, N>& keys, std::string_view character) {
  const auto key = std::find_if(keys.begin(), keys.end(), [&](const Key& one) { return one.typed == character; });
  return key == keys.end() ? std::nullopt : std::optional(std::string(key->plain));
}

/// What a command line has in place of the character; nothing where it stands for itself.
std::optional<std::string> meant_by(std::string_view character, bool in_a_name) {
  if (auto quote = listed(kQuotes, character)) return quote;
  const auto narrowed = narrow(character);
  auto sign = narrowed ? std::optional(std::string(1, *narrowed)) : listed(kSigns, character);
  return in_a_name && sign != "]" ? std::nullopt : sign;
}

}  // namespace

Typed typed(std::string_view set) {
  Typed result;
  bool in_a_name = false;
  while (!set.empty()) {
    const std::string character(set.substr(0, length_of(set.front())));
    set.remove_prefix(character.size());
    const auto meant = meant_by(character, in_a_name);
    const std::string& plain = meant ? *meant : character;
    result.plain += plain;
    in_a_name = plain == "[" || (in_a_name && plain != "]");
    if (meant && std::find(result.found.begin(), result.found.end(), character) == result.found.end())
      result.found.push_back(character);
  }
  return result;
}

}  // namespace ballast
