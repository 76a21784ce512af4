#include "apps/cli/ensemble_files.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <limits>

#include "apps/cli/installation.hpp"
#include "apps/cli/projection_request.hpp"
#include "output/files/future_file.hpp"
#include "output/hash/sha256.hpp"
#include "output/hdf5/read_ensemble.hpp"
#include "scenarios/resolved_inputs.hpp"
#include "sim/studies/future_values.hpp"

namespace ballast::cli {

namespace {

std::string result_file(const EnsembleTarget& target, const std::string& case_key) {
  return (std::filesystem::path(target.directory) / (case_key + ".h5")).string();
}

/// All that the futures' numbers follow from, and what of them is kept.
Origin origin_of(const Scenario& scenario, const Projection& central, const EnsembleRequest& request) {
  std::string measures, inputs;
  for (const Measure measure : request.measures)
    measures += (measures.empty() ? "" : ",") + std::string(row(measure).key);
  for (const SourceFile& file : scenario.files) inputs += file.path + " " + *file.text + "\n";
  for (const auto& [name, value] : resolved_inputs(scenario)) inputs += name + " " + value + "\n";
  const Provenance program = this_program();
  return {{"case", central.case_key},
          {"place", central.place},
          {"years", fmt::format("{}-{}", central.base_year, central.last_year)},
          {"seed", std::to_string(request.seed)},
          {"sampling", std::string(key(request.sampling))},
          {"measures", measures.empty() ? "headline" : measures},
          {"prices", request.constant_prices ? std::to_string(central.price_year) : "nominal"},
          {"flows", request.keep_flows ? "kept" : "not kept"},
          {"stage 1", request.reuse ? "reused " + request.reuse->seal : "drawn"},
          {"program", fmt::format("{} {} {}", program.program_version, program.git_sha, program.compiler)},
          {"instructions", central.provenance.instruction_class},
          {"inputs", sha256(inputs)}};
}

/// A file could not be written: the futures of all cases may have taken hours, so they stay for a later run, and
/// whoever reads the folder is told which files are whole. Where somebody took them away meanwhile nothing stays.
Issues with_what_stays(Issues issues, const EnsembleTarget& target, const std::vector<Ensemble>& ensembles,
                       const std::vector<std::string>& whole) {
  for (const Ensemble& ensemble : ensembles) {
    if (ensemble.values) ensemble.values->keep(true);
    std::error_code error;
    if (!std::filesystem::exists(result_file(target, ensemble.central.case_key) + kUnfinished, error)) return issues;
  }
  for (Issue& issue : issues)
    issue.remedy = whole.empty() ? "the futures are kept: once the file can be written, run again with --resume"
                                 : fmt::format(
                                       "the futures are kept and {} written: once the file can be written, run "
                                       "again with --resume",
                                       fmt::join(whole, ", "));
  return issues;
}

/// How many futures an earlier run finished for this one: those of whole tiles. A part of one is drawn again.
int futures_taken(const FutureStore& store, const StoreShape& shape, int paths) {
  int taken = 0;
  for (int tile = 0; tile < shape.tiles; ++tile)
    if (const int width = shape.width_of(tile, paths); store.finished(tile) >= width) taken += width;
  return taken;
}

/// Bytes in GB, with as many digits as say anything.
std::string gigabytes(double bytes) {
  constexpr double kGiga = 1e9;
  const double giga = bytes / kGiga;
  return fmt::format("{:.{}f}", giga, giga < 1 ? 3 : giga < 100 ? 1 : 0);
}

/// What an earlier run left of the futures that are now asked for.
double bytes_to_go_on_with(const EnsembleTarget& target, const std::vector<Ensemble>& ensembles) {
  double bytes = 0;
  for (const Ensemble& ensemble : ensembles) {
    std::error_code error;
    const auto size = std::filesystem::file_size(result_file(target, ensemble.central.case_key) + kUnfinished, error);
    if (target.resume && !error) bytes += static_cast<double>(size);
  }
  return bytes;
}

}  // namespace

Expected<EnsembleTarget> ensemble_target(const Arguments& arguments) {
  EnsembleTarget target{.directory = arguments.value("out"),
                        .kept = {.paths = arguments.on("keep-paths"),
                                 .flows = arguments.on("keep-flows"),
                                 .compress = arguments.on("compress")},
                        .resume = arguments.on("resume")};
  Issues issues;
  for (const char* option : {"keep-paths", "keep-flows", "compress", "resume"})
    if (arguments.on(option) && !arguments.has("out"))
      issues.push_back(usage_issue(fmt::format("--{} without --out", option), "--out DIR"));
  if (target.kept.compress && !target.kept.paths && !target.kept.flows)
    issues.push_back(usage_issue("--compress with nothing to compress", "--keep-paths, --keep-flows or both"));
  if (arguments.has("out"))
    refuse_one_name_for_two(arguments.operands(), issues);
  else
    refuse_one_case_twice(arguments.operands(), issues);
  if (!issues.empty()) return fail(std::move(issues));
  return target;
}

Issues nothing_to_resume(const EnsembleTarget& target, const std::vector<std::string>& cases) {
  Issues standing;
  if (!target.resume) return standing;
  std::error_code error;
  for (const std::string& name : cases) {
    const std::string file = result_file(target, std::filesystem::path(name).stem().string());
    if (std::filesystem::exists(file, error) && !std::filesystem::exists(file + kUnfinished, error))
      standing.push_back(
          issue_in(IssueKind::data, file, "nothing to resume: a result stands here, and nothing unfinished beside it",
                   "an unfinished run of the case", "move it away, or run without --resume, which replaces it"));
  }
  return standing;
}

StoreMaker store_of(const EnsembleTarget& target, const Console& console) {
  if (target.directory.empty()) return nameless_store();
  return [target, console](const Scenario& scenario, const Projection& central, const EnsembleRequest& request,
                           const StoreShape& shape) -> Expected<std::unique_ptr<FutureStore>> {
    const std::string file = result_file(target, central.case_key);
    auto store = FutureFile::beside(file, shape, origin_of(scenario, central, request), target.resume);
    if (!store) return fail(std::move(store.error()));
    const int taken = futures_taken(**store, shape, request.paths);
    if (target.resume)
      tell(console, filled(taken > 0 ? Phrase::ensemble_resumed : Phrase::ensemble_starts_anew, console.lang, file,
                           taken, request.paths));
    if ((*store)->discarded()) tell(console, filled(Phrase::ensemble_drawn_anew, console.lang, file + kUnfinished));
    if ((*store)->damaged() > 0)
      tell(console, filled(Phrase::ensemble_damaged, console.lang, file + kUnfinished, (*store)->damaged()));
    return std::move(*store);
  };
}

double disk_bytes(const EnsembleTarget& target, const Ensemble& one, std::size_t cases, double paths) {
  const FutureLayout& layout = one.values->layout();
  const auto scopes = static_cast<std::size_t>(layout.scopes()), years = static_cast<std::size_t>(layout.years);
  const std::size_t sights = scopes * (2 * years * sizeof(float) + 2 * sizeof(double));
  const double draws = static_cast<double>(layout.measures.size() * layout.table() * sizeof(float) + sights),
               flows = static_cast<double>(lasting_flows().size() * layout.unit_table() * sizeof(double));
  const double future = static_cast<double>(layout.series() * sizeof(double)) + (target.kept.paths ? draws : 0) +
                        (target.kept.flows ? flows : 0);
  return static_cast<double>(cases) * paths * future;
}

double free_bytes(const EnsembleTarget& target) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path where = target.directory.empty() ? fs::temp_directory_path(error) : fs::path(target.directory);
  const fs::space_info room = fs::space(where, error);
  return error ? std::numeric_limits<double>::infinity() : static_cast<double>(room.available);
}

