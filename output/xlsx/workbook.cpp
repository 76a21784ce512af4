#include "output/xlsx/workbook.hpp"

#include <xlsxwriter.h>

#include <filesystem>

namespace ballast {
namespace {

constexpr double kColumnWidth = 18, kPageWidth = 100;

bool write_sheet(lxw_workbook* book, lxw_format* bold, const Sheet& sheet) {
  lxw_worksheet* page = ::workbook_add_worksheet(book, sheet.name.c_str());
  if (page == nullptr) return false;
  lxw_row_t row = 0;
  bool good = true;
  for (const std::string& note : sheet.notes)
    good &= ::worksheet_write_string(page, row++, 0, note.c_str(), nullptr) == LXW_NO_ERROR;
  if (sheet.header.empty()) return good && ::worksheet_set_column(page, 0, 0, kPageWidth, nullptr) == LXW_NO_ERROR;
  lxw_col_t column = 0;
  for (const std::string& name : sheet.header)
    good &= ::worksheet_write_string(page, row, column++, name.c_str(), bold) == LXW_NO_ERROR;
  ::worksheet_set_column(page, 0, static_cast<lxw_col_t>(column - 1), kColumnWidth, nullptr);
  ::worksheet_freeze_panes(page, row + 1, 0);
  return good;
}

/// The library writes on closing; nothing else of the workbook can fail later.
bool write_book(const std::string& path, const std::vector<Sheet>& sheets) {
  lxw_workbook* book = ::workbook_new(path.c_str());
  if (book == nullptr) return false;
  lxw_doc_properties properties{};
  properties.created = 1;  // a fixed date: the same bytes every time
  ::workbook_set_properties(book, &properties);
  lxw_format* bold = ::workbook_add_format(book);
  ::format_set_bold(bold);
  bool good = true;
  for (const Sheet& sheet : sheets) good = good && write_sheet(book, bold, sheet);
  return ::workbook_close(book) == LXW_NO_ERROR && good;
}

}  // namespace

Expected<void> write_workbook(const std::string& path, const std::vector<Sheet>& sheets) {
  const std::string beside = path + ".part";
  std::error_code error;
  const bool good = write_book(beside, sheets);
  if (good) std::filesystem::rename(beside, path, error);
  if (good && !error) return {};
  std::filesystem::remove(beside, error);
  return fail(issue_in(IssueKind::write_failed, path, "the workbook could not be written", "a writable folder"));
}

}  // namespace ballast
