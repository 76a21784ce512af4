/// Where a value of the law comes from and where it stands: decree, clause, source and status of one TOML table.
#pragma once

#include <string>

#include "scenarios/reader/fields.hpp"
#include "scenarios/timeline.hpp"

namespace ballast {

Status read_status(Fields& fields);

/// Decree, clause and source in one line, in English and in Chinese.
struct Pedigree {
  std::string source, source_zh;
};

/// An issue when neither decree nor source is given. What is not said in Chinese (`source_zh`) is a name: it stands in
/// both.
Pedigree read_pedigree(Fields& fields);

}  // namespace ballast