std::string trial_folder(const EnsembleTarget& target) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path temporary = fs::temp_directory_path(error);
  if (target.directory.empty() || (!error && ::access(temporary.c_str(), W_OK | X_OK) == 0)) return {};
  fs::path near = fs::absolute(target.directory, error);
  while (!fs::exists(near, error) && near.has_relative_path()) near = near.parent_path();
  return near.string();
}

EnsembleRequest trial_of(const EnsembleRequest& request, int paths, const EnsembleTarget& target,
                         StoredFutures& stored) {
  EnsembleRequest trial = request;
  trial.paths = paths, trial.store = nameless_store(trial_folder(target));
  if (request.reuse) {
    stored = *request.reuse, stored.paths = paths;
    trial.reuse = &stored;
  }
  return trial;
}

Issues too_large(const Planner& planner, const std::vector<std::string>& cases, const RunRequest& run,
                 const EnsembleRequest& request, const EnsembleTarget& target) {
  constexpr int kSurelyFit = 2000;
  if (request.paths <= kSurelyFit) return {};
  StoredFutures stored;
  const EnsembleRequest trial = trial_of(request, 1, target, stored);
  const auto tried = planner.ensembles(cases, run, trial);
  if (!tried) return tried.error();
  const double each = disk_bytes(target, tried->front(), tried->size(), 1),
               room = free_bytes(target) + bytes_to_go_on_with(target, *tried), most = room / each;
  if (request.paths <= most) return {};
  return {issue_of(IssueKind::data,
                   fmt::format("--paths {} would take {} GB on the disk; {} has {} GB", request.paths,
                               gigabytes(each * request.paths),
                               target.directory.empty() ? "the folder for temporary files (TMPDIR)" : target.directory,
                               gigabytes(room)),
                   fmt::format("at most {:.0f} paths, or fewer --measures", most))};
}

