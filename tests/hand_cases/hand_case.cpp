/// Runs one hand case: `hand_case ID` computes the figures of the case with the program's own functions and compares
/// them with the hand calculation. A name with WRONG_ holds a value that must not come out under the name without it.
#include <algorithm>
#include <cmath>
#include <exception>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <stdexcept>
#include <vector>

#include "tests/hand_cases/fiscal_cases.hpp"
#include "tests/hand_cases/membership_cases.hpp"

namespace ballast::hand_cases {
namespace {

constexpr double kExact = 1e-9;  // relative, where a table says `exact`

struct Expectation {
  std::string name;
  double value = 0;
  std::string tolerance;
};

struct HandCase {
  Inputs inputs;
  std::vector<Expectation> expectations;
  bool fiscal = false;
};

/// Cells of one line; a quoted cell may hold commas and doubled quotes.
std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    if (c == '"' || c == '\r') continue;
    if (c == ',' && !quoted)
      cells.emplace_back();
    else
      cells.back() += c;
  }
  return cells;
}

void read_rows(const std::string& file, const std::string& id, HandCase& found) {
  std::ifstream stream(std::string(BALLAST_ROOT) + "/tests/hand_cases/" + file);
  for (std::string line; std::getline(stream, line);) {
    const auto cells = cells_of(line);
    if (cells.size() < 5 || cells[0] != id) continue;
    found.fiscal = file == "fiscal.csv";
    if (cells[1] == "input")
      found.inputs[cells[2]] = cells[3];
    else if (cells[1] == "expect")
      found.expectations.push_back({cells[2], std::stod(cells[3]), cells[4]});
    else
      throw std::runtime_error("a row of " + file + " is neither input nor expect: " + line);
  }
}

Figures compute(const std::string& id, const HandCase& given) {
  return given.fiscal ? compute_fiscal_case(id, given.inputs) : compute_membership_case(id, given.inputs);
}

bool agrees(double computed, const Expectation& expected) {
  const double tolerance =
      expected.tolerance == "exact" ? kExact * std::abs(expected.value) : std::stod(expected.tolerance);
  return std::abs(computed - expected.value) <= tolerance;
}

/// Under its bare name a wrong value must not come out; without a bare name, under no name of the case.
bool never_came_out(const Figures& figures, const Expectation& wrong, const std::string& bare_name) {
  if (figures.contains(bare_name)) return !agrees(figures.at(bare_name), wrong);
  return std::none_of(figures.begin(), figures.end(), [&](const auto& figure) { return agrees(figure.second, wrong); });
}

/// True when the expectation holds; says what came out when not.
bool holds(const Figures& figures, const Expectation& expected) {
  constexpr std::string_view kWrong = "WRONG_";
  const std::size_t mark = expected.name.find(kWrong);
  if (mark != std::string::npos) {
    const std::string bare_name = std::string(expected.name).erase(mark, kWrong.size());
    const bool good = !figures.empty() && never_came_out(figures, expected, bare_name);
    if (!good) std::cerr << expected.name << ": " << expected.value << " must not come out\n";
    return good;
  }
  const auto found = figures.find(expected.name);
  const bool computed = found != figures.end();
  if (computed && agrees(found->second, expected)) return true;
  std::cerr << std::setprecision(12) << expected.name << ": expected " << expected.value << ", computed "
            << (computed ? found->second : std::nan("")) << '\n';
  return false;
}

int run(const std::string& id) {
  HandCase given;
  read_rows("membership.csv", id, given);
  if (given.expectations.empty()) read_rows("fiscal.csv", id, given);
  if (given.expectations.empty()) throw std::runtime_error("no expectation is written down for case " + id);
  const Figures figures = compute(id, given);
  std::size_t failed = 0;
  for (const Expectation& expected : given.expectations) failed += holds(figures, expected) ? 0 : 1;
  std::cout << id << ": " << given.expectations.size() - failed << " of " << given.expectations.size()
            << " figures agree\n";
  return failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace ballast::hand_cases

int main(int argc, char** argv) try {
  if (argc != 2) throw std::runtime_error("usage: hand_case CASE_ID");
  return ballast::hand_cases::run(argv[1]);
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 2;
}
