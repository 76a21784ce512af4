/// What verbs about cases ask of the planner, read from their command line.
#pragma once

#include <string>
#include <vector>

#include "apps/cli/arguments.hpp"
#include "sim/planner.hpp"

namespace ballast::cli {

struct ProjectionRequest {
  RunRequest run;
  bool constant_prices = false;
  std::string price_year;  ///< as asked; empty with nominal prices
  std::string unit;        ///< empty: the whole city
};

/// `nominal`, or the year whose prices are asked for (equation K6: the last published year, or of the run's own years
/// the one next to it).
void set_prices(ProjectionRequest& request, const std::string& prices);

/// --threads, 0 when it is not given; an issue when it is out of range.
int threads_of(const Arguments& arguments, Issues& issues);

/// Whether an operand means a result file, whatever it is called, and not a case.
bool names_a_result(const std::string& operand);

/// Forms in which results are written.
const std::vector<std::string>& result_formats();

/// Results are called as their case; the name of an own case is that of its file.
std::vector<std::string> result_files(const std::vector<std::string>& cases, const std::vector<std::string>& formats);
/// Says which files of the cases stand in the directory though this run, which wrote in some forms, did not write them.
void tell_of_files_of_before(const Console& console, const std::string& directory,
                             const std::vector<std::string>& cases, const std::vector<std::string>& written);
void refuse_one_name_for_two(const std::vector<std::string>& cases, Issues& issues);
void refuse_one_case_twice(const std::vector<std::string>& cases, Issues& issues);

/// Usage and data issues of the options, all at once.
Expected<ProjectionRequest> projection_request(const Arguments& arguments);

/// Checks the unit's name and the price year. The row of the unit, or the city's.
Expected<int> shown_unit(const Outline& outline, const ProjectionRequest& request);
Expected<int> shown_unit(const Projection& projection, const ProjectionRequest& request);

/// The same before anything of the case is computed; a result file tells by itself.
Expected<void> check_shown(const Planner& planner, const std::string& case_name, const ProjectionRequest& request);

}  // namespace ballast::cli
