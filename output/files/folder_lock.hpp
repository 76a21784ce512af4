/// One writer at a time in a folder: what reads files there, decides by them and writes them holds it.
#pragma once

#include <string>

namespace ballast {

class FolderLock {
 public:
  /// Of the folder of `file`; waits for another process to let it go. Without such a folder nothing is locked.
  explicit FolderLock(const std::string& file);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int descriptor_;
};

}  // namespace ballast
