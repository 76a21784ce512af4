/// SHA-256 of bytes, as 64 hexadecimal digits in lower case, the same that `sha256sum` prints (FIPS 180-4).
#pragma once

#include <string>
#include <string_view>

namespace ballast {

std::string sha256(std::string_view bytes);

}  // namespace ballast
