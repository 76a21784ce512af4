#include "apps/cli/form_check.hpp"

#include <fmt/format.h>

#include "output/prose/sentences.hpp"
#include "sim/engine/levels.hpp"

namespace ballast::cli {

namespace {

constexpr std::string_view kOpening = "opening_balance";  // the one entry that may be below zero

class FormCheck {
 public:
  explicit FormCheck(const FormFile& file) : file_(file), form_(file.form) {}

  Issues figures() {
    for (std::size_t c = 0; c < form_.units.size(); ++c) {
      check_entries(form_.units[c], form_.figures[c]);
      check_level(form_.units[c], form_.figures[c].sheet);
      if (form_.annexes[c]) check_annex(form_.units[c], *form_.annexes[c]);
    }
    check_entries(pool_, form_.pool);
    return std::move(issues_);
  }
  Issues relations() {
    for (std::size_t c = 0; c < form_.units.size(); ++c) check_unit(form_.units[c], form_.figures[c]);
    check_pool();
    return std::move(issues_);
  }

 private:
  void complain(const std::string& column, std::string_view line, std::string what, std::string expected) {
    issues_.push_back(file_.issue(column, line, std::move(what), std::move(expected)));
  }

  void check_entries(const std::string& column, const FormFigures& figures) {
    for (const FormCsvRow& row : form_csv_rows())
      if (row.entry && row.key != kOpening && row.value(figures) < Fen{})
        complain(column, row.key, fmt::format("{} is negative", row.key), "an amount, or 0");
  }

  void check_level(const std::string& unit, const BudgetSheet& sheet) {
    for (const FormLine line : {FormLine::subordinate_subsidy, FormLine::subordinate_levy}) {
      const std::string_view key = kFormCatalogue[static_cast<std::size_t>(line)].key;
      if (sheet.at(line) != Fen{})
        complain(unit, key, fmt::format("{} is a line of {} alone", key, kPoolName), "nothing");
    }
  }

  void check_unit(const std::string& unit, const FormFigures& f) {
    const Fen subsidy = f.sheet.at(FormLine::superior_subsidy), kinds = f.paid.total() + f.support;
    if (subsidy != kinds)
      complain(unit, "superior_subsidy",
               fmt::format("{}: superior_subsidy is {}, but by kind it gives {}", unit, yuan_text(subsidy),
                           yuan_text(kinds)),
               "share_of_gap + fixed + adjustment + special + unified_support");
    const Fen levy = f.sheet.at(FormLine::superior_levy);
    if (f.surplus > levy)
      complain(unit, "unified_surplus", "unified_surplus is not a part of superior_levy",
               fmt::format("0 … {}", yuan_text(levy)));
    const Fen most = max(Fen{}, f.sheet.opening);
    if (f.usable > most)
      complain(unit, "usable_balance", "usable_balance is not a part of the opening balance",
               fmt::format("0 … {}", yuan_text(most)));
  }

  void check_annex(const std::string& unit, const Annex& annex) {
    for (std::size_t i = 0; i < kAnnexRows; ++i)
      if (const auto flaw = annex_flaw(annex, i)) complain(unit, kAnnexCatalogue[i].key, flaw->what, flaw->expected);
  }

  /// What units get from the pool, or give it, stands in both columns.
  void check_pool() {
    const auto both = [this](FormLine of_units, FormLine of_pool) {
      Fen units{};
      for (const FormFigures& f : form_.figures) units += f.sheet.at(of_units);
      const Fen pool = form_.pool.sheet.at(of_pool);
      const std::string_view key = kFormCatalogue[static_cast<std::size_t>(of_pool)].key;
      if (units != pool)
        complain(pool_, key,
                 fmt::format("{} {} is {}, but the units have {} of it", pool_, key, yuan_text(pool), yuan_text(units)),
                 "one amount on both sides (44-2.2)");
    };
    both(FormLine::superior_subsidy, FormLine::subordinate_subsidy);
    both(FormLine::superior_levy, FormLine::subordinate_levy);
    const BudgetSheet& sheet = form_.pool.sheet;
    if (sheet.closing() < min(Fen{}, sheet.opening))
      complain(pool_, "closing_balance", fmt::format("{} closes below zero, at {}", pool_, yuan_text(sheet.closing())),
               "a budget without deficit (44-2.5)");
  }

  const FormFile& file_;
  const FilledForm& form_;
  const std::string pool_{kPoolName};
  Issues issues_;
};

}  // namespace

Issues figure_issues(const FormFile& file) { return FormCheck(file).figures(); }

Issues relation_issues(const FormFile& file) { return FormCheck(file).relations(); }

}  // namespace ballast::cli
