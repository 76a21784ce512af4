#include "scenarios/reader/text_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>

#include "scenarios/reader/workbook_file.hpp"

namespace ballast {
namespace {

/// Length of the UTF-8 sequence at `at`, or 0 when it is not valid.
std::size_t utf8_length(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  const std::size_t length = byte < 0x80 ? 1 : byte >> 5 == 6 ? 2 : byte >> 4 == 14 ? 3 : byte >> 3 == 30 ? 4 : 0;
  if (length == 0 || at + length > text.size()) return 0;
  std::uint32_t code = length == 1 ? byte : byte & (0x7FU >> length);
  for (std::size_t k = 1; k < length; ++k) {
    const auto next = static_cast<unsigned char>(text[at + k]);
    if ((next & 0xC0) != 0x80) return 0;
    code = code << 6U | (next & 0x3FU);
  }
  constexpr std::array<std::uint32_t, 5> kLeast{0, 0, 0x80, 0x800, 0x10000};  // less takes fewer bytes
  const bool half_of_a_pair = code >= 0xD800 && code <= 0xDFFF;               // of UTF-16
  return code < kLeast[length] || half_of_a_pair || code > 0x10FFFF ? 0 : length;
}

Issue issue(IssueKind kind, const std::string& file, int line, std::string what, std::string remedy) {
  return {.kind = kind,
          .file = file,
          .line = line,
          .column = line > 0 ? 1 : 0,
          .what = std::move(what),
          .expected = "a text file in UTF-8",
          .remedy = std::move(remedy)};
}

/// A name that stands for something, but for nothing to read: a folder, or a pipe.
Issue not_a_file(const std::string& path, const std::string& shown) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error))
    return issue(IssueKind::not_found, shown, 0, "is a folder", "name a file in it");
  return issue(IssueKind::not_found, shown, 0, "is no file that is kept: a pipe or a device",
               "name a file on the disk");
}

}  // namespace

std::string_view without_byte_order_mark(std::string_view text) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  return text.starts_with(kMark) ? text.substr(kMark.size()) : text;
}

bool is_utf16(std::string_view text) { return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"); }

std::string escaped(std::string_view name) {
  std::string out;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t length = utf8_length(name, at);
    const std::string_view one = name.substr(at, std::max<std::size_t>(length, 1));
    const bool plain =
        length > 0 && first_control(one) == std::string_view::npos && one.find_first_of("\t\n\r") == one.npos;
    if (plain) out += one;
    for (std::size_t k = 0; !plain && k < one.size(); ++k)
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(one[k]));
    at += one.size();
  }
  return out;
}

int first_broken_line(std::string_view text) {
  int line = 1;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_length(text, at);
    if (length == 0) return line;
    if (text[at] == '\n') ++line;
    at += length;
  }
  return 0;
}

Issue not_utf8(const std::string& shown, std::string_view text, int line) {
  const bool table = shown.ends_with(".csv"), utf16 = is_utf16(text);  // a spreadsheet has a name for it
  const char* const remedy = utf16   ? (table ? "save it as “CSV UTF-8”, or: iconv -f UTF-16 -t UTF-8"
                                              : "save the file as UTF-8: iconv -f UTF-16 -t UTF-8")
                             : table ? "save it as “CSV UTF-8”, or: iconv -f GB18030 -t UTF-8"
                                     : "save the file as UTF-8: iconv -f GB18030 -t UTF-8";
  return issue(IssueKind::data, shown, line,
               utf16 ? "bytes that are not UTF-8 but UTF-16" : "bytes that are not UTF-8 (perhaps GB18030 or GBK)",
               remedy);
}

Expected<std::string> read_text_file(const std::string& path, const std::string& shown, std::size_t max_bytes) {
  std::error_code error;
  const bool there = std::filesystem::exists(path, error);
  if (error)  // what goes by the name cannot even be looked at: links in a circle, a folder that is closed
    return fail(
        issue(IssueKind::not_found, shown, 0, fmt::format("cannot be read: {}", error.message()), "check the name"));
  if (!there) return fail(issue(IssueKind::not_found, shown, 0, "no such file", "check the name"));
  if (!std::filesystem::is_regular_file(path, error)) return fail(not_a_file(path, shown));
  const auto size = std::filesystem::file_size(path, error);
  if (error || size > max_bytes)
    return fail(issue(IssueKind::data, shown, 0, fmt::format("the file is larger than {} bytes", max_bytes),
                      "split it, or move tables to CSV"));
  std::ifstream stream(path, std::ios::binary);
  std::string text(static_cast<std::size_t>(size), '\0');
  if (!stream.read(text.data(), static_cast<std::streamsize>(size)))
    return fail(issue(IssueKind::not_found, shown, 0, "the file cannot be read", "check its permissions"));
  if (begins_as_workbook(text)) return fail(workbook_not_read(shown));
  text.erase(0, text.size() - without_byte_order_mark(text).size());
  if (const int line = first_broken_line(text); line > 0) return fail(not_utf8(shown, text, line));
  return text;
}

Issues as_installed(Issues issues) {
  for (Issue& issue : issues)
    if (issue.kind == IssueKind::not_found)
      issue.kind = IssueKind::broken_installation, issue.expected = "the project's data folder",
      issue.remedy = "restore the file, or set BALLAST_DATA to the folder that holds scenarios/";
  return issues;
}

int first_long_line(std::string_view text, std::size_t max_bytes) {
  int line = 1;
  std::size_t start = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && text[at] != '\n') continue;
    if (at - start > max_bytes) return line;
    start = at + 1;
    ++line;
  }
  return 0;
}

namespace {

/// Characters without a width that part or turn round what stands beside them: U+200B to 200F, 2028 to 202E, 2060 to
/// 206F, and a byte order mark within a text.
bool is_unseen(unsigned char first, unsigned char second, unsigned char third) {
  if (first == 0xE2 && second == 0x80) return (third >= 0x8B && third <= 0x8F) || (third >= 0xA8 && third <= 0xAE);
  return (first == 0xE2 && second == 0x81 && third >= 0xA0 && third <= 0xAF) ||
         (first == 0xEF && second == 0xBB && third == 0xBF);
}

}  // namespace

std::size_t first_control(std::string_view text) {
  const auto byte = [text](std::size_t at) -> unsigned char {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0x80;
  };
  constexpr unsigned char kDelete = 0x7F, kSecondSet = 0xC2, kSecondEnd = 0xA0;  // U+0080 to U+009F are two bytes
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool low = byte(at) < ' ' && text[at] != '\t' && text[at] != '\n' && text[at] != '\r';
    if (low || byte(at) == kDelete || (byte(at) == kSecondSet && byte(at + 1) < kSecondEnd)) return at;
    if (is_unseen(byte(at), byte(at + 1), byte(at + 2))) return at;
  }
  return std::string_view::npos;
}

std::string fingerprint(std::string_view text) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return fmt::format("{:016x}", hash);
}

SourceFile source_file(const std::string& shown, std::string text) {
  std::string hash = fingerprint(text);
  return {shown, std::move(hash), std::make_shared<const std::string>(std::move(text))};
}

}  // namespace ballast
