/// The cases that are there to be asked: what each is called, which knobs it changes and from when on.
#pragma once

#include <string>
#include <vector>

#include "output/texts.hpp"
#include "sim/planner.hpp"

namespace ballast {

std::string cases_table(const std::vector<CaseInfo>& cases, Lang lang);
std::string cases_document(const std::vector<CaseInfo>& cases);

}  // namespace ballast
