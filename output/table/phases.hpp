/// Which years of an output are published, estimated or projected, in the same words wherever years are shown.
#pragma once

#include <string>

#include "output/texts.hpp"
#include "sim/engine/projection.hpp"

namespace ballast {

/// The years an output shows, and where one kind ends and the next begins.
struct YearsShown {
  Year from = 0, to = 0;
  Year base_year = 0;          ///< the opening position: history
  Year published_through = 0;  ///< what follows it rests on assumptions
};

/// Which kind of year it is: history, estimate, projection.
std::string phase_text(Phase phase, Lang lang);

/// The kinds of the years shown, with the years of each: lines of a table's width.
std::string phase_legend(const YearsShown& shown, Lang lang);

/// Of years of a projection, a case of stage 2 or residents.
template <class Of>
std::string phase_legend(const Of& of, Year from, Year to, Lang lang) {
  return phase_legend({from, to, of.base_year, of.published_through}, lang);
}

}  // namespace ballast
