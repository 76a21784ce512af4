// The line an issue is about, as a terminal shows it.
#include "output/issues/pointed_line.hpp"

#include <gtest/gtest.h>

#include <string>

#include "output/table/width.hpp"

namespace ballast {
namespace {

TEST(PointedLine, HasItsCaretUnderTheColumn) {
  EXPECT_EQ(pointed_line("knob = \"x\"", 8),
            "    knob = \"x\"\n"
            "           ^\n");
}

// A Chinese character is one of the column's count and two on the screen.
TEST(PointedLine, CountsChineseCharactersTwiceOnTheScreen) {
  EXPECT_EQ(pointed_line("单位 = 范县", 6),
            "    单位 = 范县\n"
            "           ^\n");
}

TEST(PointedLine, ShowsALongLineAroundTheColumn) {
  const std::string line = std::string(500, 'a') + "X" + std::string(500, 'b');
  const std::string shown = pointed_line(line, 501);
  const std::size_t end = shown.find('\n'), caret = shown.find('^');
  EXPECT_LE(display_width(shown.substr(0, end)), 106) << "indent 4, sign 2, 100 of the line";
  EXPECT_EQ(display_width(shown.substr(0, shown.find('X'))), display_width(shown.substr(end + 1, caret - end - 1)));
}

// A file of one long line with many mistakes: each is shown as quickly as one of a short line.
TEST(PointedLine, LooksAtNoMoreOfALineThanItShows) {
  const std::string line(1'000'000, 'a');
  for (int mistake = 0; mistake < 200; ++mistake) {
    const std::string shown = pointed_line(line, 900'000 + mistake);
    EXPECT_LE(shown.size(), 400u);
  }
}

TEST(PointedLine, LetsNoFileMoveTheCursor) { EXPECT_EQ(pointed_line("a\x1b[2J\tb\r", 0), "    a [2J b\n"); }

TEST(PointedLine, IsNothingOfAnEmptyLine) {
  EXPECT_EQ(pointed_line("", 1), "");
  EXPECT_EQ(pointed_line(" \r", 1), "");
}

TEST(PointedLine, PutsTheCaretBehindTheLineForAColumnBeyondIt) {
  EXPECT_EQ(pointed_line("ab", 9),
            "    ab\n"
            "      ^\n");
}

}  // namespace
}  // namespace ballast
