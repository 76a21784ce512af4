/// What Python is told when the program refuses something.
#pragma once

#include <stdexcept>
#include <utility>

#include "models/base/expected.hpp"
#include "output/json/json.hpp"

namespace ballast {

/// What the program refused; becomes ballast.BallastError with every issue.
struct Refused : std::runtime_error {
  explicit Refused(const Issues& issues) : std::runtime_error(issues_document(issues)) {}
};

template <class T>
T value_of(Expected<T> answer) {
  if (!answer) throw Refused(answer.error());
  return std::move(*answer);
}

}  // namespace ballast
