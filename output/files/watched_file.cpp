#include "output/files/watched_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <utility>

#include "output/files/safe_file.hpp"

namespace ballast {
namespace {

bool same_moment(const timespec& a, const timespec& b) { return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec; }

}  // namespace

WatchedFile::WatchedFile(const std::string& path)
    : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
  if (descriptor_ < 0 || ::fstat(descriptor_, &opened_) == 0) return;
  ::close(descriptor_);
  descriptor_ = -1;
}

WatchedFile::~WatchedFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

WatchedFile::WatchedFile(WatchedFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), opened_(other.opened_) {}

bool WatchedFile::unchanged() const {
  struct stat now {};
  return descriptor_ >= 0 && ::fstat(descriptor_, &now) == 0 && now.st_size == opened_.st_size &&
         same_moment(now.st_mtim, opened_.st_mtim);
}

bool WatchedFile::is_called(const std::string& path) const { return descriptor_ >= 0 && is_named(descriptor_, path); }

}  // namespace ballast
