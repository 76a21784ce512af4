/// The seal of a result file: a SHA-256 over all its bytes, kept inside the file itself. The 64 digits of the seal
/// count as zeros. Anybody can check it without this program (output/FORMAT.md, "Seal").
///
/// A seal is looked at before HDF5 is: the library takes damaged files on trust and may crash on them. Files are read
/// in pieces, whatever their size.
#pragma once

#include <string>
#include <string_view>

#include "models/base/expected.hpp"

namespace ballast::hdf5 {

/// What a file that is no result is told to be.
inline constexpr std::string_view kWrittenResult =
    "a result file as it was written: ballast run … --out DIR writes DIR/<case>.h5";

/// What stands before the digits.
inline constexpr std::string_view kSealMark = "ballast seal sha256:";

/// Whether a file is there and begins as HDF5 files do.
bool is_hdf5(const std::string& path);

/// A seal not yet set; it must be the first text that goes into the file.
std::string blank_seal();

/// Sets the seal in the finished bytes; false when they hold none.
bool set_seal(std::string& bytes);
/// Sets the seal in the finished file; false when it holds none or cannot be changed.
bool set_seal_of_file(const std::string& path);

/// The two digests of a file: as its seal says, and as its bytes are.
struct Seal {
  std::string stated, found;
  bool whole() const { return stated == found; }
};

/// not_found when there is no such file; data when it is no result at all. A broken seal is an answer.
Expected<Seal> check_seal(const std::string& path);

/// The digest of a whole seal; data with both digests when a byte has changed.
Expected<std::string> refuse_broken_seal(const std::string& path);

}  // namespace ballast::hdf5
