/// Lines of a row's figures along the years shown, each figure beside its own error.
#pragma once

#include <string>
#include <vector>

#include "output/ensemble/figures_with_errors.hpp"
#include "sim/studies/ensemble.hpp"

namespace ballast {

class YearLines {
 public:
  /// Headed by the years and their kinds.
  YearLines(const Ensemble& ensemble, int row, Lang lang);

  /// A line of the row: `values` and `errors` are tables [row × year from the base year].
  void add(std::string label, const Eigen::ArrayXXd& values, const Eigen::ArrayXXd& errors, const Scale& scale);
  /// The largest error of the row in the years shown; 0 where none can be told.
  double largest(const Eigen::ArrayXXd& errors) const;
  std::string table() const;

 private:
  void add(std::string label, std::vector<WithError> figures);

  Year base_year_;
  int row_;
  std::vector<Year> years_;
  std::vector<std::string> labels_;
  std::vector<std::vector<WithError>> figures_;
};

}  // namespace ballast
