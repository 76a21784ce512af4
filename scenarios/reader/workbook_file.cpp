#include "scenarios/reader/workbook_file.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>

namespace ballast {
namespace {

using namespace std::string_view_literals;

Issue not_read(const std::string& shown, std::string remedy) {
  return issue_in(IssueKind::data, shown, "is a workbook, which is not read", "tables as CSV in UTF-8",
                  std::move(remedy));
}

}  // namespace

bool is_workbook(std::string_view name) {
  constexpr std::array<std::string_view, 5> kEndings{".xlsx", ".xlsm", ".xls", ".ods", ".et"};
  std::string small(name);
  std::transform(small.begin(), small.end(), small.begin(), [](unsigned char c) { return std::tolower(c); });
  return std::any_of(kEndings.begin(), kEndings.end(),
                     [&](std::string_view ending) { return small.ends_with(ending); });
}

bool begins_as_workbook(std::string_view bytes) {
  constexpr std::array<std::string_view, 2> kMarks{"PK\x03\x04"sv, "\xD0\xCF\x11\xE0"sv};  // today's, and of 1997
  return std::any_of(kMarks.begin(), kMarks.end(), [&](std::string_view mark) { return bytes.starts_with(mark); });
}

Issue workbook_not_read(const std::string& shown) { return not_read(shown, "save its sheet as CSV UTF-8"); }

Issue workbook_of_tables(const std::string& shown) {
  return not_read(shown, "save each sheet as CSV UTF-8 under the name of its table");
}

std::string workbook_in(const std::string& folder) {
  std::string first;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    const bool kept_open = name.starts_with("~$");  // what a spreadsheet leaves beside a file it shows
    if (!kept_open && is_workbook(name) && (first.empty() || name < first)) first = name;
  }
  return first;
}

}  // namespace ballast
