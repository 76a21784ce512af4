#include "models/base/quantity.hpp"

#include <cmath>

namespace ballast {

Fen fen_from_yuan(double yuan) { return {std::llround(yuan * 100.0)}; }

}  // namespace ballast
