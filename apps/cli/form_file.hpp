/// The budget form as an office filled it in (`ballast budget draft FORM.csv`): a table in the lines of the official
/// form, a column for each unit, one for 市级统筹. Sums may be left out; where they stand they must be right.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "apps/cli/located_json.hpp"
#include "models/base/expected.hpp"
#include "output/budget/form_document.hpp"

namespace ballast::cli {

/// A filled form and where its cells stand.
struct FormFile {
  FilledForm form;
  std::string path;
  std::map<std::pair<std::string, std::string_view>, TextPlace> cells;  ///< by column and line; no line: the header's

  /// Where a line of a column stands; where nobody wrote it, the head of the column, and else the table.
  TextPlace at(const std::string& column, std::string_view line) const;
  Issue issue(const std::string& column, std::string_view line, std::string what, std::string expected,
              std::string remedy = {}) const;
};

/// Every issue at once, each with its cell: unknown lines or columns, no numbers, sums that are none (44-2.2), a form
/// of another year or another unit of money.
Expected<FormFile> read_form_file(const std::string& path, Year year);

}  // namespace ballast::cli
