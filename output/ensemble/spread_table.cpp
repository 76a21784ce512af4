#include "output/ensemble/spread_table.hpp"

#include <algorithm>

#include "output/ensemble/figures_with_errors.hpp"
#include "output/ensemble/shown.hpp"
#include "output/table/fitted.hpp"
#include "output/table/headline_table.hpp"
#include "output/table/width.hpp"

namespace ballast {
namespace {

/// Quantiles of one measure, each beside its error.
class SpreadLines {
 public:
  SpreadLines(const Ensemble& e, int row, const TableStyle& style) : e_(e), row_(row), lang_(style.lang) {
    std::vector<WithError> heads, phases;
    for (const Year year : years_) {
      heads.push_back({std::to_string(year)});
      phases.push_back({phase_text(e.central.phase(year), lang_)});
    }
    add({}, std::move(heads)), add({}, std::move(phases));
  }
  void add(const EnsembleMeasure& of) {
    add(short_name(of.measure, lang_), figures(of, kMedian));
    add("  2.5 %", figures(of, kLow)), add("  97.5 %", figures(of, kHigh));
  }
  std::string table() const {
    std::vector<std::vector<std::string>> rows = lined_up(figures_);
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].insert(rows[i].begin(), labels_[i]);
    return fitted(std::move(rows), kTableWidth);
  }

 private:
  void add(std::string label, std::vector<WithError> figures) {
    labels_.push_back(std::move(label)), figures_.push_back(std::move(figures));
  }
  std::vector<WithError> figures(const EnsembleMeasure& of, std::size_t level) const {
    const Scale scale = scale_of(ballast::row(of.measure).unit, money_in(e_, row_));
    std::vector<WithError> all;
    for (const Year year : years_) {
      const Eigen::Index y = year - e_.central.base_year;
      all.push_back(with_error(of.quantiles[level](row_, y), of.quantile_errors[level](row_, y), scale));
    }
    return all;
  }

  const Ensemble& e_;
  int row_;
  Lang lang_;
  std::vector<Year> years_ = shown_years(e_);
  std::vector<std::string> labels_;
  std::vector<std::vector<WithError>> figures_;
};

/// Calls of all years in constant prices, of the row: nominal money of far years misleads. Nothing of the pool, which
/// has no treasury, nor where the rows are in constant prices themselves.
std::string constant_line(const Ensemble& e, int row, Lang lang) {
  const Projection& p = e.central;
  if (p.prices != "nominal" || row == p.pool_row()) return {};
  const Distribution& calls = e.events.calls[static_cast<std::size_t>(std::min(row, p.member_units()))];
  const MoneyIn money = money_in(e, row);
  const auto words = [&](std::size_t level) {
    return in_words(with_error(calls.quantiles[level], calls.quantile_errors[level], scale_of("yuan", money)));
  };
  return wrapped(filled(Phrase::ensemble_constant, lang, p.price_year, words(kMedian), words(kLow), words(kHigh),
                        money_unit(money, lang)),
                 kTableWidth);
}

}  // namespace

std::string spread_table(const Ensemble& e, int row, const TableStyle& style) {
  SpreadLines lines(e, row, style);
  for (const Measure measure : shown_measures(e)) lines.add(*e.find(measure));
  const std::string_view unit = in(e.central.units[static_cast<std::size_t>(row)], style.lang);
  const std::string title =
      filled(Phrase::ensemble_path, style.lang, unit, money_words(money_in(e, row), e.central, style.lang));
  const std::string more =
      too_many(e) ? wrapped(phrase(Phrase::ensemble_more, style.lang), kTableWidth) : std::string{};
  std::string head = wrapped(title, kTableWidth);
  head.pop_back();  // the end of its last line, which is not bold
  return bold(head, style) + "\n" + lines.table() + constant_line(e, row, style.lang) + more;
}

}  // namespace ballast
