#include "apps/cli/progress_line.hpp"

#include <unistd.h>

#include <algorithm>

#include "output/texts.hpp"

namespace ballast::cli {

namespace {

double since(std::chrono::steady_clock::time_point then) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - then).count();
}

}  // namespace

ProgressLine::ProgressLine(const Console& console)
    : console_(console), shown_(!console.quiet && ::isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() {
  if (written_) say("\r\x1b[K");
}

void ProgressLine::show(const EnsembleProgress& progress) {
  const double seconds = since(began_);
  if (!shown_ || seconds < 1.0 || since(last_) < 0.2) return;
  const double rate = std::max(1, progress.done - progress.known) / seconds;
  say("\r\x1b[K" + filled(Phrase::ensemble_progress, console_.lang, progress.done, progress.paths, rate,
                          (progress.paths - progress.done) / rate));
  last_ = Clock::now(), written_ = true;
}

}  // namespace ballast::cli
