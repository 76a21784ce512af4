#include "scenarios/reader/personal_data.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace ballast {
namespace {

bool digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int number(std::string_view text) {
  int value = 0;
  for (const char c : text) value = value * 10 + c - '0';
  return value;
}

}  // namespace

bool looks_like_identity_number(std::string_view cell) {
  constexpr std::size_t kLength = 18, kBirth = 6;
  if (cell.size() != kLength || !digits(cell.substr(0, kLength - 1))) return false;
  const char last = cell.back();
  if (!(last >= '0' && last <= '9') && last != 'X' && last != 'x') return false;
  const int year = number(cell.substr(kBirth, 4)), month = number(cell.substr(kBirth + 4, 2)),
            day = number(cell.substr(kBirth + 6, 2));
  return year >= 1900 && year < 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

bool looks_like_phone_number(std::string_view cell) {
  constexpr std::size_t kLength = 11;
  return cell.size() == kLength && digits(cell) && cell[0] == '1' && cell[1] >= '3';
}

bool announces_persons(std::string_view column) {
  static constexpr std::array<std::string_view, 16> kWords{
      "身份证", "身份号", "证件号", "公民身份", "社会保障号", "社保号", "姓名",     "手机",
      "电话",   "住址",   "idcard", "identity", "phone",      "mobile", "fullname", "passport"};
  std::string plain;
  for (const char c : column)
    if (c != '_' && c != ' ' && c != '-') plain += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  if (plain == "id" || plain == "idno" || plain == "idnumber" || plain == "name" || plain == "tel") return true;
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return plain.find(word) != std::string::npos; });
}

}  // namespace ballast
