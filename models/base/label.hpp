/// A text a person reads, in both languages.
#pragma once

#include <string>

namespace ballast {

struct Label {
  std::string zh, en;
};

}  // namespace ballast
