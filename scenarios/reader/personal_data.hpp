/// Tables hold totals, never persons: what looks like an identity number or a telephone number is refused.
#pragma once

#include <string_view>

namespace ballast {

/// A citizen's identity number by form: 17 digits with a date of birth inside, then a digit or X. 公民身份号码
bool looks_like_identity_number(std::string_view cell);
/// A mobile number of the mainland by form: 11 digits, the first 1, the second 3 … 9. 手机号码
bool looks_like_phone_number(std::string_view cell);
/// A column's name that announces one of them, or people's names. 身份证, 姓名, phone …
bool announces_persons(std::string_view column);

}  // namespace ballast
