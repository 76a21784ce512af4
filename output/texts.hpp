/// What several tables say, and the sentences of the commonest, once, in Chinese and in English; what one table alone
/// says stands beside it in both. Texts with `{}` are filled in by fmt with the values named in the comment.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>

#include "sim/engine/projection.hpp"

namespace ballast {

enum class Lang { zh, en };

enum class Phrase : int {
  headline_title,  ///< {case title}
  illustrative,    ///< {notice}
  set_besides,     ///< {what was set on the command line}
  money_nominal,
  money_constant,  ///< {price year}
  column_unit,
  column_retirees,
  column_support,
  column_deficit,
  column_depletion,
  column_peak_subsidy,
  column_peak_treasury,
  headline_units,  ///< {base year}
  never,
  path_title,  ///< {unit} {money unit}
  path_contributors,
  path_retirees,
  path_support,
  path_contributions,
  path_other_income,
  path_expenditure,
  path_subsidy,
  path_topup,
  path_passed_up,
  path_central,
  path_treasury,
  path_balance,
  path_constant,  ///< {price year}
  path_months,
  phase_history,
  phase_estimate,
  phase_projection,
  legend_history,     ///< {years}
  legend_estimate,    ///< {years}
  legend_projection,  ///< {years}
  explain_deficit,
  explain_depletion,  ///< {whole city}
  explain_support,
  explain_subsidies,
  explain_balanced,
  budget_lacks,     ///< {units}, {year}, {sum}, {its unit}
  pensions_unpaid,  ///< {units}, {year}, {sum}, {its unit}
  first_in,         ///< {unit}, {year}
  and_others,       ///< {how many}
  settle_stranger,  ///< {unit} {unit meant}
  explain_topup,
  explain_passed_up,
  explain_central,
  files_written,    ///< {directory}
  files_of_before,  ///< {files}
  run_took,         ///< {cases}{seconds}{MB}
  ensemble_title,   ///< {case title} {futures} {seed} {the sampling, or nothing}
  ensemble_antithetic,
  ensemble_sobol,
  ensemble_sobol_number,    ///< {futures} {fewer} {more}
  ensemble_stopped,         ///< {finished} {asked}
  ensemble_all_certain,     ///< {first uncertain year}
  ensemble_path,            ///< {unit} {what money is in}
  ensemble_money_nominal,   ///< {100m or 10k yuan}
  ensemble_money_constant,  ///< {100m or 10k yuan} {price year}
  ensemble_constant,        ///< {price year} {median} {2.5 %} {97.5 %} {100m or 10k yuan}
  ensemble_risks,
  ensemble_dry,  ///< {year}
  ensemble_used_up_by,
  ensemble_first_call,
  ensemble_in_need,        ///< {year}
  ensemble_never,          ///< {last year}
  ensemble_calls,          ///< {price year} {100m or 10k yuan}
  ensemble_worst,          ///< {price year} {100m or 10k yuan}
  ensemble_certain,        ///< {year}
  ensemble_certain_calls,  ///< {years} {parts of calls} {how to leave them out, or nothing}
  ensemble_part,           ///< {unit} {certain calls} {all calls} {100m or 10k yuan}
  ensemble_no_rows,        ///< {unit} {measures}
  ensemble_together,       ///< {year} {share in which nobody is called on} {units} {share in which all are}
  ensemble_error,          ///< {years}
  ensemble_error_beyond,   ///< {last year}
  ensemble_error_within,   ///< {last year}
  ensemble_more,
  ensemble_case_itself,  ///< {what budgets or pensions lack}
  ensemble_missed_plans,
  ensemble_error_unknown,
  ensemble_difference,     ///< {unit} {case} {base}
  ensemble_same_futures,   ///< {seed}
  ensemble_same_draws,     ///< {seed} {knobs}
  ensemble_other_futures,  ///< {how drawn} {how the base was drawn}
  ensemble_drawn,          ///< {seed} {sampling} {first uncertain year}
  ensemble_drawn_independent,
  ensemble_drawn_antithetic,
  ensemble_drawn_sobol,
  ensemble_with_errors,
  ensemble_one_by_one,  ///< {ensemble_with_errors, where they can be told} {what money is in}
  ensemble_front,       ///< {futures compared} {futures} {futures of the base} {as before} {what money is in}
  ensemble_apart_errors,
  ensemble_apart,  ///< {of errors, or nothing} {what money is in}
  ensemble_not_kept,
  ensemble_calls_less,         ///< {price year} {100m or 10k yuan} {mean} {2.5 %} {97.5 %}
  ensemble_calls_less_apart,   ///< {price year} {100m or 10k yuan} {mean}
  ensemble_tighter,            ///< {times} {measure}
  ensemble_tighter_and_least,  ///< {times} {measure} {times} {measure}
  ensemble_events_less,        ///< {price year} {100m or 10k yuan} {ensemble_events_errors, where they can be told}
  ensemble_events_errors,
  ensemble_together_less,  ///< {year} {difference of no unit's} {units} {difference of all}
  ensemble_ever_called,
  ensemble_events_apart,
  ensemble_explain,
  ensemble_explain_few,
  ensemble_explain_error,
  ensemble_explain_events,  ///< {price year}
  ensemble_explain_risks,   ///< {price year} {first uncertain year} {whole city}
  ensemble_explain_median,
  ensemble_explain_plans,
  ensemble_spreads,
  ensemble_spreads_set,  ///< {knobs}
  ensemble_no_spread,
  ensemble_not_told,
  ensemble_not_in_both,  ///< {measures}
  ensemble_progress,     ///< {done} {paths} {a second} {seconds left}
  ensemble_estimate,     ///< {cases} {futures} {seconds} {MB of memory} {MB on the disk}
  ensemble_resumed,      ///< {file} {futures taken} {futures}
  ensemble_starts_anew,  ///< {file} {0} {futures}
  ensemble_drawn_anew,   ///< {file}
  ensemble_damaged,      ///< {file} {how many}
  ensemble_goes_on,      ///< {futures finished} {futures} {the files}
  ensemble_file_stands,
  ensemble_file_of_finished,
  compare_title,         ///< {case A} {case B}
  compare_other_tables,  ///< {files}
  compare_none,
  compare_central,
  compare_keep_other,
  compare_first,         ///< {measure} {unit} {year} {value of the first} {of the other}
  compare_by_unit,       ///< {first year} {last year} {money unit}
  compare_nominal_sums,  ///< {year of constant prices}
  compare_by_year,       ///< {unit} {first year} {last year} {money unit}
  compare_by_measure,    ///< {unit}
  compare_deficit,
  compare_depletion,
  column_measure,
  column_year,
  column_base,
  column_other,
  column_difference,
  column_in,
  award_title,
  award_in,
  award_basic,
  award_account,
  award_transitional,
  award_total,
  life_table_legend,  ///< {interest, per cent}
  retirement_statutory,
  retirement_age,
  retirement_delay,
  retirement_divisor,
  retirement_minimum,
  retirement_earliest,
  retirement_minimum_earliest,
  retirement_latest,
  population_title,  ///< {unit}
  population_total,
  population_male,
  population_female,
  population_young,
  population_working,
  population_old,
  population_births,
  population_deaths,
  population_migrants,
  population_clipped,  ///< {persons in 10k}
  population_nobody,   ///< of a unit without residents
  population_legend,
  lee_carter_title,    ///< {method}{first age}{last age}{first year}{last year}{cells}
  lee_carter_figures,  ///< {drift}{sigma}{log-likelihood}{per cent}
  knobs_title,
  measures_title,
  data_clean,     ///< {directory}
  data_problems,  ///< {directory} {number}
  data_tables,
  data_measured,
  data_measured_till,  ///< {tables}
  data_remark,         ///< {file} {what}
  data_illustrative,
  data_written,  ///< {number} {directory}
  form_text,
  form_other_type,
  form_group,
  form_link,
  form_other_object,
  form_unreadable,
  form_axis,
  issue_expected,
  issue_remedy,
  count_
};

/// A text in one language.
std::string_view phrase(Phrase id, Lang lang);
/// The same with its values filled in.
template <class... Values>
std::string filled(Phrase id, Lang lang, Values&&... values) {
  return fmt::format(fmt::runtime(phrase(id, lang)), std::forward<Values>(values)...);
}
std::string_view in(const Label& label, Lang lang);
inline std::string_view in(Lang lang, std::string_view zh, std::string_view en) { return lang == Lang::zh ? zh : en; }

}  // namespace ballast
