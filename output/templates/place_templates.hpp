/// Empty tables of a place, to be filled in: headers, units and an example in Chinese and English.
#pragma once

#include <string>
#include <vector>

#include "scenarios/reader/place_tables.hpp"

namespace ballast {

struct TemplateFile {
  std::string name, content;
};

/// The lines above a table's header: what it holds, each column, an example. Without commas and quotes, so that a
/// spreadsheet writes them back as they were.
std::vector<std::string> template_notes(const PlaceTable& table);
/// The header's cells, status and source included.
std::vector<std::string> template_header(const PlaceTable& table);

/// Every table as CSV, place.toml and a page that says how to go on.
std::vector<TemplateFile> place_templates();

/// What to do with the tables, one step a line, in both languages.
std::vector<std::string> template_steps();

}  // namespace ballast
