/// The life of a budget: draft → notified → reviewed → approved (44-2.1, 44-2.3, 44-2.4). Pure rules on records that
/// are only ever added: who may do what, after what, and on which day.
///   draft     the city agency draws it up; a further draft before the approval starts the steps anew
///   notified  when every unit has been told of it
///   reviewed  when 人社 and 财政 have both looked at it
///   approved  by the city government; from then on nothing may change
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/base/date.hpp"
#include "models/base/quantity.hpp"

namespace ballast {

enum class BudgetAct { draft, notify, review, approve };
enum class BudgetState { none, draft, notified, reviewed, approved };
/// Who acts. 市级经办机构, 市人力资源和社会保障局, 市财政局, 市人民政府
enum class Office { agency, human_resources, finance, government };

inline constexpr std::string_view kActKeys[]{"draft", "notify", "review", "approve"};
inline constexpr std::string_view kStateKeys[]{"none", "draft", "notified", "reviewed", "approved"};

constexpr std::string_view key(BudgetAct act) { return kActKeys[static_cast<int>(act)]; }
constexpr std::string_view key(BudgetState state) { return kStateKeys[static_cast<int>(state)]; }
std::optional<BudgetAct> find_act(std::string_view key);

/// The clause an act rests on: 44-2.1, 44-2.3 or 44-2.4.
std::string_view clause(BudgetAct act);

/// The office a name stands for: 人社局, 濮阳市财政局, human_resources, …; none for a county's office or a stranger.
std::optional<Office> find_office(std::string_view name);

/// One thing done to a budget.
struct BudgetStep {
  BudgetAct act = BudgetAct::draft;
  std::string office;                ///< as the user named it
  std::optional<Date> on{};          ///< only a draft may go without
  std::vector<std::string> units{};  ///< told, of a notification; of a draft, whose budgets it holds
  std::optional<Year> year{};        ///< of a draft: the year it is for
  /// Of the same office, whichever of its names is used.
  friend bool operator==(const BudgetStep& a, const BudgetStep& b);
};

/// Where a budget stands after its steps.
struct BudgetProgress {
  BudgetState state = BudgetState::none;
  std::vector<std::string> to_notify{};  ///< units not told yet
  bool reviewed_by_human_resources = false, reviewed_by_finance = false;
  std::optional<Date> last{};  ///< the latest day on record

  /// Whose review is still to come.
  std::vector<Office> reviews_to_come() const;
};

/// Why a step is refused: what is said of it, after its name; empty: it is not. Units stand where the last `{}` is, so
/// that a reader can be told them in his language.
struct Refusal {
  std::string what, remedy;
  std::vector<std::string> units{};
};

/// The refusal with its units put in as they are `listed`.
Refusal with_units(Refusal refusal, std::string_view listed);

BudgetProgress progress(std::span<const BudgetStep> steps, std::span<const std::string> units);

/// Whether the act is for this office.
std::optional<Refusal> wrong_office(const BudgetStep& next);

/// A budget of a year is drawn up, told and approved for that year (44-2.1 … 44-2.4): no step is dated after it.
std::optional<Refusal> after_the_year(const BudgetStep& next, Year year);

/// Whether the next step may be taken. `units`: all units of the budget.
std::optional<Refusal> refusal(std::span<const BudgetStep> steps, std::span<const std::string> units,
                               const BudgetStep& next);

}  // namespace ballast
