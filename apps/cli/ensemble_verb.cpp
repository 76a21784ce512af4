/// `ballast ensemble CASE…`: many futures of each case, the same in all of them.
#include <fmt/format.h>

#include <algorithm>

#include "apps/cli/ensemble_estimate.hpp"
#include "apps/cli/ensemble_files.hpp"
#include "apps/cli/installation.hpp"
#include "apps/cli/measure_names.hpp"
#include "apps/cli/progress_line.hpp"
#include "apps/cli/projection_request.hpp"
#include "apps/cli/signals.hpp"
#include "apps/cli/verbs.hpp"
#include "output/ensemble/difference_table.hpp"
#include "output/ensemble/ensemble_document.hpp"
#include "output/ensemble/ensemble_table.hpp"
#include "output/files/future_file.hpp"
#include "output/files/new_folders.hpp"
#include "output/files/safe_file.hpp"
#include "sim/studies/ensemble_draws.hpp"

namespace ballast::cli {
namespace {

std::vector<Measure> measures_of(const Arguments& arguments, Issues& issues) {
  if (!arguments.has("measures")) return {};
  NamedMeasures named = measures_named(split_keys(arguments.value("measures")));
  for (const std::string& name : named.unknown)
    issues.push_back(usage_issue(fmt::format("--measures: no measure '{}'", name), "keys of `ballast measures`, or all",
                                 measure_meant(name, {"all"})));
  if (named.measures.empty() && issues.empty())
    issues.push_back(usage_issue("--measures is empty", "keys of `ballast measures`, or all"));
  return std::move(named.measures);
}

/// The number of an option where it is written; one too large for any variable is out of the range of all others.
template <class Number>
void read_number(const Arguments& arguments, const std::string& name,
                 std::optional<Number> (Arguments::*read)(const std::string&, Issues&) const,
                 Issue (*out_of_range)(std::string_view), Number& into, Issues& issues) {
  Issues unread;
  into = (arguments.*read)(name, unread).value_or(into);
  for (Issue& wrong : unread)
    issues.push_back(wrong.kind == IssueKind::data ? out_of_range(arguments.value(name)) : std::move(wrong));
}

Expected<EnsembleRequest> ensemble_request(const Arguments& arguments) {
  Issues issues;
  EnsembleRequest request;
  read_number(arguments, "paths", &Arguments::whole, &paths_issue, request.paths, issues);
  read_number(arguments, "seed", &Arguments::long_whole, &seed_issue, request.seed, issues);
  for (Issue& wrong : request_issues(request)) issues.push_back(std::move(wrong));
  const std::string sampling = arguments.value("sampling", std::string(key(request.sampling)));
  if (const auto known = sampling_from_key(sampling))
    request.sampling = *known;
  else
    issues.push_back(usage_issue(fmt::format("--sampling: no choice '{}'", sampling), sampling_names(" | "),
                                 did_you_mean(sampling, sampling_names())));
  request.measures = measures_of(arguments, issues);
  if (!issues.empty()) return fail(std::move(issues));
  return request;
}

/// What the command line asks for.
struct Wanted {
  ProjectionRequest run;
  EnsembleRequest request;
  EnsembleTarget target;
};

/// All of it, or all that is wrong with its words and, as far as they could be read, with the cases they name.
Expected<Wanted> wanted(const Planner& planner, const Arguments& arguments) {
  auto run = projection_request(arguments);
  auto request = ensemble_request(arguments);
  auto target = ensemble_target(arguments);
  if (run && request && target) {
    request->threads = run->run.threads, request->constant_prices = run->constant_prices;
    request->keep_flows = target->kept.flows;
    return Wanted{std::move(*run), std::move(*request), std::move(*target)};
  }
  Issues issues;
  const auto take = [&issues](const auto& part) {
    if (!part) issues.insert(issues.end(), part.error().begin(), part.error().end());
  };
  take(run), take(request), take(target);
  if (run) {
    RunRequest check = run->run;
    check.check_only = true;
    const auto sound = planner.ensembles(arguments.operands(), check, {});
    take(sound);
    if (sound) take(check_shown(planner, arguments.operands().front(), *run));
  }
  return fail(std::move(issues));
}

/// Bad input leaves no directory behind, and a bad directory costs nobody a computation: first the one, then the other.
Expected<void> ready_to_write(const Planner& planner, const Arguments& arguments, const ProjectionRequest& run,
                              const EnsembleRequest& request, const EnsembleTarget& target) {
  if (Issues standing = nothing_to_resume(target, arguments.operands()); !standing.empty())
    return fail(std::move(standing));
  if (target.directory.empty() || arguments.on("dry-run")) return {};
  RunRequest check = run.run;
  check.check_only = true;
  if (const auto sound = planner.ensembles(arguments.operands(), check, request); !sound) return fail(sound.error());
  return prepare_directory(target.directory, result_files(arguments.operands(), {"h5"}));
}

std::string tables(const std::vector<EnsembleAnswer>& answers, int row, const TableStyle& style) {
  const Ensemble& first = *answers.front().ensemble;
  std::string out;
  for (const EnsembleAnswer& answer : answers) out += ensemble_table(*answer.ensemble, row, style) + "\n";
  for (std::size_t c = 1; c < answers.size(); ++c)
    out += difference_table(first, *answers[c].ensemble, row, style) + "\n";
  std::vector<const Ensemble*> all;
  for (const EnsembleAnswer& answer : answers) all.push_back(answer.ensemble);
  return out + ensemble_legend(all, style);
}

/// What is printed of the answers.
std::string shown(const std::vector<EnsembleAnswer>& answers, int row, const ProjectionRequest& run,
                  const Console& console) {
  if (console.json) return ensemble_document(answers);
  return tables(answers, row, {console.lang, console.colour, run.constant_prices});
}

/// What would be printed of a trial's few futures.
ShownAnswer shown_in_trial(const ProjectionRequest& run, const Console& console) {
  return [&run, &console](const std::vector<Ensemble>& all) {
    std::vector<EnsembleAnswer> answers;
    for (const Ensemble& ensemble : all) answers.push_back({&ensemble, {}});
    return shown(answers, shown_unit(all.front().central, run).value_or(0), run, console);
  };
}

/// Draws with a line of progress, until a signal asks to stop.
Expected<std::vector<Ensemble>> drawn(const Planner& planner, const Arguments& arguments, const RunRequest& run,
                                      EnsembleRequest request, const Console& console) {
  ProgressLine progress(console);
  request.progress = [&progress](const EnsembleProgress& so_far) {
    progress.show(so_far);
    return !StopOnSignal::asked();
  };
  auto ensembles = planner.ensembles(arguments.operands(), run, request);
  if (ensembles)
    for (Ensemble& ensemble : *ensembles) stamp(ensemble.central);
  return ensembles;
}

bool is_whole(const Ensemble& ensemble) { return ensemble.paths == ensemble.asked; }

void tell_of_files(const std::vector<EnsembleAnswer>& answers, const EnsembleTarget& target, const Console& console) {
  if (target.directory.empty()) return;
  const bool all_new = std::none_of(answers.begin(), answers.end(), [](const auto& of) { return of.files.empty(); });
  const Phrase files = all_new ? Phrase::ensemble_file_of_finished : Phrase::ensemble_file_stands;
  const auto cut = std::find_if(answers.begin(), answers.end(), [](const auto& of) { return !is_whole(*of.ensemble); });
  if (cut != answers.end())
    tell(console, filled(Phrase::ensemble_goes_on, console.lang, cut->ensemble->paths, cut->ensemble->asked,
                         phrase(files, console.lang)));
  else if (!console.json)
    tell(console, filled(Phrase::files_written, console.lang, target.directory));
}

}  // namespace

int draw_ensembles(const Arguments& arguments, const Console& console) try {
  if (arguments.operands().empty())
    return refuse(console, {usage_issue("ensemble needs a case", "ballast ensemble baseline --paths 1000",
                                        "ballast help ensemble")});
  const auto planner = open_planner();
  if (!planner) return refuse(console, planner.error());
  auto asked = wanted(*planner, arguments);
  if (!asked) return refuse(console, asked.error());
  auto& [run, request, target] = *asked;
  if (const auto spared = spares_what_is_reused(arguments, target); !spared) return refuse(console, spared.error());
  const auto stored = stored_futures(arguments);
  if (!stored) return refuse(console, stored.error());
  if (*stored) {
    request.reuse = &**stored;
    request.paths = (*stored)->paths, request.seed = (*stored)->seed, request.sampling = (*stored)->sampling;
  }
  if (const auto known = check_shown(*planner, arguments.operands().front(), run); !known)
    return refuse(console, known.error());
  const NewFolders folder(target.directory);
  const auto refused = [&](const Issues& why) {
    folder.take_back();
    return refuse(console, why);
  };
  if (const auto ready = ready_to_write(*planner, arguments, run, request, target); !ready)
    return refused(ready.error());
  if (arguments.on("dry-run"))
    return estimate(*planner, arguments, run, request, target, shown_in_trial(run, console), console);
  if (const Issues large = too_large(*planner, arguments.operands(), run.run, request, target); !large.empty())
    return refused(large);
  request.store = store_of(target, console);
  const StopOnSignal stopping;
  const auto ensembles = drawn(*planner, arguments, run.run, std::move(request), console);
  if (!ensembles) return refused(ensembles.error());
  if (ensembles->front().paths == 0) return StopOnSignal::tell_and_code();
  const auto row = shown_unit(ensembles->front().central, run);
  if (!row) return refuse(console, row.error());
  const auto answers = write_ensembles(*ensembles, target);
  if (!answers) return refuse(console, answers.error());
  const int code = answer(shown(*answers, *row, run, console));
  tell_of_files(*answers, target, console);
  if (!target.directory.empty()) tell_of_files_of_before(console, target.directory, arguments.operands(), {"h5"});
  const bool late = std::all_of(ensembles->begin(), ensembles->end(), is_whole);  // then a signal changed nothing
  return StopOnSignal::asked() && !late ? StopOnSignal::tell_and_code() : code;
} catch (const StoreError& error) {  // differences read the futures again
  return refuse(console, {lost(error)});
}

}  // namespace ballast::cli
