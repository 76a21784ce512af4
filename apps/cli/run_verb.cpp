/// `ballast run CASE…`: project, write the files, show the headline.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>

#include "apps/cli/installation.hpp"
#include "apps/cli/peak_memory.hpp"
#include "apps/cli/projection_request.hpp"
#include "apps/cli/verbs.hpp"
#include "output/csv/csv.hpp"
#include "output/files/folder_lock.hpp"
#include "output/files/safe_file.hpp"
#include "output/hdf5/result_file.hpp"
#include "output/hdf5/stored_flows.hpp"
#include "output/json/json.hpp"
#include "output/table/headline_table.hpp"

namespace ballast::cli {

namespace {

/// Where and in which forms results are written; no directory, no files.
struct Target {
  std::string directory;
  std::vector<std::string> formats;
};

Expected<Target> target_of(const Arguments& arguments) {
  Target target{arguments.value("out"), split_keys(arguments.value("format", "h5,csv,json"))};
  Issues issues;
  if (arguments.has("out")) refuse_one_name_for_two(arguments.operands(), issues);
  if (target.formats.empty()) issues.push_back(usage_issue("--format is empty", "h5,csv,json"));
  if (arguments.has("format") && !arguments.has("out"))
    issues.push_back(usage_issue("--format without --out", "--out DIR"));
  for (const std::string& format : target.formats)
    if (std::find(result_formats().begin(), result_formats().end(), format) == result_formats().end())
      issues.push_back(usage_issue(fmt::format("--format: no form '{}'", format), "h5,csv,json",
                                   did_you_mean(format, result_formats())));
  if (!issues.empty()) return fail(std::move(issues));
  return target;
}

/// What is wrong with the words of the command and, as far as they could be read, with what they ask for.
Issues all_wrong(const Planner& planner, const Arguments& arguments, const Expected<ProjectionRequest>& request,
                 const Expected<Target>& target) {
  Issues issues = request ? Issues{} : request.error();
  if (!target) issues.insert(issues.end(), target.error().begin(), target.error().end());
  if (!request) return issues;
  RunRequest check = request->run;
  check.check_only = true;
  if (const auto sound = planner.run(arguments.operands(), check); !sound)
    issues.insert(issues.end(), sound.error().begin(), sound.error().end());
  return issues;
}

/// One case in one form, made when its turn comes.
MadeFile made(const std::string& format, const std::string& path, const Projection& shown, const CaseAnswer& answer) {
  MadeFile file{.path = path};
  if (format == "h5")
    file.fill = [&shown](const std::string& part) { return fill_result(part, shown); };
  else if (format == "csv")
    file.text = [&shown](const PutText& put) { put_csv(shown, put); };
  else
    file.text = [&shown, &answer](const PutText& put) { put_result(shown, answer.headline, put); };
  return file;
}

/// All files of all cases are on the disk before one replaces an older one; they then take their names one by one.
/// `shown`: the cases in the prices they are written in.
Expected<std::vector<CaseAnswer>> write_cases(const std::vector<Projection>& cases,
                                              const std::vector<Projection>& shown, const Target& target) {
  std::vector<CaseAnswer> answers;
  for (const Projection& projection : cases) answers.push_back({&projection, headlines(projection), {}});
  if (target.directory.empty()) return answers;
  std::vector<MadeFile> all;
  for (std::size_t c = 0; c < cases.size(); ++c)
    for (const std::string& format : target.formats) {
      const std::filesystem::path path = std::filesystem::path(target.directory) / (shown[c].case_key + "." + format);
      answers[c].files.push_back(path.string());
      all.push_back(made(format, path.string(), shown[c], answers[c]));
    }
  const FolderLock alone(all.front().path);  // the files of two runs at once would stand mixed
  if (const auto written = write_together(all); !written) return fail(written.error());
  return answers;
}

/// The cases in the prices of their price year.
std::vector<Projection> constant(const std::vector<Projection>& cases) {
  std::vector<Projection> all;
  for (const Projection& projection : cases) all.push_back(in_constant_prices(projection));
  return all;
}

std::string tables(const std::vector<Projection>& cases, int unit, const TableStyle& style) {
  std::string out;
  for (const Projection& projection : cases) out += headline_table(projection, unit, style) + "\n";
  return out + table_legend(cases.front(), style);
}

/// The flows of --reuse-flows, or none.
Expected<std::optional<StoredFlows>> stored_flows(const Arguments& arguments) {
  if (!arguments.has("reuse-flows")) return std::nullopt;
  const std::string path = arguments.value("reuse-flows");
  auto stored = read_stored_flows(path);
  if (!stored) return fail(std::move(stored.error()));
  return std::optional(std::move(*stored));
}

/// Tells people on stderr what the run cost.
class Cost {
 public:
  void report(const Console& console, std::size_t cases) const {
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began_;
    tell(console, filled(Phrase::run_took, console.lang, cases, took.count(), std::lround(peak_megabytes())));
  }

 private:
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

}  // namespace

int run_cases(const Arguments& arguments, const Console& console) {
  const Cost cost;
  if (arguments.operands().empty())
    return refuse(console,
                  {usage_issue("run needs a case", "ballast run baseline --out output/runs", "ballast help run")});
  const auto planner = open_planner();
  if (!planner) return refuse(console, planner.error());
  auto request = projection_request(arguments);
  const auto target = target_of(arguments);
  if (!request || !target) return refuse(console, all_wrong(*planner, arguments, request, target));
  const auto stored = stored_flows(arguments);
  if (!stored) return refuse(console, stored.error());
  if (*stored) request->run.reuse = &**stored;
  if (const auto known = check_shown(*planner, arguments.operands().front(), *request); !known)
    return refuse(console, known.error());
  if (!target->directory.empty())  // bad input leaves no directory behind, a bad directory costs nobody a computation
    request->run.ready = [&] {
      return prepare_directory(target->directory, result_files(arguments.operands(), target->formats));
    };
  auto cases = planner->run(arguments.operands(), request->run);
  if (!cases) return refuse(console, cases.error());
  for (Projection& projection : *cases) stamp(projection);
  const auto unit = shown_unit(cases->front(), *request);
  if (!unit) return refuse(console, unit.error());
  const auto in_other_prices = request->constant_prices ? constant(*cases) : std::vector<Projection>{};
  const auto answers = write_cases(*cases, request->constant_prices ? in_other_prices : *cases, *target);
  if (!answers) return refuse(console, answers.error());
  const int code =
      answer(console.json ? run_document(*answers)
                          : tables(*cases, *unit, {console.lang, console.colour, request->constant_prices}));
  if (!console.json && !target->directory.empty())
    tell(console, filled(Phrase::files_written, console.lang, target->directory));
  if (!target->directory.empty())
    tell_of_files_of_before(console, target->directory, arguments.operands(), target->formats);
  if (!console.json) cost.report(console, answers->size());
  return code;
}

}  // namespace ballast::cli
