/// Folders that are made on the way to a result.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace ballast {

/// Those of a path that are not there yet: where nothing comes of what they were made for, they go again.
class NewFolders {
 public:
  explicit NewFolders(const std::string& innermost);
  /// Removes those that were made since and are empty.
  void take_back() const;

 private:
  std::vector<std::filesystem::path> missing_;  ///< from the innermost outwards
};

}  // namespace ballast
