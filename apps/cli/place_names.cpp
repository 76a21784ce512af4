#include "apps/cli/place_names.hpp"

#include "apps/cli/installation.hpp"

namespace ballast::cli {

std::vector<Label> names_in(const std::string& place, const Planner& planner) {
  if (place.empty() || place.find('/') != std::string::npos) return {};
  RunRequest request;
  request.place = place;
  const auto outline = planner.outline(kDefaultCase, request);
  return outline ? outline->units : std::vector<Label>{};
}

}  // namespace ballast::cli
