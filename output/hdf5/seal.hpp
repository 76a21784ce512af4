/// The seal of a result file: a SHA-256 over all its bytes, kept inside the file itself. The 64 digits of the seal
/// count as zeros. Anybody can check it without this program (output/FORMAT.md, "Seal").
///
/// A seal is looked at before HDF5 is: the library takes damaged files on trust and may crash on them.
#pragma once

#include <string>
#include <string_view>

#include "models/base/expected.hpp"

namespace ballast::hdf5 {

/// What stands before the digits.
inline constexpr std::string_view kSealMark = "ballast seal sha256:";

/// A seal not yet set; it must be the first text that goes into the file.
std::string blank_seal();

/// Sets the seal in the finished bytes; false when they hold none.
bool set_seal(std::string& bytes);

/// The two digests of a file: as its seal says, and as its bytes are.
struct Seal {
  std::string stated, found;
  bool whole() const { return stated == found; }
};

/// Nothing of this is a seal: `data` issue. `shown` is how messages call the file. The bytes are left as they were.
Expected<Seal> check_seal(std::string& bytes, const std::string& shown);

/// The bytes of a result file as they are, with whatever seal: not_found, or data when it is no result at all.
Expected<std::string> read_bytes(const std::string& path);

/// The bytes of a result file whose seal is whole; data with both digests when a byte has changed.
Expected<std::string> read_sealed(const std::string& path);

}  // namespace ballast::hdf5
