#include "apps/cli/signals.hpp"

#include <unistd.h>

#include <atomic>
#include <csignal>
#include <string_view>

#include "output/files/safe_file.hpp"

namespace ballast::cli {

namespace {

constexpr int kEndedBySignal = 128;

/// Written by a handler, read by every worker.
std::atomic<int> asked_by = 0, in_chinese = 0;
static_assert(std::atomic<int>::is_always_lock_free);

void tell() {
  const std::string_view words = in_chinese != 0 ? "ballast: 已中断\n" : "ballast: interrupted\n";
  [[maybe_unused]] const ssize_t told = ::write(STDERR_FILENO, words.data(), words.size());
}

void end(int signal) {
  if (!remove_unfinished(signal)) return;
  tell();
  ::_exit(kEndedBySignal + signal);
}

void ask(int signal) {
  if (asked_by != 0) end(signal);
  asked_by = signal;
}

/// nohup has SIGHUP ignored: so it stays.
void on_signals(void (*handler)(int)) {
  std::signal(SIGINT, handler);
  std::signal(SIGTERM, handler);
  if (std::signal(SIGHUP, handler) == SIG_IGN) std::signal(SIGHUP, SIG_IGN);
}

}  // namespace

void mind_signals() {
  on_signals(end);
  std::signal(SIGXFSZ, SIG_IGN);
}

void tell_of_signals_in(Lang lang) { in_chinese = lang == Lang::zh ? 1 : 0; }

StopOnSignal::StopOnSignal() {
  asked_by = 0;
  on_signals(ask);
}

StopOnSignal::~StopOnSignal() { on_signals(end); }

bool StopOnSignal::asked() { return asked_by != 0; }

int StopOnSignal::tell_and_code() {
  tell();
  return kEndedBySignal + asked_by;
}

}  // namespace ballast::cli
