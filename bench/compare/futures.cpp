// The futures, held open for questions: what is asked on standard input is answered on standard output, a line of JSON
// each, so that runs of this engine and of another can take turns within one session.
//   compare_futures DATA PLACE CASE LAST_YEAR TOP_SERVICE [KNOB=VALUE…]   TOP_SERVICE 0: the largest legal minimum
//     departures N           what moves the first N futures away from the case's path
//     flows N FILE           flows of stage 1 of the first N futures: doubles [future][unit][flow][year]
//     live N THREADS         stage 1 of N futures: seconds
//     ensemble N THREADS     N futures with both stages and all quantiles: seconds
//     single THREADS         the case itself, stage 1: seconds
//     memory                 peak resident bytes
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include "scenarios/reader/library.hpp"
#include "sim/engine/parallel.hpp"
#include "sim/futures/future_engine.hpp"
#include "sim/studies/ensemble.hpp"

namespace ballast {
namespace {

constexpr std::int64_t kSeed = 44;

struct Question {
  std::string verb, file;
  int futures = 0, threads = 1;
};

[[noreturn]] void give_up(const std::string& why) {
  std::cerr << "compare_futures: " << why << "\n";
  std::exit(2);
}

template <class T>
T all_well(Expected<T> answer) {
  if (!answer) give_up(answer.error().front().what);
  return std::move(*answer);
}

double processor_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

template <class Work>
std::string timed(Work work) {
  const double before = processor_seconds();
  const auto start = std::chrono::steady_clock::now();
  work();
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  return fmt::format(R"({{"wall":{},"processor":{}}})", wall.count(), processor_seconds() - before);
}

/// A table as an array of rows.
std::string rows(const Eigen::ArrayXXd& table) {
  std::vector<std::vector<double>> all;
  for (Eigen::Index r = 0; r < table.rows(); ++r) all.emplace_back(table.row(r).begin(), table.row(r).end());
  return fmt::format("{}", all);
}

class Session {
 public:
  explicit Session(Scenario scenario) : s_(std::move(scenario)) { engine_for(1, 1); }

  std::string answer(const Question& asked) {
    if (asked.verb == "departures") return departures(asked.futures);
    if (asked.verb == "flows") return write_flows(asked);
    if (asked.verb == "live") return live(asked);
    if (asked.verb == "ensemble") return timed([&] { all_well(run_ensembles({s_}, request(asked))); });
    if (asked.verb == "single") return timed([&] { all_well(run_membership(s_, asked.threads)); });
    if (asked.verb == "memory") return memory();
    give_up("unknown question: " + asked.verb);
  }

 private:
  /// Of this program alone: getrusage begins with the peak of the process that started it.
  static std::string memory() {
    std::ifstream status("/proc/self/status");
    std::size_t kibi = 0;
    for (std::string word; kibi == 0 && status >> word;)
      if (word == "VmHWM:") status >> kibi;
    return fmt::format(R"({{"bytes":{}}})", 1024 * kibi);
  }
  static EnsembleRequest request(const Question& asked) {
    EnsembleRequest request;
    request.paths = asked.futures, request.threads = asked.threads, request.seed = kSeed;
    return request;
  }
  Shocks shocks(int path) const { return draw_shocks(spreads_of(s_), drawing_of(s_, kSeed), path); }
  std::string departures(int futures) const {
    std::vector<std::string> all;
    for (int path = 0; path < futures; ++path) {
      const Shocks z = shocks(path);
      all.push_back(fmt::format(
          R"({{"mortality":{},"fertility":{},"wage":{},"inflation":{},"interest":{},"entry_half_variance":{},"entry":{},"collection":{},"migration":{}}})",
          z.mortality, z.fertility, z.wage, z.inflation, z.interest, z.entry_half_variance, rows(z.entry),
          rows(z.collection), rows(z.migration)));
    }
    return fmt::format(R"({{"first_year":{},"flows":{},"futures":[{}]}})", first_uncertain_year(s_), flow_keys(),
                       fmt::join(all, ","));
  }
  static std::vector<std::string_view> flow_keys() {
    std::vector<std::string_view> keys;
    for (const FlowRow& row : kFlowCatalogue) keys.push_back(row.key);
    return keys;
  }
  std::string write_flows(const Question& asked) const {
    std::vector<Future> futures;
    for (int path = 0; path < asked.futures; ++path)
      futures.push_back(future_of(s_, following_of(s_), shocks(path), {}));
    const auto engine = future_engine(s_, asked.futures, 1);
    std::ofstream file(asked.file, std::ios::binary);
    for (auto first = futures.begin(), last = first; first != futures.end(); first = last) {
      last = first + std::min<std::ptrdiff_t>(engine->side_by_side(), futures.end() - first);
      for (const StageOne& future : all_well(engine->live({first, last}, 1)))
        for (const UnitFlows& unit : future.flows)
          file.write(reinterpret_cast<const char*>(unit.values.data()),
                     static_cast<std::streamsize>(sizeof(double)) * unit.values.size());
    }
    if (!file.flush()) give_up("cannot write " + asked.file);
    return fmt::format(R"({{"units":{},"years":{}}})", s_.units.size(), s_.last_year - s_.base_year + 1);
  }
  /// As an ensemble lives them: blocks of lanes, in any order.
  std::string live(const Question& asked) {
    while (static_cast<int>(futures_.size()) < asked.futures)
      futures_.push_back(future_of(s_, following_of(s_), shocks(static_cast<int>(futures_.size())), {}));
    const FutureEngine& engine = engine_for(asked.futures, asked.threads);
    const int step = engine.side_by_side();
    return timed([&] {
      parallel_for((asked.futures + step - 1) / step, asked.threads, [&](int b) {
        const auto first = futures_.begin() + b * step;
        all_well(engine.live({first, first + std::min(step, asked.futures - b * step)}, 1));
      });
    });
  }

  /// Made once for as many futures and threads: setting up is not timed.
  const FutureEngine& engine_for(int futures, int threads) {
    const bool few = futures < kMostSideBySide * threads;
    std::unique_ptr<FutureEngine>& engine = few ? of_few_ : of_many_;
    if (!engine) engine = future_engine(s_, futures, threads, CertainYears::in_each);  // as NumPy does
    return *engine;
  }

  Scenario s_;
  std::unique_ptr<FutureEngine> of_few_, of_many_;
  std::vector<Future> futures_;
};

Scenario asked_for(const std::vector<std::string>& words) {
  if (words.size() < 5) give_up("DATA PLACE CASE LAST_YEAR TOP_SERVICE [KNOB=VALUE…]");
  const auto library = all_well(Library::open(words[0], words[1]));
  ScenarioRequest request{.case_name = words[2],
                          .sets = {words.begin() + 5, words.end()},
                          .first_year = {},
                          .last_year = std::stoi(words[3])};
  if (const int top = std::stoi(words[4]); top > 0) request.top_service = top;
  return all_well(library.scenario(request));
}

Question question_of(const std::string& line) {
  Question asked;
  std::istringstream words(line);
  words >> asked.verb;
  if (asked.verb == "single") {
    words >> asked.threads;
  } else {
    words >> asked.futures;
    asked.verb == "flows" ? words >> asked.file : words >> asked.threads;
  }
  return asked;
}

}  // namespace
}  // namespace ballast

int main(int count, char** words) {
  using namespace ballast;
  Session session(asked_for({words + 1, words + count}));
  for (std::string line; std::getline(std::cin, line);) std::cout << session.answer(question_of(line)) << std::endl;
}
