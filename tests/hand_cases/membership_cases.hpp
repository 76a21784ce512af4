/// Hand cases of the membership side (T01 … T06, T09, T11, T14 … T16): inputs in, figures of the production functions
/// out. Nothing is computed here that the program computes elsewhere; the points of a calendar year are only averaged.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace ballast::hand_cases {

using Inputs = std::map<std::string, std::string>;
using Figures = std::map<std::string, double>;

double number_of(const Inputs& inputs, const std::string& name);
std::vector<double> numbers_of(const Inputs& inputs, const std::string& name);

Figures retirement_shares(const Inputs& inputs);     // T01
Figures minimum_years(const Inputs& inputs);         // T06
Figures bucket_move(const Inputs& inputs);           // T06-move
Figures index_of_wages(const Inputs& inputs);        // T02
Figures account_accumulation(const Inputs& inputs);  // T03-acc
Figures account_award(const Inputs& inputs);         // T03-award
Figures account_drawdown(const Inputs& inputs);      // T03-draw
Figures cell_award(const Inputs& inputs);            // T04-cell
Figures person_award(const Inputs& inputs);          // T04-person
Figures pension_increase(const Inputs& inputs);      // T05
Figures waived_rates(const Inputs& inputs);          // T11
Figures survivor_grants(const Inputs& inputs);       // T14
Figures payable_months(const Inputs& inputs);        // T09

/// The figures of a case; throws when no computation is known for its id.
Figures compute_membership_case(const std::string& id, const Inputs& inputs);

}  // namespace ballast::hand_cases
