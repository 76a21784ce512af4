/// `ballast ensemble CASE…`: many futures of each case, the same in all of them.
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>

#include "apps/cli/installation.hpp"
#include "apps/cli/projection_request.hpp"
#include "apps/cli/verbs.hpp"
#include "output/ensemble/ensemble_document.hpp"
#include "output/ensemble/ensemble_table.hpp"
#include "sim/engine/parallel.hpp"

namespace ballast::cli {
namespace {

constexpr int kMostPaths = 1'000'000, kDefaultPaths = 1000, kDefaultSeed = 44;
constexpr int kInterrupted = 130;

volatile std::sig_atomic_t interrupted = 0;

/// Ctrl-C asks to stop; a second one does not wait.
class StopOnInterrupt {
 public:
  StopOnInterrupt() {
    interrupted = 0;
    before_ = std::signal(SIGINT, [](int) {
      if (interrupted != 0) ::_exit(kInterrupted);
      interrupted = 1;
    });
  }
  ~StopOnInterrupt() { std::signal(SIGINT, before_); }
  StopOnInterrupt(const StopOnInterrupt&) = delete;
  StopOnInterrupt& operator=(const StopOnInterrupt&) = delete;

 private:
  void (*before_)(int);
};

/// Rate and time left, on a terminal alone and only over what takes longer than a second.
class ProgressLine {
 public:
  explicit ProgressLine(const Console& console) : console_(console), shown_(!console.quiet && ::isatty(2) == 1) {}
  ~ProgressLine() {
    if (written_) fmt::print(stderr, "\r\x1b[K");
  }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const EnsembleProgress& progress) {
    const double seconds = since(began_);
    if (!shown_ || seconds < 1.0 || since(last_) < 0.2) return;
    const double rate = progress.done / seconds;
    fmt::print(stderr, "\r\x1b[K{}",
               fmt::format(fmt::runtime(phrase(Phrase::ensemble_progress, console_.lang)), progress.done,
                           progress.paths, rate, (progress.paths - progress.done) / rate));
    std::fflush(stderr);
    last_ = Clock::now(), written_ = true;
  }

 private:
  using Clock = std::chrono::steady_clock;
  static double since(Clock::time_point then) { return std::chrono::duration<double>(Clock::now() - then).count(); }

