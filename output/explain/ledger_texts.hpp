/// What the lines and accounts of the ledger are called, in Chinese and English. Flows keep the names of their
/// catalogue; every other line stands here once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/fund/ledger.hpp"
#include "output/texts.hpp"

namespace ballast {

/// The name of a ledger line; the line itself when nobody has named it.
Label line_label(std::string_view line);

/// 濮阳县基金, 用人单位, … `units`: names by the unit's index.
Label account_label(Account account, const std::vector<Label>& units);

/// Who stands on the other side of a line from the fund: where the account holds several, those who are meant.
Label other_side(std::string_view line, Account account, const std::vector<Label>& units);

/// Whether this line has a name: its own here, or that of a flow.
bool is_named(std::string_view line);

}  // namespace ballast
