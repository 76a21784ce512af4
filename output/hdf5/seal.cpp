#include "output/hdf5/seal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <span>

#include "output/hash/sha256.hpp"

namespace ballast::hdf5 {

namespace {

constexpr std::string_view kSignature = "\x89HDF\r\n\x1a\n";
constexpr std::size_t kDigits = 64;
constexpr std::size_t kPiece = std::size_t{1} << 20;

Issue refusal(IssueKind kind, const std::string& path, std::string what) {
  return issue_in(kind, path, std::move(what), std::string(kWrittenResult));
}

/// A file from its beginning to its end.
class Pieces {
 public:
  explicit Pieces(const std::string& path) : stream_(path, std::ios::binary), buffer_(kPiece, '\0') {}
  /// The next piece; empty at the end, and where nothing more can be read.
  std::span<char> next() {
    stream_.read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    return {buffer_.data(), static_cast<std::size_t>(stream_.gcount())};
  }
  /// Whether the pieces ended before the file did.
  bool cut_short() const { return !stream_.is_open() || stream_.bad(); }

 private:
  std::ifstream stream_;
  std::string buffer_;
};

/// Where the digits begin; npos when there is no room for a seal.
std::size_t digits_at(std::string_view bytes) {
  const std::size_t mark = bytes.find(kSealMark);
  if (mark == std::string_view::npos || mark + kSealMark.size() + kDigits > bytes.size()) return std::string_view::npos;
  return mark + kSealMark.size();
}

/// The digits of a file and where they begin.
struct Stated {
  std::size_t at;
  std::string digits;
};

Issue unreadable(const std::string& path) {
  return issue_in(IssueKind::not_found, path, "the file cannot be read", "", "check its permissions");
}

Expected<std::optional<Stated>> stated_in(const std::string& path) {
  Pieces pieces(path);
  std::string window;  // a piece, and before it what may be the beginning of a seal
  std::size_t begin = 0;
  for (std::span<char> piece = pieces.next(); !piece.empty(); piece = pieces.next()) {
    window.append(piece.data(), piece.size());
    if (const std::size_t at = digits_at(window); at != std::string::npos)
      return std::optional(Stated{begin + at, window.substr(at, kDigits)});
    const std::size_t done = window.size() - std::min(window.size(), kSealMark.size() + kDigits - 1);
    begin += done;
    window.erase(0, done);
  }
  if (pieces.cut_short()) return fail(unreadable(path));
  return std::optional<Stated>{};
}

/// Zeros where the piece that begins at `begin` holds digits that begin at `at`.
void blank(std::span<char> piece, std::size_t begin, std::size_t at) {
  const std::size_t from = std::max(begin, at), to = std::min(begin + piece.size(), at + kDigits);
  if (from < to) std::fill_n(piece.begin() + static_cast<std::ptrdiff_t>(from - begin), to - from, '0');
}

Expected<std::string> digest_of_file(const std::string& path, std::size_t at) {
  Pieces pieces(path);
  std::size_t begin = 0;
  std::string digits = sha256([&] {
    const std::span<char> piece = pieces.next();
    blank(piece, begin, at);
    begin += piece.size();
    return std::string_view(piece.data(), piece.size());
  });
  if (pieces.cut_short()) return fail(unreadable(path));
  return digits;
}

bool begins_like_hdf5(std::istream& stream) {
  std::string first(kSignature.size(), '\0');
  return stream.read(first.data(), static_cast<std::streamsize>(first.size())) && first == kSignature;
}

/// Of a large file that is something else, no more than its first bytes is read.
Expected<void> refuse_other_files(const std::string& path) {
  std::error_code error;
  const bool there = std::filesystem::exists(path, error);
  if (error) return fail(refusal(IssueKind::not_found, path, "cannot be read: " + error.message()));
  if (!there) return fail(refusal(IssueKind::not_found, path, "no such file"));
  if (std::filesystem::is_directory(path, error)) return fail(refusal(IssueKind::not_found, path, "is a folder"));
  if (!std::filesystem::is_regular_file(path, error))
    return fail(refusal(IssueKind::not_found, path, "not an HDF5 file"));
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return fail(unreadable(path));
  if (!begins_like_hdf5(stream)) return fail(refusal(IssueKind::data, path, "not an HDF5 file"));
  return {};
}

}  // namespace

bool is_hdf5(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return false;
  std::ifstream stream(path, std::ios::binary);
  return begins_like_hdf5(stream);
}

std::string blank_seal() { return std::string(kSealMark) + std::string(kDigits, '0'); }

bool set_seal(std::string& bytes) {
  const std::size_t at = digits_at(bytes);
  if (at == std::string::npos) return false;
  blank(bytes, 0, at);
  bytes.replace(at, kDigits, sha256(bytes));
  return true;
}

bool set_seal_of_file(const std::string& path) {
  const auto stated = stated_in(path);
  if (!stated || !*stated) return false;
  const auto digits = digest_of_file(path, (*stated)->at);
  if (!digits) return false;
  std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
  file.seekp(static_cast<std::streamoff>((*stated)->at));
  file << *digits;
  return !!file.flush();
}

Expected<Seal> check_seal(const std::string& path) {
  if (const auto hdf5 = refuse_other_files(path); !hdf5) return fail(hdf5.error());
  const auto stated = stated_in(path);
  if (!stated) return fail(stated.error());
  if (!*stated) {
    Issue issue = refusal(IssueKind::data, path, "not a result of ballast: it carries no seal");
    issue.remedy = "a result written before results were sealed is made anew by running its case";
    return fail(std::move(issue));
  }
  auto found = digest_of_file(path, (*stated)->at);
  if (!found) return fail(std::move(found.error()));
  return Seal{(*stated)->digits, std::move(*found)};
}

Expected<std::string> refuse_broken_seal(const std::string& path) {
  const auto seal = check_seal(path);
  if (!seal) return fail(seal.error());
  if (!seal->whole())
    return fail(refusal(IssueKind::data, path,
                        fmt::format("the file has changed since it was written: its seal says {}, its bytes give {}",
                                    seal->stated, seal->found)));
  return seal->stated;
}

}  // namespace ballast::hdf5
