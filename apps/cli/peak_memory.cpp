#include "apps/cli/peak_memory.hpp"

#include <sys/resource.h>

#include <fstream>
#include <string>

namespace ballast::cli {
namespace {

constexpr double kKibi = 1024.0, kMega = 1e6;

/// The system's own count [KiB]: it begins with the peak of the process that started this one.
double counted() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss);
}

}  // namespace

double peak_megabytes() {
  std::ifstream status("/proc/self/status");
  double peak = 0;
  for (std::string word; peak == 0 && status >> word;)
    if (word == "VmHWM:") status >> peak;
  return (peak > 0 ? peak : counted()) * kKibi / kMega;
}

}  // namespace ballast::cli
