/// What the years ahead ask of whom, in spans of years: the next ten, and those after them. Sums of many years mean
/// something in constant prices alone.
#pragma once

#include <string>
#include <vector>

#include "output/table/figures.hpp"
#include "sim/engine/projection.hpp"

namespace ballast {

struct Span {
  Year first = 0, last = 0;
};

/// The ten years that begin with the first assumed one, and the rest; fewer, or none, where the projection ends before.
std::vector<Span> spans_ahead(const Projection& projection);

/// Σ of a measure of money over a span; of the treasury's what arose in each year. [yuan]
double sum_over(const Projection& constant, Measure money, int row, Span span);

/// "2026—2035年", "2026-2035".
std::string span_text(Span span, Lang lang);

/// By unit, what subsidies and treasuries give in each span, and the treasuries' part of what is spent.
std::string years_ahead_table(const Projection& nominal, const TableStyle& style);

}  // namespace ballast
