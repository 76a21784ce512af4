/// A workbook of sheets of text, for spreadsheets. The one place that knows the library for it.
#pragma once

#include <string>
#include <vector>

#include "models/base/expected.hpp"

namespace ballast {

struct Sheet {
  std::string name;
  std::vector<std::string> notes;         ///< lines above the header, first column
  std::vector<std::string> header;        ///< set bold and kept in view; empty: a page of notes
  std::vector<std::size_t> as_text = {};  ///< columns whose cells stay as they are typed: 2016-01 is no date
};

/// The bytes of an .xlsx file. cannot_create, write_failed: the folder for temporary files (TMPDIR) takes nothing.
Expected<std::string> workbook_bytes(const std::vector<Sheet>& sheets);

}  // namespace ballast
