#include "output/ensemble/year_lines.hpp"

#include "output/ensemble/shown.hpp"
#include "output/table/figures.hpp"
#include "output/table/fitted.hpp"
#include "output/table/phases.hpp"

namespace ballast {

YearLines::YearLines(const Ensemble& e, int row, Lang lang)
    : base_year_(e.central.base_year), row_(row), years_(shown_years(e)) {
  std::vector<WithError> heads, phases;
  for (const Year year : years_) {
    heads.push_back({std::to_string(year)});
    phases.push_back({phase_text(e.central.phase(year), lang)});
  }
  add({}, std::move(heads)), add({}, std::move(phases));
}

void YearLines::add(std::string label, const Eigen::ArrayXXd& values, const Eigen::ArrayXXd& errors,
                    const Scale& scale) {
  std::vector<WithError> figures;
  for (const Year year : years_)
    figures.push_back(with_error(values(row_, year - base_year_), errors(row_, year - base_year_), scale));
  add(std::move(label), std::move(figures));
}

double YearLines::largest(const Eigen::ArrayXXd& errors) const {
  double most = 0;
  for (const Year year : years_)
    if (const double error = errors(row_, year - base_year_); error > most) most = error;
  return most;
}

std::string YearLines::table() const {
  std::vector<std::vector<std::string>> rows = lined_up(figures_);
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].insert(rows[i].begin(), labels_[i]);
  return fitted(std::move(rows), kTableWidth);
}

void YearLines::add(std::string label, std::vector<WithError> figures) {
  labels_.push_back(std::move(label)), figures_.push_back(std::move(figures));
}

}  // namespace ballast
