#include "models/uncertainty/random.hpp"

#include <Random123/philox.h>

#include "models/uncertainty/normal.hpp"

namespace ballast {

std::uint64_t draw_word(const DrawKey& key) {
  const auto word = [](auto part) { return static_cast<std::uint32_t>(part); };
  const r123::Philox4x32::ctr_type counter{{word(key.path), word(key.year), word(key.factor), word(key.unit)}};
  const r123::Philox4x32::key_type seed{{word(key.seed), word(key.seed >> 32)}};
  const auto drawn = r123::Philox4x32{}(counter, seed);
  return std::uint64_t{drawn[1]} << 32 | drawn[0];
}

double normal_draw(const DrawKey& key) { return inverse_normal(unit_interval(draw_word(key))); }

}  // namespace ballast
