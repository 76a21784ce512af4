/// Has a result changed since it was written? The seal answers for every byte; the hashes of the inputs say that each
/// text inside is the one on record.
#pragma once

#include <string>
#include <vector>

#include "models/base/expected.hpp"
#include "output/texts.hpp"

namespace ballast {

struct InputHash {
  std::string path, stated, found;
};

struct Verification {
  std::string stated, found;      ///< SHA-256 as the seal says, and as the bytes are
  std::vector<InputHash> inputs;  ///< looked at only when the seal is whole
  bool whole() const;
};

/// not_found when there is no such file; data when it is no result at all. A changed byte is an answer, not an issue.
Expected<Verification> verify_result(const std::string& path);

std::string verification_table(const Verification& of, Lang lang);
std::string verification_document(const Verification& of);

}  // namespace ballast
