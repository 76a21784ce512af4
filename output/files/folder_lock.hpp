/// One writer at a time in a folder: what reads files there, decides by them and writes them holds it.
#pragma once

#include <string>

namespace ballast {

class FolderLock {
 public:
  /// Of the folder of `file`; waits for another process to let it go. Nothing is locked without such a folder, or
  /// where its file system has no locks.
  explicit FolderLock(const std::string& file);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int descriptor_;
};

}  // namespace ballast
