/// The verbs of the command line: what each is called, which options it knows, and what it does.
#pragma once

#include <string_view>
#include <vector>

#include "apps/cli/arguments.hpp"
#include "apps/cli/console.hpp"

namespace ballast::cli {

/// One verb and its deed; the deed returns the exit code.
struct Command {
  Verb verb;
  int (*act)(const Arguments& arguments, const Console& console);
};

/// All verbs, in the order in which help shows them.
const std::vector<Command>& commands();

/// The general help.
std::string help_text(Lang lang);

int run_cases(const Arguments& arguments, const Console& console);
int draw_ensembles(const Arguments& arguments, const Console& console);
int compare_cases(const Arguments& arguments, const Console& console);
int study_scenarios(const Arguments& arguments, const Console& console);
int inspect_result(const Arguments& arguments, const Console& console);
int export_result(const Arguments& arguments, const Console& console);
int verify_file(const Arguments& arguments, const Console& console);
int validate_output(const Arguments& arguments, const Console& console);
int rerun_result(const Arguments& arguments, const Console& console);
int award_pension(const Arguments& arguments, const Console& console);
int retirement_months(const Arguments& arguments, const Console& console);
int life_table_of(const Arguments& arguments, const Console& console);
int fit_mortality(const Arguments& arguments, const Console& console);
int backtest_past(const Arguments& arguments, const Console& console);
int calibrate_case(const Arguments& arguments, const Console& console);
int settle_year(const Arguments& arguments, const Console& console);
int budget_of_year(const Arguments& arguments, const Console& console);
int explain_year(const Arguments& arguments, const Console& console);
int execute_budget(const Arguments& arguments, const Console& console);
int compare_rules_of(const Arguments& arguments, const Console& console);
int assess_targets(const Arguments& arguments, const Console& console);
int project_residents(const Arguments& arguments, const Console& console);
int tend_data(const Arguments& arguments, const Console& console);
int list_knobs(const Arguments& arguments, const Console& console);
int list_measures(const Arguments& arguments, const Console& console);
int print_version(const Arguments& arguments, const Console& console);
int print_help(const Arguments& arguments, const Console& console);

}  // namespace ballast::cli