  const Console& console_;
  bool shown_, written_ = false;
  Clock::time_point began_ = Clock::now(), last_ = began_;
};

Issue out_of_range(std::string what, std::string expected) {
  return {IssueKind::data, {}, 0, 0, std::move(what), std::move(expected), {}};
}

std::optional<Sampling> sampling_of(const std::string& name) {
  if (name == "independent") return Sampling::independent;
  if (name == "antithetic") return Sampling::antithetic;
  if (name == "sobol") return Sampling::sobol;
  return std::nullopt;
}

std::vector<Measure> measures_of(const Arguments& arguments, Issues& issues) {
  std::vector<Measure> measures;
  if (!arguments.has("measures")) return measures;
  std::vector<std::string> known{"all"};
  for (const MeasureRow& row : kMeasureCatalogue) known.emplace_back(row.key);
  for (const std::string& name : split_list(arguments.value("measures"))) {
    if (name == "all") {
      measures.clear();
      for (const MeasureRow& row : kMeasureCatalogue) measures.push_back(row.id);
      return measures;
    }
    if (const auto measure = measure_from_key(name))
      measures.push_back(*measure);
    else
      issues.push_back(usage_issue(fmt::format("--measures: no measure '{}'", name),
                                   "keys of `ballast measures`, or all", did_you_mean(name, known)));
  }
  if (measures.empty() && issues.empty())
    issues.push_back(usage_issue("--measures is empty", "keys of `ballast measures`, or all"));
  return measures;
}

Expected<EnsembleRequest> ensemble_request(const Arguments& arguments, const ProjectionRequest& run) {
  Issues issues;
  EnsembleRequest request;
  request.threads = run.run.threads;
  request.paths = arguments.whole("paths", issues).value_or(kDefaultPaths);
  if (request.paths < 1 || request.paths > kMostPaths)
    issues.push_back(
        out_of_range(fmt::format("--paths {} is out of range", request.paths), fmt::format("1 … {}", kMostPaths)));
  const int seed = arguments.whole("seed", issues).value_or(kDefaultSeed);
  if (seed < 0) issues.push_back(out_of_range(fmt::format("--seed {} is out of range", seed), "0 or more"));
  request.seed = static_cast<std::uint64_t>(std::max(0, seed));
  const std::string sampling = arguments.value("sampling", "independent");
  if (const auto known = sampling_of(sampling))
    request.sampling = *known;
  else
    issues.push_back(usage_issue(fmt::format("--sampling: no choice '{}'", sampling),
                                 "independent | antithetic | sobol",
                                 did_you_mean(sampling, {"independent", "antithetic", "sobol"})));
  request.measures = measures_of(arguments, issues);
  request.constant_prices = run.constant_prices;
  if (!issues.empty()) return fail(std::move(issues));
  return request;
}

double peak_megabytes() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

/// Bytes that the values of so many futures take.
double bytes_of(const Ensemble& one, std::size_t cases, double paths) {
  const double values = static_cast<double>(one.measures.size()) * one.rows() * one.years();
  return static_cast<double>(cases) * paths * values * sizeof(double);
}

double machine_bytes() {
  return static_cast<double>(::sysconf(_SC_PHYS_PAGES)) * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

/// Futures that do not fit into the machine are refused before anything is drawn. One future tells what each takes.
Issues too_large(const Planner& planner, const Arguments& arguments, const ProjectionRequest& run,
                 const EnsembleRequest& request) {
  constexpr int kSurelyFit = 2000;
  constexpr double kUsable = 0.8;  // of the machine's memory
  if (request.paths <= kSurelyFit) return {};
  EnsembleRequest trial = request;
  trial.paths = 1;
  const auto tried = planner.ensembles(arguments.operands(), run.run, trial);
  if (!tried) return tried.error();
  const double each = bytes_of(tried->front(), tried->size(), 1), most = kUsable * machine_bytes() / each;
  if (request.paths <= most) return {};
  constexpr double kGiga = 1e9;
  return {out_of_range(fmt::format("--paths {} would take {:.0f} GB; this machine has {:.0f} GB", request.paths,
                                   each * request.paths / kGiga, machine_bytes() / kGiga),
                       fmt::format("at most {:.0f} paths, or fewer --measures", most))};
}

/// Draws a few futures and says what all of them would take.
int estimate(const Planner& planner, const Arguments& arguments, const ProjectionRequest& run,
             const EnsembleRequest& request, const Console& console) {
  constexpr int kTrialOfEach = 8;  // futures a thread: two blocks
  EnsembleRequest trial = request;
  const int threads = request.threads > 0 ? request.threads : hardware_threads();
  trial.paths = std::min(request.paths, kTrialOfEach * threads);
  using Clock = std::chrono::steady_clock;
  std::optional<Clock::time_point> began;
  EnsembleProgress first{}, last{};
  Clock::time_point end = Clock::now();
  trial.progress = [&](const EnsembleProgress& progress) {
    end = Clock::now(), last = progress;
    if (!began) began = end, first = progress;
    return true;
  };
  const auto start = Clock::now();
  const auto tried = planner.ensembles(arguments.operands(), run.run, trial);
  if (!tried) return refuse(console, tried.error());
  const double whole = std::chrono::duration<double>(Clock::now() - start).count();
  const double drawing = last.done > first.done
                             ? std::chrono::duration<double>(end - *began).count() / (last.done - first.done)
                             : whole / std::max(1, trial.paths);
  const Ensemble& one = tried->front();
  const double more = request.paths - trial.paths;
  const double bytes = bytes_of(one, tried->size(), more);
  const double seconds = whole + more * drawing;
  const double megabytes = peak_megabytes() + bytes / 1048576.0;
  if (console.json)
    return answer(
        fmt::format("{{\n  \"schema\": \"ballast.estimate/1\",\n  \"cases\": {},\n  \"paths\": {},\n"
                    "  \"seconds\": {:.3f},\n  \"megabytes\": {:.1f}\n}}\n",
                    tried->size(), request.paths, seconds, megabytes));
  return answer(fmt::format(fmt::runtime(phrase(Phrase::ensemble_estimate, console.lang)), tried->size(), request.paths,
                            seconds, megabytes) +
                "\n");
}

std::string tables(const std::vector<Ensemble>& ensembles, int row, const TableStyle& style) {
  std::string out;
  for (const Ensemble& ensemble : ensembles) out += ensemble_table(ensemble, row, style) + "\n";
  for (std::size_t c = 1; c < ensembles.size(); ++c)
    out += difference_table(ensembles.front(), ensembles[c], row, style) + "\n";
  return out + ensemble_legend(ensembles.front(), style);
}

}  // namespace

int draw_ensembles(const Arguments& arguments, const Console& console) {
  if (arguments.operands().empty())
    return refuse(console, {usage_issue("ensemble needs a case", "ballast ensemble baseline --paths 1000",
                                        "ballast help ensemble")});
  const auto run = projection_request(arguments);
  if (!run) return refuse(console, run.error());
  auto request = ensemble_request(arguments, *run);
  if (!request) return refuse(console, request.error());
  const auto planner = open_planner();
  if (!planner) return refuse(console, planner.error());
  if (arguments.on("dry-run")) return estimate(*planner, arguments, *run, *request, console);
  if (const Issues large = too_large(*planner, arguments, *run, *request); !large.empty())
    return refuse(console, large);
  const StopOnInterrupt stopping;
  auto progress = std::make_unique<ProgressLine>(console);
  request->progress = [&](const EnsembleProgress& so_far) {
    progress->show(so_far);
    return interrupted == 0;
  };
  auto ensembles = planner->ensembles(arguments.operands(), run->run, *request);
  progress.reset();
  if (!ensembles) return refuse(console, ensembles.error());
  if (ensembles->front().paths == 0) return kInterrupted;
  for (Ensemble& ensemble : *ensembles) stamp(ensemble.central);
  const auto row = shown_unit(ensembles->front().central, *run);
  if (!row) return refuse(console, row.error());
  std::vector<EnsembleAnswer> answers;
  for (const Ensemble& ensemble : *ensembles) answers.push_back({&ensemble, {}});
  const int code =
      answer(console.json ? ensemble_document(answers)
                          : tables(*ensembles, *row, {console.lang, console.colour, run->constant_prices}));
  return interrupted != 0 ? kInterrupted : code;
}

}  // namespace ballast::cli
