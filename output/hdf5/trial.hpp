/// A trial: an act on a file in a process of its own, before this one does the same. The library trusts what a file
/// says of itself more than it should: bytes changed under a new seal can end the process that reads them.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <exception>

#include "output/hdf5/handle.hpp"

namespace ballast::hdf5 {

/// Error when the process that tries it does not end of itself. What the act throws is left to be thrown again.
template <class Act>
void try_apart(Act act) {
  const pid_t child = ::fork();
  if (child < 0) return;  // no process to spare: this one does it
  if (child == 0) {
    try {
      act();
    } catch (const std::exception&) {  // told by who does it next
    }
    ::_exit(0);
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  if (!WIFEXITED(status)) throw Error("the HDF5 library cannot read it to its end");
}

}  // namespace ballast::hdf5
