/// Reading a whole text file as UTF-8, with a size limit and located complaints.
#pragma once

#include <string>
#include <string_view>

#include "models/base/expected.hpp"
#include "scenarios/scenario.hpp"

namespace ballast {

/// Larger tables are none that a person made.
inline constexpr std::size_t kMostBytesOfATable = std::size_t{64} << 20;

/// A text without the mark that spreadsheets put before UTF-8.
std::string_view without_byte_order_mark(std::string_view text);

/// The file's text without a byte order mark. `shown` is how messages name the file.
Expected<std::string> read_text_file(const std::string& path, const std::string& shown, std::size_t max_bytes);

/// How a text begins that a spreadsheet saved as “Unicode text”.
bool is_utf16(std::string_view text);

/// A name as it may be shown and kept: control characters and bytes that are not UTF-8 as \x1b, everything else as it
/// is.
std::string escaped(std::string_view name);

/// A file of the program's own that is not there is a broken installation, not a wrong name.
Issues as_installed(Issues issues);

/// Number of the first line over `max_bytes`, or 0.
int first_long_line(std::string_view text, std::size_t max_bytes);

/// Line of the first byte that is not UTF-8, or 0.
int first_broken_line(std::string_view text);

/// What is said of a text with such a byte, in that line.
Issue not_utf8(const std::string& shown, std::string_view text, int line);

/// Where the first character stands that would move the cursor of a terminal, colour it or turn the text round, or that
/// nobody sees (a control character other than a tab or the end of a line, a mark without width), or npos.
std::size_t first_control(std::string_view text);

/// A 64-bit FNV-1a fingerprint in hex, to tell one text from another (not a signature).
std::string fingerprint(std::string_view text);

/// A text for the record.
SourceFile source_file(const std::string& shown, std::string text);

}  // namespace ballast
