/// The memory of a command, laid out once: a verb asks for tens of megabytes in small pieces, and a system that has to
/// be asked for every page takes longer about it, on a virtual machine, than the verb for its work
/// (docs/performance.md).
#pragma once

namespace ballast::cli {

/// The heap grows in large steps, the first of them in large pages where the system has them. Nothing is touched that
/// is not used, and no number depends on it. Before anything large is asked for.
void lay_out_heap();

}  // namespace ballast::cli
