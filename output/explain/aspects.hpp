/// What a reader of an explanation may ask for, and what of it is then told.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "output/prose/sentences.hpp"

namespace ballast {

enum class Aspect { all, gap, subsidy, treasury, balance, budget, contributions, other_income, expenditure };

/// What belongs to an aspect: sentences by topic, ledger lines by how they begin, and words that ask for it.
struct AspectRow {
  Aspect aspect;
  std::string_view name;
  std::vector<Topic> topics;
  std::vector<std::string_view> lines;  ///< none: no ledger
  bool need = false;                    ///< the chain from need to payer
  std::vector<std::string_view> measures;
};

const AspectRow& row_of(Aspect aspect);

/// Whether a line of the ledger, or a sentence, belongs to the aspect.
bool wanted(const AspectRow& row, std::string_view line);
bool told(const AspectRow& row, const Sentence& sentence);

/// `gap`, `treasury`, …, or the key of a measure that belongs to one; nothing for any other word.
std::optional<Aspect> find_aspect(std::string_view name);
std::vector<std::string> aspect_names();

}  // namespace ballast
