#include "output/rerun/rerun.hpp"

#include <fmt/format.h>
#include <stdlib.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>

#include "output/comparison/comparison.hpp"
#include "output/files/future_file.hpp"
#include "output/files/safe_file.hpp"
#include "output/hdf5/ensemble_file.hpp"
#include "output/hdf5/result_file.hpp"
#include "output/hdf5/seal.hpp"
#include "sim/planner.hpp"

namespace ballast {

namespace {

namespace fs = std::filesystem;

/// How a result is made again.
struct Again {
  int threads = 0;
  const std::function<bool(const EnsembleProgress&)>& progress;
};

/// A folder of its own that goes away again.
class Workshop {
 public:
  Workshop() {
    std::error_code error;
    path_ = (fs::temp_directory_path(error) / "ballast-rerun-XXXXXX").string();
    made_ = ::mkdtemp(path_.data()) != nullptr;
    error_ = made_ ? 0 : errno;
  }
  ~Workshop() {
    std::error_code ignored;
    if (made_) fs::remove_all(path_, ignored);
  }
  Workshop(const Workshop&) = delete;
  Workshop& operator=(const Workshop&) = delete;
  bool made() const { return made_; }
  int error() const { return error_; }  ///< why it was not made
  const std::string& path() const { return path_; }

 private:
  std::string path_;
  bool made_ = false;
  int error_ = 0;
};

/// A file may name only what lies below the folder it is laid out in.
bool stays_inside(const std::string& name) {
  const fs::path path(name);
  const bool known = name.starts_with(kProjectFolder) || name.starts_with(kOwnCaseFolder);
  return known && path.is_relative() && std::find(path.begin(), path.end(), "..") == path.end() &&
         name.find('\\') == std::string::npos;
}

/// A full disk may refuse a folder already.
Issue no_room(const std::string& path, int error) {
  const bool full = error == ENOSPC || error == EDQUOT || error == EFBIG;
  Issue issue = full ? write_failed(path, error) : cannot_create(path, error);
  issue.expected = "room for the inputs in the folder for temporary files (TMPDIR)";
  issue.remedy = "name another folder for temporary files: TMPDIR=…";
  return issue;
}

/// A user's case that has no base needs none of the project's, but a data folder has a folder of them.
Expected<void> lay_out(const Projection& result, const std::string& folder, const std::string& shown) {
  std::error_code failed;
  fs::create_directories(fs::path(folder) / "scenarios" / "cases", failed);
  if (failed) return fail(no_room(folder, failed.value()));
  for (const InputText& input : result.texts) {
    if (!stays_inside(input.path))
      return fail(issue_in(IssueKind::data, shown, fmt::format("inputs/file: '{}' leaves the folder", input.path),
                           "a path below scenarios/ or case/"));
    const fs::path target = fs::path(folder) / input.path;
    std::error_code error;
    fs::create_directories(target.parent_path(), error);
    if (error) return fail(no_room(target.string(), error.value()));
    std::ofstream stream(target, std::ios::binary);
    stream << *input.text;
    if (!stream.flush()) return fail(no_room(target.string(), errno));
  }
  return {};
}

RunRequest request_of(const Projection& result, int threads) {
  return {.place = result.place,
          .sets = result.asked.sets,
          .from = result.asked.from,
          .horizon = result.asked.horizon,
          .top_service = result.asked.top_service,
          .threads = threads};
}

Expected<AnyResult> single_again(const Planner& planner, const std::string& name, const Projection& then,
                                 const Again& how) {
  auto again = planner.run({name}, request_of(then, how.threads));
  if (!again) return fail(std::move(again.error()));
  Projection& now = again->front();
  return then.prices == "nominal" ? std::move(now) : in_constant_prices(std::move(now));
}

Expected<AnyResult> ensemble_again(const Planner& planner, const std::string& name, const StoredEnsemble& then,
                                   const Again& how) {
  EnsembleRequest futures{
      .paths = then.ensemble.paths,
      .seed = then.ensemble.seed,
      .sampling = then.ensemble.sampling,
      .measures = {},
      .threads = how.threads,
      .constant_prices = then.ensemble.central.prices != "nominal",
      .keep_flows = then.kept.flows,
      .reuse = nullptr,
      .store = nameless_store(),
      .progress = [&how](const EnsembleProgress& so_far) { return !how.progress || how.progress(so_far); }};
  for (const EnsembleMeasure& of : then.ensemble.measures) futures.measures.push_back(of.measure);
  auto again = planner.ensembles({name}, request_of(then.ensemble.central, how.threads), futures);
  if (!again) return fail(std::move(again.error()));
  if (again->front().paths < then.ensemble.paths)
    return fail(
        issue_of(IssueKind::usage, "stopped before all futures were drawn again", "a run that nobody interrupts"));
  again->front().asked = then.ensemble.asked;  // a stopped ensemble asked for more
  return StoredEnsemble{std::move(again->front()), then.kept};
}

/// What is wrong with the inputs inside a result is wrong with the result: the reader is told of it, not of the folder
/// where they were laid out, nor of a command line that nobody wrote.
Issues of_the_inputs(Issues issues, const std::string& folder, const std::string& shown) {
  for (Issue& issue : issues) {
    if (issue.kind != IssueKind::usage && issue.kind != IssueKind::data && issue.kind != IssueKind::not_found) continue;
    issue.kind = IssueKind::data;
    if (issue.file.starts_with(folder + "/")) issue.file.erase(0, folder.size() + 1);
    issue.file = issue.file.empty() || issue.file.starts_with("--")
                     ? shown + ": /inputs"
                     : fmt::format("{}: /inputs/text {}", shown, issue.file);
  }
  return issues;
}

Expected<AnyResult> run_laid_out(const AnyResult& result, const std::string& folder, const Again& how) {
  const Projection& then = central(result);
  const auto planner = Planner::open(folder);
  if (!planner)
    return fail(issue_in(IssueKind::data, {}, "inputs/file: the law is not among the inputs", "a complete result"));
  const bool own = then.asked.case_name.ends_with(".toml");
  const std::string name = own ? folder + "/" + then.asked.case_name : then.asked.case_name;
  if (const auto* ensemble = std::get_if<StoredEnsemble>(&result))
    return ensemble_again(*planner, name, *ensemble, how);
  return single_again(*planner, name, then, how);
}

Expected<AnyResult> run_again(const AnyResult& result, const std::string& folder, const std::string& shown,
                              const Again& how) {
  if (const auto laid = lay_out(central(result), folder, shown); !laid) return fail(laid.error());
  auto again = run_laid_out(result, folder, how);
  if (!again) return fail(of_the_inputs(std::move(again.error()), folder, shown));
  return again;
}

Expected<void> write_again(const std::string& path, const AnyResult& now) {
  if (const auto* ensemble = std::get_if<StoredEnsemble>(&now))
    return write_ensemble(path, ensemble->ensemble, ensemble->kept);
  return write_result(path, std::get<Projection>(now));
}

std::vector<OtherText> others(const Provenance& then, const Provenance& now) {
  std::vector<OtherText> all;
  const auto hold = [&](const char* what, const std::string& a, const std::string& b) {
    if (a != b) all.push_back({what, a, b});
  };
  hold("version", then.program_version, now.program_version);
  hold("git_sha", then.git_sha, now.git_sha);
  hold("compiler", then.compiler, now.compiler);
  hold("instruction_class", then.instruction_class, now.instruction_class);
  return all;
}

/// Whether `told` names `what`: the same, an object of which it is an attribute or the values, or one entry of the list
/// (`inputs/value benefit.increase_rate`) whose values it is.
bool names(std::string_view told, std::string_view what) {
  if (what == told || what == fmt::format("provenance: {}", told) || what.starts_with(fmt::format("{}: ", told)))
    return true;
  if (!what.ends_with(hdf5::kValuesOf)) return false;
  const std::string_view list = what.substr(0, what.size() - hdf5::kValuesOf.size());
  return told.starts_with(fmt::format("{} ", list));
}

/// Whether the verdict names already what stands at `what`: as a number, a statement, something that lacks, or the
/// program's own.
bool is_told(const RerunVerdict& verdict, std::string_view what) {
  const auto said = [what](const OtherText& text) { return names(text.what, what); };
  const auto lacks = [what](const std::string& name) { return names(name, what); };
  return std::any_of(verdict.statements.begin(), verdict.statements.end(), said) ||
         std::any_of(verdict.others.begin(), verdict.others.end(), said) ||
         std::any_of(verdict.compared.lacking.begin(), verdict.compared.lacking.end(), lacks) ||
         std::any_of(verdict.departures.begin(), verdict.departures.end(),
                     [what](const Departure& d) { return what == d.variable + std::string(hdf5::kValuesOf); });
}

}  // namespace

bool RerunVerdict::reproduced() const {
  return same_numbers() && statements.empty() && (!same_program || (compared.lacking.empty() && form.empty()));
}

bool RerunVerdict::same_numbers() const {
  if (departures.empty()) return true;
  return !same_class && std::all_of(departures.begin(), departures.end(),
                                    [](const Departure& d) { return d.relative <= kAcrossClasses; });
}

Expected<RerunVerdict> rerun(const std::string& path, const Provenance& self, int threads,
                             const std::function<bool(const EnsembleProgress&)>& progress) {
  const auto seal = hdf5::check_seal(path);
  if (!seal) return fail(seal.error());
  const auto then = read_any_result(path, true);
  if (!then) return fail(then.error());
  const Workshop workshop;
  if (!workshop.made()) return fail(no_room(workshop.path(), workshop.error()));
  auto now = run_again(*then, workshop.path(), path, {threads, progress});
  if (!now) return fail(now.error());
  Provenance& by = central(*now).provenance;
  by.program_version = self.program_version, by.git_sha = self.git_sha, by.compiler = self.compiler;
  if (!comparable(central(*then), central(*now)))
    return fail(
        issue_in(IssueKind::data, path, "its inputs give other units or years than it holds", "a whole result"));
  const std::string copy = workshop.path() + "/again.h5";
  if (const auto written = write_again(copy, *now); !written) return fail(written.error());
  const auto seal_of_copy = hdf5::check_seal(copy);
  if (!seal_of_copy) return fail(seal_of_copy.error());
  RerunVerdict verdict;
  verdict.same_bytes = seal->stated == seal_of_copy->stated;
  verdict.same_class = central(*then).provenance.instruction_class == by.instruction_class;
  verdict.futures_held = verdict.same_class || std::holds_alternative<Projection>(*then);
  const Provenance& made_by = central(*then).provenance;
  verdict.same_program = made_by.program_version == by.program_version && made_by.git_sha == by.git_sha;
  verdict.departures = departures(*then, *now, verdict.compared);
  if (verdict.same_class && !verdict.same_bytes) {
    const auto of_futures = future_departures(path, copy, central(*then), verdict.compared);
    if (!of_futures) return fail(of_futures.error());
    verdict.departures.insert(verdict.departures.end(), of_futures->begin(), of_futures->end());
  }
  verdict.statements = other_statements(*then, *now, verdict.compared);
  verdict.others = others(central(*then).provenance, by);
  auto form = other_form(path, copy);
  if (!form) return fail(std::move(form.error()));
  std::copy_if(form->begin(), form->end(), std::back_inserter(verdict.form),
               [&verdict](const OtherForm& of) { return !is_told(verdict, of.what); });
  return verdict;
}

}  // namespace ballast
