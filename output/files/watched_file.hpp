/// A file that is read bit by bit while others may write into it: whether it is still what it was when it was opened.
#pragma once

#include <sys/stat.h>

#include <string>

namespace ballast {

class WatchedFile {
 public:
  /// From here on; of a file that cannot be opened nothing is known, and it counts as changed.
  explicit WatchedFile(const std::string& path);
  ~WatchedFile();
  WatchedFile(WatchedFile&& other) noexcept;
  WatchedFile(const WatchedFile&) = delete;
  WatchedFile& operator=(const WatchedFile&) = delete;
  WatchedFile& operator=(WatchedFile&&) = delete;

  /// Whether nobody wrote into it, as far as its size and times tell, whatever has its name by now.
  bool unchanged() const;
  /// Whether the name is still its own.
  bool is_called(const std::string& path) const;

 private:
  int descriptor_ = -1;
  struct stat opened_ {};
};

}  // namespace ballast
