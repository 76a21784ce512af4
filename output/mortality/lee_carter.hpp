/// A Lee–Carter fit as JSON for programs and as a table for people.
#pragma once

#include <string>

#include "models/population/lee_carter_fit.hpp"
#include "output/texts.hpp"

namespace ballast {

/// A fit and what it was fitted to.
struct LeeCarterShown {
  const LeeCarterFit& fit;
  LeeCarterMethod method = LeeCarterMethod::svd;
  Age first_age = 0;
  Year first_year = 0;
  double cells = 0;  ///< cells with weight
};

/// `{schema, method, ages, years, ax, bx, kt, drift, sigma, loglik, variance_explained, deviance, cells}`.
std::string lee_carter_document(const LeeCarterShown& shown);

std::string lee_carter_table(const LeeCarterShown& shown, Lang lang);

std::string_view method_key(LeeCarterMethod method);

}  // namespace ballast
