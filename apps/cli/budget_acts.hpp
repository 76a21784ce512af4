/// The life cycle of a budget on disk: `FILE` and its records in `FILE.records` (44-2.1 … 44-2.4).
#pragma once

#include "apps/cli/arguments.hpp"
#include "apps/cli/budget_file.hpp"
#include "apps/cli/console.hpp"
#include "output/budget/records.hpp"
#include "output/prose/unit_names.hpp"

namespace ballast::cli {

/// A budget with its records.
struct KeptBudget {
  BudgetFile file;
  BudgetRecords records;
  Lang lang = Lang::zh;        ///< in which its reader is told of units
  std::vector<Label> names{};  ///< of them in both languages; none: they stay as they are

  std::string listed(const std::vector<std::string>& units) const { return listed_units(names, units, lang); }
  /// Units by the names of the file, whichever of their two names they were given; strangers stay as they are.
  std::vector<std::string> own_names(std::vector<std::string> given) const;
};

/// In which language units are told: documents keep the names of the file.
Lang lang_of_units(const Console& console);

/// Reads both; records that are broken are no issue here, they are told by `records.broken`. A budget that cannot be
/// read because it was changed keeps its bytes alone.
Expected<KeptBudget> read_kept_budget(const std::string& path, const Console& console);

/// The same, refusing a budget whose chain of bytes is broken.
Expected<KeptBudget> read_intact_budget(const std::string& path, const Console& console);

/// Puts a draft on disk and on record. A draft that stands there already, byte for byte, is left as it is.
Expected<KeptBudget> keep_draft(const std::string& path, const std::string& bytes, BudgetStep step,
                                const Console& console);

/// `notify | review | approve | amend FILE --by OFFICE --on DATE`
int act_on_budget(const Arguments& arguments, const Console& console);
/// `status FILE`; `verify FILE [--head SHA256]`, exit code 1 when a byte chain is broken.
int show_budget_status(const Arguments& arguments, const Console& console);

/// What `draft`, the acts and `status` answer.
std::string budget_status(const KeptBudget& kept, const Console& console);

/// `--by` and `--on`; the office of a draft may go unsaid, and its day too.
Expected<BudgetStep> step_of(const Arguments& arguments, BudgetAct act);

}  // namespace ballast::cli
