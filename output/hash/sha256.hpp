/// SHA-256 of bytes, as 64 hexadecimal digits in lower case, the same that `sha256sum` prints (FIPS 180-4).
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace ballast {

std::string sha256(std::string_view bytes);

/// The same of bytes that come in pieces; an empty piece is the end.
std::string sha256(const std::function<std::string_view()>& next_piece);

}  // namespace ballast
