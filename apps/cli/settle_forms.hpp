/// The two forms of the file of `ballast settle`: each is read into the builder, which collects what is wrong with it.
#pragma once

#include <vector>

#include "apps/cli/located_json.hpp"
#include "apps/cli/settle_builder.hpp"
#include "apps/cli/table_file.hpp"

namespace ballast::cli {

void read_settle_json(const LocatedJson& located, SettleBuilder& builder);
void read_settle_table(const std::vector<TableRow>& rows, SettleBuilder& builder);

}  // namespace ballast::cli
