#include "output/hdf5/seal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "output/hash/sha256.hpp"

namespace ballast::hdf5 {

namespace {

constexpr std::string_view kSignature = "\x89HDF\r\n\x1a\n";
constexpr std::size_t kDigits = 64;
constexpr std::uintmax_t kLargest = std::uintmax_t{4} << 30;

Issue refusal(IssueKind kind, const std::string& path, std::string what) {
  return {.kind = kind,
          .file = path,
          .line = 0,
          .column = 0,
          .what = std::move(what),
          .expected = "a result file as it was written: ballast run … --out DIR writes DIR/<case>.h5",
          .remedy = {}};
}

/// Where the digits begin; npos when there is no room for a seal.
std::size_t digits_at(std::string_view bytes) {
  const std::size_t mark = bytes.find(kSealMark);
  if (mark == std::string_view::npos || mark + kSealMark.size() + kDigits > bytes.size()) return std::string_view::npos;
  return mark + kSealMark.size();
}

/// The digest with the digits as zeros; the digits stand there again afterwards.
std::string digest(std::string& bytes, std::size_t at) {
  const std::string kept = bytes.substr(at, kDigits);
  std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), kDigits, '0');
  std::string found = sha256(bytes);
  bytes.replace(at, kDigits, kept);
  return found;
}

}  // namespace

std::string blank_seal() { return std::string(kSealMark) + std::string(kDigits, '0'); }

bool set_seal(std::string& bytes) {
  const std::size_t at = digits_at(bytes);
  if (at == std::string::npos) return false;
  bytes.replace(at, kDigits, digest(bytes, at));
  return true;
}

Expected<Seal> check_seal(std::string& bytes, const std::string& shown) {
  const std::size_t at = digits_at(bytes);
  if (at == std::string::npos) {
    Issue issue = refusal(IssueKind::data, shown, "not a result of ballast: it carries no seal");
    issue.remedy = "a result written before results were sealed is made anew by running its case";
    return fail(std::move(issue));
  }
  return Seal{bytes.substr(at, kDigits), digest(bytes, at)};
}

Expected<std::string> read_bytes(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return fail(refusal(IssueKind::not_found, path, "no such file"));
  const auto size = std::filesystem::file_size(path, error);
  if (error || size > kLargest) return fail(refusal(IssueKind::data, path, "the file is larger than 4 GiB"));
  std::ifstream stream(path, std::ios::binary);
  std::string bytes(std::min<std::size_t>(static_cast<std::size_t>(size), kSignature.size()), '\0');
  const auto read_from = [&](std::size_t at) {
    return !!stream.read(bytes.data() + at, static_cast<std::streamsize>(bytes.size() - at));
  };
  if (!read_from(0)) return fail(refusal(IssueKind::not_found, path, "the file cannot be read"));
  if (bytes != kSignature) return fail(refusal(IssueKind::data, path, "not an HDF5 file"));
  bytes.resize(static_cast<std::size_t>(size));  // of a large file that is something else, no more is read
  if (!read_from(kSignature.size())) return fail(refusal(IssueKind::not_found, path, "the file cannot be read"));
  return bytes;
}

Expected<std::string> read_sealed(const std::string& path) {
  auto bytes = read_bytes(path);
  if (!bytes) return bytes;
  const auto seal = check_seal(*bytes, path);
  if (!seal) return fail(seal.error());
  if (!seal->whole())
    return fail(refusal(IssueKind::data, path,
                        fmt::format("the file has changed since it was written: its seal says {}, its bytes give {}",
                                    seal->stated, seal->found)));
  return bytes;
}

}  // namespace ballast::hdf5
