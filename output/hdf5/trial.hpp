/// A trial: an act on a file in a process of its own, before this one does the same. The library trusts what a file
/// says of itself more than it should: bytes changed under a new seal can end the process that reads them, or have it
/// ask for gigabytes.
#pragma once

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <exception>
#include <optional>
#include <string>

#include "output/hdf5/handle.hpp"

namespace ballast::hdf5 {

/// Keeps this process from taking much more memory than it has: what an honest file comes to, many times over.
class Room {
 public:
  explicit Room(const std::string& path);
  ~Room();
  Room(const Room&) = delete;
  Room& operator=(const Room&) = delete;

 private:
  rlimit before_{};
};

/// What comes of the trial. As long as it stands after a failure, this process has no more room than the other had: the
/// act is done again for what it throws, and fails alike.
class Trial {
 public:
  /// Error when the process that tries it does not end of itself. What the act throws is left to be thrown again.
  template <class Act>
  Trial(const std::string& path, Act act) {
    const pid_t child = ::fork();
    if (child < 0) return;  // no process to spare: this one does it
    if (child == 0) {
      const Room room(path);
      ::_exit(ends_well(act) ? 0 : 1);
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    if (!WIFEXITED(status)) throw Error("the HDF5 library cannot read it to its end");
    if (WEXITSTATUS(status) != 0) room_.emplace(path);
  }

 private:
  template <class Act>
  static bool ends_well(Act act) {
    try {
      act();
      return true;
    } catch (const std::exception&) {  // told by who does it next
      return false;
    }
  }

  std::optional<Room> room_;
};

}  // namespace ballast::hdf5
