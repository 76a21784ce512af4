/// JSON documents: every one has `schema`; money in yuan with at most two decimals, shares as fractions, persons as
/// numbers, missing or never = null. Keys keep the order in which they are listed here and in output/FORMAT.md.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "models/base/expected.hpp"
#include "output/files/safe_file.hpp"
#include "sim/engine/headline.hpp"
#include "sim/engine/projection.hpp"

namespace ballast {

using Json = nlohmann::ordered_json;

/// A number kept as its unit demands (decimals_kept); null for NaN and infinities.
Json json_number(double value, std::string_view unit);
/// Any other number, at full precision; null for NaN and infinities.
Json json_plain(double value);

/// Headline rows: `{unit, first_deficit_year, depletion_year, peak_subsidy, …, support_ratio}`.
Json headline_json(const std::vector<Headline>& rows, Year price_year);

/// `DIR/<case>.json`: what the case is, its headline, and every measure by unit and year.
std::string result_document(const Projection& projection, const std::vector<Headline>& headline);
/// The same measure by measure: of many units it is long.
void put_result(const Projection& projection, const std::vector<Headline>& headline, const PutText& put);

/// What `run --json` prints for one case.
struct CaseAnswer {
  const Projection* projection = nullptr;
  std::vector<Headline> headline;
  std::vector<std::string> files;
};
std::string run_document(const std::vector<CaseAnswer>& cases);

/// An amount in yuan, and a share where there is one.
Json json_money(Fen amount);
Json json_money(double yuan);
Json json_share(const std::optional<double>& value);

/// The catalogue of measures.
std::string measures_document();

/// One issue; `code` is its exit code.
Json issue_json(const Issue& issue);
/// What went wrong, for stderr under --json.
std::string issues_document(const Issues& issues);

/// Text as people and machines both read it: two spaces of indent, UTF-8 as it is, a line break at the end.
std::string printed(const Json& document);

}  // namespace ballast
