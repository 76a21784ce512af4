// Tables of a life as a whole: emptied, and a year older.
#include "sim/engine/kernel/steps.hpp"

namespace ballast {
inline namespace BALLAST_IN_LANES {

void clear_tables(Life& life) {
  for (auto& table : life.members) table.clear();
  for (auto& kind : life.pensioned)
    for (auto& table : kind) table.clear();
}

void grow_older(Life& life) {
  for (auto& table : life.members) table.grow_older();
  for (auto& kind : life.pensioned)
    for (auto& table : kind) table.grow_older();
  for (auto& kind : life.deferred)
    for (auto& table : kind) table.grow_older();
}

}  // namespace BALLAST_IN_LANES
}  // namespace ballast