Expected<std::optional<StoredFutures>> stored_futures(const Arguments& arguments) {
  if (!arguments.has("reuse-flows")) return std::nullopt;
  const std::string path = arguments.value("reuse-flows");
  Issues issues;
  for (const char* option : {"paths", "seed", "sampling"})
    if (arguments.has(option))
      issues.push_back(usage_issue(fmt::format("--{} beside --reuse-flows", option),
                                   "no --paths, --seed or --sampling: those of the file are used"));
  if (!issues.empty()) return fail(std::move(issues));
  auto stored = read_stored_futures(path);
  if (!stored) return fail(std::move(stored.error()));
  return std::optional(std::move(*stored));
}

Expected<void> spares_what_is_reused(const Arguments& arguments, const EnsembleTarget& target) {
  if (!arguments.has("reuse-flows") || target.directory.empty()) return {};
  const std::filesystem::path reused = arguments.value("reuse-flows");
  for (const std::string& file : result_files(arguments.operands(), {"h5"})) {
    std::error_code not_there;
    if (std::filesystem::equivalent(std::filesystem::path(target.directory) / file, reused, not_there))
      return fail(usage_issue(fmt::format("--reuse-flows {}: the result would take its place", reused.string()),
                              "--out with another directory"));
  }
  return {};
}

Expected<std::vector<EnsembleAnswer>> write_ensembles(const std::vector<Ensemble>& ensembles,
                                                      const EnsembleTarget& target) {
  std::vector<EnsembleAnswer> answers;
  std::vector<std::string> whole;
  for (const Ensemble& ensemble : ensembles) {
    EnsembleAnswer& answer = answers.emplace_back(EnsembleAnswer{&ensemble, {}});
    if (target.directory.empty()) continue;
    const std::string file = result_file(target, ensemble.central.case_key);
    if (ensemble.paths < ensemble.asked) {
      if (ensemble.values) ensemble.values->keep(true);
      std::error_code ignored;
      if (std::filesystem::exists(file, ignored)) continue;  // a shorter one never takes the place of what stands there
    }
    answer.files = {file};
    if (const auto written = write_ensemble(answer.files.front(), ensemble, target.kept); !written)
      return fail(with_what_stays(written.error(), target, ensembles, whole));
    whole.push_back(file);
  }
  for (const Ensemble& ensemble : ensembles)
    if (ensemble.values && ensemble.paths == ensemble.asked) ensemble.values->keep(false);
  return answers;
}

}  // namespace ballast::cli
