/// Keys of tables by the Chinese words that people write in their place: 男 for male. For remedies; tables hold the
/// keys.
#pragma once

#include <string_view>

namespace ballast {

/// Empty where the word stands for no key.
std::string_view key_in_chinese(std::string_view word);

}  // namespace ballast
