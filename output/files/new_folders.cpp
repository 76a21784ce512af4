#include "output/files/new_folders.hpp"

#include <system_error>

namespace ballast {

NewFolders::NewFolders(const std::string& innermost) {
  std::error_code ignored;
  for (std::filesystem::path path = innermost; !path.empty() && !std::filesystem::exists(path, ignored);
       path = path.parent_path())
    missing_.push_back(path);
}

void NewFolders::take_back() const {
  std::error_code ignored;
  for (const std::filesystem::path& path : missing_) {
    if (!std::filesystem::exists(path, ignored)) continue;  // it could not be made
    if (!std::filesystem::is_empty(path, ignored) || !std::filesystem::remove(path, ignored)) return;
  }
}

}  // namespace ballast
