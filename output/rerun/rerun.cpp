#include "output/rerun/rerun.hpp"

#include <fmt/format.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "output/comparison/comparison.hpp"
#include "output/hdf5/read_result.hpp"
#include "output/hdf5/result_file.hpp"
#include "output/hdf5/seal.hpp"
#include "sim/planner.hpp"

namespace ballast {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kOwn = "case/";

Issue problem(IssueKind kind, const std::string& file, std::string what, std::string expected) {
  return {.kind = kind,
          .file = file,
          .line = 0,
          .column = 0,
          .what = std::move(what),
          .expected = std::move(expected),
          .remedy = {}};
}

/// A folder of its own that goes away again.
class Workshop {
 public:
  Workshop() {
    std::error_code error;
    path_ = (fs::temp_directory_path(error) / "ballast-rerun-XXXXXX").string();
    made_ = ::mkdtemp(path_.data()) != nullptr;
  }
  ~Workshop() {
    std::error_code ignored;
    if (made_) fs::remove_all(path_, ignored);
  }
  Workshop(const Workshop&) = delete;
  Workshop& operator=(const Workshop&) = delete;
  bool made() const { return made_; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
  bool made_ = false;
};

/// A file may name only what lies below the folder it is laid out in.
bool stays_inside(const std::string& name) {
  const fs::path path(name);
  const bool known = name.starts_with("scenarios/") || name.starts_with(kOwn);
  return known && path.is_relative() && std::find(path.begin(), path.end(), "..") == path.end() &&
         name.find('\\') == std::string::npos;
}

Expected<void> lay_out(const Projection& result, const std::string& folder, const std::string& shown) {
  for (const InputText& input : result.texts) {
    if (!stays_inside(input.path))
      return fail(problem(IssueKind::data, shown, fmt::format("inputs/file: '{}' leaves the folder", input.path),
                          "a path below scenarios/ or case/"));
    const fs::path target = fs::path(folder) / input.path;
    std::error_code error;
    fs::create_directories(target.parent_path(), error);
    std::ofstream stream(target, std::ios::binary);
    stream << *input.text;
    if (error || !stream.flush())
      return fail(problem(IssueKind::cannot_create, target.string(), "cannot be written",
                          "room for the inputs in the folder for temporary files (TMPDIR)"));
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

Expected<Projection> run_again(const Projection& result, const std::string& shown, int threads) {
  const Workshop workshop;
  if (!workshop.made())
    return fail(problem(IssueKind::cannot_create, workshop.path(), "no folder can be made here",
                        "a folder for temporary files (TMPDIR) that this user may write to"));
  if (const auto laid = lay_out(result, workshop.path(), shown); !laid) return fail(laid.error());
  const auto planner = Planner::open(workshop.path());
  if (!planner)
    return fail(problem(IssueKind::data, shown, "inputs/file: the law is not among the inputs", "a complete result"));
  const bool own = result.asked.case_name.ends_with(".toml");
  const std::string name = own ? workshop.path() + "/" + result.asked.case_name : result.asked.case_name;
  auto again = planner->run({name}, request_of(result, threads));
  if (!again) return fail(std::move(again.error()));
  Projection& now = again->front();
  return result.prices == "nominal" ? std::move(now) : in_constant_prices(std::move(now));
}

std::vector<OtherProgram> others(const Provenance& then, const Provenance& now) {
  std::vector<OtherProgram> all;
  const auto hold = [&](const char* what, const std::string& a, const std::string& b) {
    if (a != b) all.push_back({what, a, b});
  };
  hold("version", then.program_version, now.program_version);
  hold("git_sha", then.git_sha, now.git_sha);
  hold("compiler", then.compiler, now.compiler);
  hold("instruction_class", then.instruction_class, now.instruction_class);
  return all;
}

}  // namespace

bool RerunVerdict::reproduced() const {
  if (departures.empty()) return true;
  return !same_class && std::all_of(departures.begin(), departures.end(),
                                    [](const Departure& d) { return d.relative <= kAcrossClasses; });
}

Expected<RerunVerdict> rerun(const std::string& path, const Provenance& self, int threads) {
  const auto bytes = hdf5::read_sealed(path);
  if (!bytes) return fail(bytes.error());
  const auto then = result_from(*bytes, path);
  if (!then) return fail(then.error());
  auto now = run_again(*then, path, threads);
  if (!now) return fail(now.error());
  now->provenance.program_version = self.program_version;
  now->provenance.git_sha = self.git_sha, now->provenance.compiler = self.compiler;
  if (!comparable(*then, *now))
    return fail(problem(IssueKind::data, path, "its inputs give other units or years than it holds", "a whole result"));
  const auto again = hdf5_document(*now);
  if (!again) return fail(again.error());
  RerunVerdict verdict;
  verdict.same_bytes = *again == *bytes;
  verdict.same_class = then->provenance.instruction_class == now->provenance.instruction_class;
  verdict.compared =
      static_cast<long>(then->rows()) * then->years() * (kMeasures + kFlows) + static_cast<long>(then->ledger.size());
  verdict.departures = departures(*then, *now);
  verdict.others = others(then->provenance, now->provenance);
  return verdict;
}

}  // namespace ballast
