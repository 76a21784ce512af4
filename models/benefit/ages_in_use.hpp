/// The ages at which somebody may stand in a table of recipients: others are not looked at.
#pragma once

#include <algorithm>

#include "models/base/quantity.hpp"

namespace ballast {

class AgesInUse {
 public:
  bool nobody() const { return oldest_ < youngest_; }
  Age youngest() const { return youngest_; }
  Age oldest() const { return oldest_; }
  bool holds(Age x) const { return x >= youngest_ && x <= oldest_; }

  void include(Age x) {
    youngest_ = nobody() ? x : std::min(youngest_, x);
    oldest_ = std::max(oldest_, x);
  }
  /// Everyone one year older, but those of the last age.
  void grow_older(Age last_age) {
    if (nobody()) return;
    youngest_ = std::min(youngest_ + 1, last_age), oldest_ = std::min(oldest_ + 1, last_age);
  }
  /// Leaves out the oldest ages as far as nobody is there any more.
  template <class Somebody>
  void trim(Somebody somebody_at) {
    while (!nobody() && !somebody_at(oldest_)) --oldest_;
    if (nobody()) *this = {};
  }

 private:
  Age youngest_ = 0, oldest_ = -1;
};

}  // namespace ballast
