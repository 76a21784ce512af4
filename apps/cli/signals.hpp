/// What ends a run from outside: Ctrl-C (SIGINT), SIGTERM, SIGHUP. It says so, leaves no half-written file, and the
/// exit code is 128 + the number of the signal: 130, 143, 129.
#pragma once

#include "output/texts.hpp"

namespace ballast::cli {

/// From here on such a signal ends the program at once, and a full disk is an error of the call that wrote, no signal.
void mind_signals();

/// The language of what is said then.
void tell_of_signals_in(Lang lang);

/// While it lives the first signal only asks to stop; a second one does not wait.
class StopOnSignal {
 public:
  StopOnSignal();
  ~StopOnSignal();
  StopOnSignal(const StopOnSignal&) = delete;
  StopOnSignal& operator=(const StopOnSignal&) = delete;

  static bool asked();
  /// Says that the run was interrupted; the exit code.
  static int tell_and_code();
};

}  // namespace ballast::cli
