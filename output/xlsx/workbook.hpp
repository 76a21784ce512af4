/// A workbook of sheets of text, for spreadsheets. The one place that knows the library for it.
#pragma once

#include <string>
#include <vector>

#include "models/base/expected.hpp"

namespace ballast {

struct Sheet {
  std::string name;
  std::vector<std::string> notes;   ///< lines above the header, first column
  std::vector<std::string> header;  ///< set bold and kept in view; empty: a page of notes
};

/// Writes an .xlsx file; what stood at `path` before still stands when it fails.
Expected<void> write_workbook(const std::string& path, const std::vector<Sheet>& sheets);

}  // namespace ballast
