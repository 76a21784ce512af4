/// Where the file of a case is to be found, and what is said when it is not there.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/base/expected.hpp"
#include "scenarios/reader/node.hpp"

namespace ballast {

/// A case named on the command line or as a base: by whom, and where it is to be found.
struct Named {
  std::string name;
  std::string path, shown;         ///< its file; what messages call it
  std::string by;                  ///< the file that names it as its base; empty: the command line does
  int by_line = 0, by_column = 0;  ///< where that file does
};

/// Names of the .toml files of a folder, without their ending, in order.
std::vector<std::string> toml_names(const std::string& folder);

/// The cases of a folder of one's own as they are asked for, by path; an issue where there is no such folder.
Expected<std::vector<std::string>> cases_in(const std::string& folder);

/// A path that ends in .toml, or a plain name in the folder of cases.
Named asked_for(const std::string& directory, const std::string& name);

/// A base lies beside the file that names it, or in the folder of cases.
Named base_of(const Named& file, const Node& base, const std::string& directory);

/// What to tell of a base that a case of the project and a file beside the one that names it are both called.
std::optional<Issue> not_one_base(const Named& file, const Node& base, const std::string& directory);

/// Of a base that is no plain name: how the file that may be meant is named.
Issue path_for_a_base(const Named& file, const Node& base, const std::string& directory);

/// Only names of the folder may stand in `base`: a case file cannot reach outside.
bool plain_name(const std::string& name);

/// Of a case that is not in the folder of cases: what else goes by its name, and the nearest case.
Issue no_such_case(const std::string& directory, const Named& wanted);

}  // namespace ballast
