/// `ballast fit-mortality FILE.csv --method svd|poisson|binomial`: Lee–Carter fitted to a table of deaths or rates.
#include <fmt/format.h>

#include <charconv>

#include "apps/cli/experience_file.hpp"
#include "apps/cli/verbs.hpp"
#include "output/mortality/lee_carter.hpp"

namespace ballast::cli {

namespace {

constexpr int kMostClipped = 100;
constexpr Age kOldest = 150;

struct FitRequest {
  std::string file;
  LeeCarterMethod method = LeeCarterMethod::svd;
  std::optional<AgeSpan> ages;
  int clipped = 0;
};

std::optional<LeeCarterMethod> method_named(std::string_view name) {
  for (const auto method : {LeeCarterMethod::svd, LeeCarterMethod::poisson, LeeCarterMethod::binomial})
    if (method_key(method) == name) return method;
  return std::nullopt;
}

/// `55:89`.
std::optional<AgeSpan> parse_span(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  AgeSpan span;
  const auto whole = [](std::string_view part, Age& age) {
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), age);
    return !part.empty() && error == std::errc{} && end == part.data() + part.size();
  };
  if (!whole(text.substr(0, colon), span.first) || !whole(text.substr(colon + 1), span.last)) return std::nullopt;
  return span;
}

void read_ages(const std::string& text, FitRequest& request, Issues& issues) {
  request.ages = parse_span(text);
  if (!request.ages) return issues.push_back(usage_issue(fmt::format("--ages: '{}' is no span", text), "55:89"));
  if (request.ages->first < 0 || request.ages->last > kOldest || request.ages->first >= request.ages->last)
    issues.push_back(issue_of(IssueKind::data, fmt::format("--ages {} is out of range", text),
                              fmt::format("2 ages or more, the youngest first, 0 to {}", kOldest)));
}

Expected<FitRequest> fit_request(const Arguments& arguments) {
  Issues issues;
  FitRequest request;
  if (arguments.operands().size() == 1)
    request.file = arguments.operands().front();
  else
    issues.push_back(usage_issue(arguments.operands().empty() ? "no file is named" : "more than one file is named",
                                 "ballast fit-mortality FILE.csv --method poisson --ages 55:89"));
  const std::string name = arguments.value("method", "svd");
  if (const auto method = method_named(name))
    request.method = *method;
  else
    issues.push_back(usage_issue(fmt::format("--method: no choice '{}'", name), "svd | poisson | binomial",
                                 did_you_mean(name, {"svd", "poisson", "binomial"})));
  if (arguments.has("ages")) read_ages(arguments.value("ages"), request, issues);
  request.clipped = arguments.whole("clip-cohorts", issues).value_or(0);
  if (request.clipped < 0 || request.clipped > kMostClipped)
    issues.push_back(issue_of(IssueKind::data, fmt::format("--clip-cohorts {} is out of range", request.clipped),
                              fmt::format("0 to {}", kMostClipped)));
  if (!issues.empty()) return fail(std::move(issues));
  return request;
}

/// What the method asks of the table beyond what every table must be.
Issues unfit(const FitRequest& request, const MortalityExperience& experience, const Eigen::ArrayXXd& weights) {
  constexpr double kCells = 2;  // a level and a slope
  Issues issues;
  const auto wrong = [&](std::string what, std::string expected) {
    issues.push_back(issue_in(IssueKind::data, request.file, std::move(what), std::move(expected)));
  };
  if (request.method != LeeCarterMethod::svd && experience.deaths.size() == 0)
    wrong(fmt::format("{} needs deaths", method_key(request.method)),
          "columns year,age,deaths,exposure; or --method svd");
  if (request.method == LeeCarterMethod::svd && (experience.rates <= 0).any())
    wrong("a rate of 0 has no logarithm", "rates above 0, other --ages, or --method poisson");
  if (weights.rowwise().sum().minCoeff() < kCells || weights.colwise().sum().minCoeff() < kCells)
    wrong(fmt::format("--clip-cohorts {} leaves nothing of an age or a year", request.clipped), "a smaller number");
  if (request.method != LeeCarterMethod::svd && experience.deaths.size() > 0) {
    const Eigen::ArrayXXd dead = weights * experience.deaths;
    for (Eigen::Index x = 0; x < dead.rows(); ++x)
      if (!(dead.row(x).sum() > 0))
        wrong(fmt::format("nobody dies at age {}", experience.first_age + x), "deaths at every age; other --ages");
    for (Eigen::Index t = 0; t < dead.cols(); ++t)
      if (!(dead.col(t).sum() > 0))
        wrong(fmt::format("nobody dies in {}", experience.first_year + t), "deaths in every year; other --ages");
  }
  return issues;
}

}  // namespace

int fit_mortality(const Arguments& arguments, const Console& console) {
  const auto request = fit_request(arguments);
  if (!request) return refuse(console, request.error());
  const auto experience = read_experience(request->file, request->ages);
  if (!experience) return refuse(console, experience.error());
  const Eigen::ArrayXXd weights = cohort_weights(experience->rates.rows(), experience->rates.cols(), request->clipped);
  if (const Issues issues = unfit(*request, *experience, weights); !issues.empty()) return refuse(console, issues);
  const LeeCarterFit fit = fit_lee_carter(*experience, request->method, weights);
  if (!fit.converged)
    return refuse(console, {issue_in(IssueKind::data, request->file, "no common trend of the ages is found",
                                     "rates that fall or rise together", "other --ages, or another --method")});
  const LeeCarterShown shown{fit, request->method, experience->first_age, experience->first_year, weights.sum()};
  return answer(console.json ? lee_carter_document(shown) : lee_carter_table(shown, console.lang));
}

}  // namespace ballast::cli
