#include "output/mortality/lee_carter.hpp"

#include <fmt/format.h>

#include "output/json/json.hpp"
#include "output/numbers.hpp"
#include "output/table/figures.hpp"
#include "output/table/width.hpp"

namespace ballast {
namespace {

Json numbers(const Eigen::ArrayXd& values) {
  Json json = Json::array();
  for (const double value : values) json.push_back(json_plain(value));
  return json;
}

Json counted(int first, Eigen::Index count) {
  Json json = Json::array();
  for (Eigen::Index i = 0; i < count; ++i) json.push_back(first + static_cast<int>(i));
  return json;
}

}  // namespace

std::string_view method_key(LeeCarterMethod method) {
  return method == LeeCarterMethod::svd ? "svd" : method == LeeCarterMethod::poisson ? "poisson" : "binomial";
}

std::string lee_carter_document(const LeeCarterShown& shown) {
  const LeeCarterFit& fit = shown.fit;
  Json json;
  json["schema"] = "ballast.lee_carter/1";
  json["method"] = method_key(shown.method);
  json["ages"] = counted(shown.first_age, fit.level.size());
  json["years"] = counted(shown.first_year, fit.index.size());
  json["ax"] = numbers(fit.level);
  json["bx"] = numbers(fit.sensitivity);
  json["kt"] = numbers(fit.index);
  json["drift"] = json_plain(fit.drift);
  json["sigma"] = json_plain(fit.sigma);
  json["loglik"] = json_plain(fit.log_likelihood);
  json["variance_explained"] = json_plain(fit.variance_explained);
  json["deviance"] = json_plain(fit.deviance);
  json["cells"] = json_plain(shown.cells);
  return printed(json);
}

std::string lee_carter_table(const LeeCarterShown& shown, Lang lang) {
  const LeeCarterFit& fit = shown.fit;
  std::string out = filled(Phrase::lee_carter_title, lang, method_key(shown.method), shown.first_age,
                           shown.first_age + fit.level.size() - 1, shown.first_year,
                           shown.first_year + fit.index.size() - 1, shown.cells);
  out += "\n" +
         filled(Phrase::lee_carter_figures, lang, rounded(fit.drift, 5), fit.sigma, fit.log_likelihood,
                fit.variance_explained * 100) +
         "\n";
  std::vector<std::vector<std::string>> rows{{"x", "a(x)", "b(x)", "t", "k(t)"}};
  for (Eigen::Index i = 0; i < std::max(fit.level.size(), fit.index.size()); ++i) {
    std::vector<std::string> row(3);
    if (i < fit.level.size())
      row = {std::to_string(shown.first_age + i), decimal(fit.level(i), 6), decimal(fit.sensitivity(i), 6)};
    if (i < fit.index.size()) {
      row.push_back(std::to_string(shown.first_year + i));
      row.push_back(decimal(fit.index(i), 5));
    }
    rows.push_back(std::move(row));
  }
  return out + aligned(rows);
}

}  // namespace ballast
