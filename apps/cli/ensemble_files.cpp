#include "apps/cli/ensemble_files.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "output/hdf5/read_ensemble.hpp"

namespace ballast::cli {

Expected<EnsembleTarget> ensemble_target(const Arguments& arguments) {
  EnsembleTarget target{.directory = arguments.value("out"),
                        .kept = {.paths = arguments.on("keep-paths"),
                                 .flows = arguments.on("keep-flows"),
                                 .compress = arguments.on("compress")}};
  Issues issues;
  if (arguments.has("out") && target.directory.empty()) issues.push_back(usage_issue("--out is empty", "a directory"));
  for (const char* option : {"keep-paths", "keep-flows", "compress"})
    if (arguments.on(option) && !arguments.has("out"))
      issues.push_back(usage_issue(fmt::format("--{} without --out", option), "--out DIR"));
  if (target.kept.compress && !target.kept.paths && !target.kept.flows)
    issues.push_back(usage_issue("--compress with nothing to compress", "--keep-paths, --keep-flows or both"));
  if (!issues.empty()) return fail(std::move(issues));
  return target;
}

Expected<std::optional<StoredFutures>> stored_futures(const Arguments& arguments) {
  if (!arguments.has("reuse-flows")) return std::nullopt;
  const std::string path = arguments.value("reuse-flows");
  Issues issues;
  if (path.empty()) issues.push_back(usage_issue("--reuse-flows is empty", "an ensemble's file, DIR/<case>.h5"));
  for (const char* option : {"paths", "seed", "sampling"})
    if (arguments.has(option))
      issues.push_back(usage_issue(fmt::format("--{} beside --reuse-flows", option), "the file says it"));
  if (!issues.empty()) return fail(std::move(issues));
  auto stored = read_stored_futures(path);
  if (!stored) return fail(std::move(stored.error()));
  return std::optional(std::move(*stored));
}

Expected<std::vector<EnsembleAnswer>> write_ensembles(const std::vector<Ensemble>& ensembles,
                                                      const EnsembleTarget& target) {
  std::vector<EnsembleAnswer> answers;
  for (const Ensemble& ensemble : ensembles) {
    EnsembleAnswer& answer = answers.emplace_back(EnsembleAnswer{&ensemble, {}});
    if (target.directory.empty()) continue;
    answer.files = {(std::filesystem::path(target.directory) / (ensemble.central.case_key + ".h5")).string()};
    if (const auto written = write_ensemble(answer.files.front(), ensemble, target.kept); !written)
      return fail(written.error());
  }
  return answers;
}

}  // namespace ballast::cli
