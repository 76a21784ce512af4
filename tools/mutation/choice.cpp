// The number of the mutant that is alive, read before anything else runs.
#include "choice.hpp"

#include <cstdlib>

extern "C" {
int ballast_mutant = 0;
[[gnu::constructor(101)]] void read_ballast_mutant() {
  if (const char* number = std::getenv("BALLAST_MUTANT")) ballast_mutant = std::atoi(number);
}
}
