/// The long table of a result: one line per case, unit, year and measure (`case,unit,year,measure,value`).
/// Missing values have no line. The city pool stands as unit 市级统筹, so that
/// 全市 = Σ units + 市级统筹 − transfers_between(全市) for income, and without the last term for every other sum.
#pragma once

#include <string>

#include "output/files/safe_file.hpp"
#include "sim/studies/ensemble.hpp"

namespace ballast {

std::string csv_document(const Projection& projection);
/// The same measure by measure: of many units it is long.
void put_csv(const Projection& projection, const PutText& put);
/// Measures asked for of every future come as mean, central run, quantiles and tail, each under its own name.
std::string csv_document(const Ensemble& ensemble);

}  // namespace ballast
