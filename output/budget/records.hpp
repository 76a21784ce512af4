/// The records of a budget: one line of JSON for each step of its life, only ever added to (44-2.4, 44-4.2). They stand
/// beside the budget in `FILE.records`. Every record carries the SHA-256 of the budget it speaks of and of the record
/// before it, and closes with the SHA-256 of its own line up to that point, so a changed byte shows where it is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/base/expected.hpp"
#include "models/budget/life_cycle.hpp"

namespace ballast {

struct BudgetRecord {
  BudgetStep step;
  std::string budget_sha256;
  std::string previous_sha256;  ///< of the record before; empty for the first
  std::string sha256;           ///< of this record
};

/// Where the chain of bytes is broken.
struct BrokenLink {
  int record = 0;  ///< from 1; 0: the budget file itself
  std::string what;
  std::vector<std::string> units{};  ///< of a step that is refused for them: they stand where the last `{}` is

  /// What is told, the units as they are `listed`.
  std::string told(std::string_view listed) const { return with_units({what, {}, units}, listed).what; }
};

struct BudgetRecords {
  std::vector<BudgetRecord> all;
  std::vector<BrokenLink> broken;  ///< empty: every byte is as it was written

  std::vector<BudgetStep> steps() const;
  std::string head() const { return all.empty() ? std::string{} : all.back().sha256; }
};

/// Reads records and holds each against the one before, against itself, and against the rules of the life cycle.
/// `units` empty: those that the records name, for a budget that can no longer be read.
BudgetRecords read_records(std::string_view text, const std::vector<std::string>& units);

/// Holds the budget's bytes against the last record; adds a broken link with number 0 when they differ.
void check_budget_bytes(BudgetRecords& records, std::string_view budget);

/// The line of the next record, with its line break.
std::string record_line(const BudgetRecords& before, const BudgetStep& step, const std::string& budget_sha256);

/// `FILE.records`
std::string records_path(const std::string& budget_path);

}  // namespace ballast
