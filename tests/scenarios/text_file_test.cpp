/// What bytes of a text are: UTF-8 or not, seen or not.
#include "scenarios/reader/text_file.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "scenarios/reader/case_files.hpp"
#include "tests/apps/program.hpp"

namespace ballast {
namespace {

// RFC 3629: no overlong forms, no halves of UTF-16 pairs, nothing beyond U+10FFFF. Other readers stop at such bytes.
TEST(TextFile, TakesOfUtf8NoMoreThanTheStandard) {
  for (const char* good : {"a", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "范县", "\xED\x9F\xBF", "\xEE\x80\x80",
                           "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"})
    EXPECT_EQ(first_broken_line(good), 0) << good;
  for (const char* bad : {"\xC0\xAF", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x8F\xBF\xBF",
                          "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xE8\x8C"})
    EXPECT_EQ(first_broken_line(std::string("x\n") + bad), 2);
}

TEST(TextFile, KnowsWhatMovesACursorOrIsNotSeen) {
  for (const char* plain : {"范县", "a\tb\r\n", "“—”…", "ﬂ", "\xEF\xBC\x9D"})
    EXPECT_EQ(first_control(plain), std::string_view::npos) << plain;
  for (const char* hidden :
       {"\x1b", "\x7f", "\xC2\x9B", "\xE2\x80\x8B", "\xE2\x80\xAE", "\xE2\x81\xA6", "\xEF\xBB\xBF"})
    EXPECT_EQ(first_control(std::string("范") + hidden), 3u);
}

TEST(TextFile, OfferedAsCasesAreFilesThatAPersonMade) {
  const std::filesystem::path folder = test::scratch() + "cases";
  std::filesystem::create_directories(folder / "folder.toml");
  for (const char* name : {"b.toml", "a.toml", "._a.toml", ".#b.toml", "c.txt"}) std::ofstream(folder / name) << "x";
  EXPECT_EQ(toml_names(folder.string()), (std::vector<std::string>{"a", "b"}));
}

}  // namespace
}  // namespace ballast
