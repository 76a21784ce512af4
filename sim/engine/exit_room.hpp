/// The room that the kernel's arrays have for the ways out of one age and their tests (membership/ways_out.hpp).
#pragma once

namespace ballast {

/// Throws std::logic_error where they do not fit: the kernel itself looks no more.
void check_room(int exits, int tests);

}  // namespace ballast
