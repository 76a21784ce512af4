#include "output/hash/sha256.hpp"

#include <nettle/sha2.h>

#include <array>
#include <utility>

namespace ballast {

std::string sha256(const std::function<std::string_view()>& next_piece) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  constexpr unsigned kHalf = 4, kLow = 15;
  sha256_ctx context;
  sha256_init(&context);
  for (std::string_view piece = next_piece(); !piece.empty(); piece = next_piece())
    sha256_update(&context, piece.size(), reinterpret_cast<const std::uint8_t*>(piece.data()));
  std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
  sha256_digest(&context, digest.size(), digest.data());
  std::string text;
  for (const std::uint8_t byte : digest) {
    text += kDigits[byte >> kHalf];
    text += kDigits[byte & kLow];
  }
  return text;
}

std::string sha256(std::string_view bytes) {
  return sha256([&bytes] { return std::exchange(bytes, {}); });
}

}  // namespace ballast
