/// How far an ensemble has come: rate and time left, on a terminal alone and only over what takes longer than a second.
#pragma once

#include <chrono>

#include "apps/cli/console.hpp"
#include "sim/studies/ensemble.hpp"

namespace ballast::cli {

class ProgressLine {
 public:
  explicit ProgressLine(const Console& console);
  ~ProgressLine();  ///< the line goes away
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const EnsembleProgress& progress);

 private:
  using Clock = std::chrono::steady_clock;

  const Console& console_;
  bool shown_, written_ = false;
  Clock::time_point began_ = Clock::now(), last_ = began_;
};

}  // namespace ballast::cli
