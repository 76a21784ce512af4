#include "output/hdf5/trial.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace ballast::hdf5 {
namespace {

/// Address space that this process has [bytes], or 0 where the system does not say.
rlim_t address_space() {
  rlim_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  return pages * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE));
}

/// Of a file; all of a result is held in a few copies, and futures are read block by block.
rlim_t room_of(const std::string& path) {
  constexpr rlim_t kAnyFile = rlim_t{1} << 28, kTimes = 64;
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  return kAnyFile + (error ? 0 : kTimes * size);
}

}  // namespace

Room::Room(const std::string& path) {
  ::getrlimit(RLIMIT_AS, &before_);
  const rlim_t has = address_space();
  if (has == 0) return;
  const rlimit narrow{std::min(before_.rlim_cur, has + room_of(path)), before_.rlim_max};
  ::setrlimit(RLIMIT_AS, &narrow);
}

Room::~Room() { ::setrlimit(RLIMIT_AS, &before_); }

}  // namespace ballast::hdf5
