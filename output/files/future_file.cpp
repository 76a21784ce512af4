#include "output/files/future_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "output/files/safe_file.hpp"
#include "output/hash/sha256.hpp"

namespace ballast {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPage = 4096, kLongestHead = std::size_t{1} << 20;
constexpr std::size_t kDigits = 64, kMark = kDigits + 16;  ///< digest, then the number of futures, blanks before it
constexpr std::string_view kFirstLine = "ballast futures 1\n";
constexpr const char* kGoOn = "free some space and run again: with --resume from the futures that are finished";
constexpr const char* kFromTheBeginning = "none of its futures was finished; free some space and run again";
constexpr const char* kAnotherFolder = "name another folder for temporary files: TMPDIR=…";

std::size_t whole_pages(std::size_t bytes) { return (bytes + kPage - 1) / kPage * kPage; }

std::string_view bytes_of(std::span<const double> values) {
  return {reinterpret_cast<const char*>(values.data()), values.size_bytes()};
}

/// 0, or the number of the error.
int write_at(int descriptor, std::size_t at, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t done = ::pwrite(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(at));
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) return done < 0 ? errno : ENOSPC;
    at += static_cast<std::size_t>(done);
    bytes.remove_prefix(static_cast<std::size_t>(done));
  }
  return 0;
}

/// How many bytes were there, or −1.
ssize_t read_at(int descriptor, std::size_t at, std::span<char> bytes) {
  std::size_t got = 0;
  while (got < bytes.size()) {
    const ssize_t done = ::pread(descriptor, bytes.data() + got, bytes.size() - got, static_cast<off_t>(at + got));
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) return -1;
    if (done == 0) break;
    got += static_cast<std::size_t>(done);
  }
  return static_cast<ssize_t>(got);
}

std::string digest_of(std::span<const double> values, int finished) {
  int piece = 0;
  const std::string number = std::to_string(finished);
  return sha256([&]() -> std::string_view {
    return ++piece == 1 ? bytes_of(values) : piece == 2 ? std::string_view(number) : std::string_view();
  });
}

/// The number that ends a mark, blanks before it; 0 where it is none.
int finished_of(std::string_view mark) {
  mark.remove_prefix(std::min(mark.find_first_not_of(' ', kDigits), mark.size()));
  int finished = 0;
  const auto [end, error] = std::from_chars(mark.data(), mark.data() + mark.size(), finished);
  return error == std::errc{} && end == mark.data() + mark.size() ? finished : 0;
}

std::string head_of(const Origin& origin, const StoreShape& shape) {
  std::string head(kFirstLine);
  for (const auto& [key, value] : origin) head += fmt::format("{} {}\n", key, value);
  head += fmt::format("series {}\nwidth {}\n", shape.series, shape.width);
  head.resize(whole_pages(head.size() + 1), '\0');
  return head;
}

std::vector<std::string_view> lines_of(std::string_view head) {
  std::vector<std::string_view> lines;
  for (std::size_t end = head.find('\n'); end != std::string_view::npos; end = head.find('\n')) {
    lines.push_back(head.substr(0, end));
    head.remove_prefix(end + 1);
  }
  return lines;
}

/// What a line of a head says, 0 where it says no number within reason.
std::size_t number_of(std::string_view head, std::string_view key) {
  constexpr std::size_t kMost = std::size_t{1} << 28;
  for (const std::string_view line : lines_of(head.substr(0, head.find(char{}))))
    if (line.starts_with(key)) {
      std::size_t number = 0;
      const auto [end, error] = std::from_chars(line.data() + key.size(), line.data() + line.size(), number);
      return error == std::errc{} && end == line.data() + line.size() && number <= kMost ? number : 0;
    }
  return 0;
}

/// The first line in which a run differs from the one whose futures are there.
struct Differs {
  std::string_view is, asked;
};

std::optional<Differs> difference(std::string_view found, std::string_view head) {
  const auto is = lines_of(found.substr(0, found.find(char{}))), asked = lines_of(head);
  const auto [a, b] = std::mismatch(is.begin(), is.end(), asked.begin(), asked.end());
  if (a == is.end() && b == asked.end()) return std::nullopt;
  return Differs{a == is.end() ? "" : *a, b == asked.end() ? "" : *b};
}

/// Where two runs differ in what they read, the lines say no more than that.
Issue of_another_origin(const std::string& path, const Differs& line) {
  constexpr std::string_view kInputs = "inputs ";
  const bool read_other = line.is.starts_with(kInputs) && line.asked.starts_with(kInputs);
  return issue_in(
      IssueKind::data, path,
      read_other ? std::string("futures of another run: its case, its --set or the tables of its place are not these")
                 : fmt::format("futures of another run: they are of '{}', asked is '{}'", line.is, line.asked),
      "the same case, options and program as in the run that was stopped",
      "choose another directory with --out; or remove this file, and its futures are lost");
}

/// A small run would cost the hours of a long one, of the same case.
Issue of_more(const std::string& path) {
  return issue_in(IssueKind::data, path, "more futures of the same run, which was stopped, than are asked for",
                  "--resume, which takes of them what is asked and leaves the others",
                  "choose another directory with --out; or remove this file, and its futures are lost");
}

Issue at_it(const std::string& path) {
  return issue_in(IssueKind::cannot_create, path, "another run is writing it", "one run at a time for each result file",
                  "wait for it, or choose another directory with --out");
}

Issue not_ours(const std::string& path) {
  return issue_in(IssueKind::cannot_create, path, "is there already, and no run of this program began it",
                  "a name that is free, for the futures while they are drawn",
                  "move it away, or choose another directory with --out");
}

/// It may be anybody's file: to write into it would change that one too.
Issue has_another_name(const std::string& path) {
  return issue_in(IssueKind::cannot_create, path, "has another name besides (a hard link)",
                  "a file of this name alone, for the futures while they are drawn",
                  "copy it and put the copy in its place, or choose another directory with --out");
}

/// Empty or begun by a run: as far as its first line was written.
bool is_ours(int descriptor, const struct stat& about) {
  if (!S_ISREG(about.st_mode)) return false;
  std::string found(kFirstLine.size(), '\0');
  const ssize_t got = read_at(descriptor, 0, found);
  found.resize(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  return got >= 0 && kFirstLine.starts_with(found);
}

/// Open and locked. Another's may go away between the two: then it is made anew.
Expected<int> locked(const std::string& path) {
  constexpr mode_t kReadableByAll = 0644;
  for (;;) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, kReadableByAll);
    if (descriptor < 0)
      return fail(errno == ELOOP && fs::is_symlink(path) ? not_ours(path) : cannot_create(path, errno));
    const bool free = ::flock(descriptor, LOCK_EX | LOCK_NB) == 0;
    const int error = errno;
    if (free && is_named(descriptor, path)) return descriptor;
    ::close(descriptor);
    if (!free) return fail(error == EWOULDBLOCK ? at_it(path) : cannot_create(path, error));
  }
}

}  // namespace

FutureFile::FutureFile(int descriptor, std::string path, const StoreShape& shape, std::string shown)
    : descriptor_(descriptor),
      path_(std::move(path)),
      shown_(std::move(shown)),
      shape_(shape),
      finished_(static_cast<std::size_t>(shape.tiles), 0),
      digests_(static_cast<std::size_t>(shape.tiles)) {}

FutureFile::~FutureFile() {
  if (!kept_.value_or(any_)) take_away();
  ::close(descriptor_);
}

void FutureFile::keep(bool lasting) {
  kept_ = lasting;
  if (!lasting) take_away();
}

/// What is open can be read on.
void FutureFile::take_away() {
  if (!path_.empty() && !of_more_) ::unlink(path_.c_str());  // ours as long as it is locked
  path_.clear();
}

Expected<std::unique_ptr<FutureFile>> FutureFile::nameless(const StoreShape& shape, const std::string& folder) {
  std::error_code error;
  const fs::path place = folder.empty() ? fs::temp_directory_path(error) : fs::path(folder);
  std::string path = (place / "ballast-futures-XXXXXX").string();
  const int descriptor = error ? -1 : ::mkostemp(path.data(), O_CLOEXEC);
  if (descriptor < 0) {
    Issue issue = cannot_create(error ? "TMPDIR" : path, error ? error.value() : errno);
    issue.remedy = kAnotherFolder;
    return fail(std::move(issue));
  }
  ::unlink(path.c_str());
  return std::unique_ptr<FutureFile>(new FutureFile(descriptor, {}, shape, place.string()));
}

Expected<std::unique_ptr<FutureFile>> FutureFile::beside(const std::string& file, const StoreShape& shape,
                                                         Origin origin, bool resume) {
  const std::string path = file + kUnfinished;
  const auto descriptor = locked(path);
  if (!descriptor) return fail(descriptor.error());
  struct stat about {};
  const bool known = ::fstat(*descriptor, &about) == 0 && is_ours(*descriptor, about);
  if (!known || about.st_nlink > 1) {
    ::close(*descriptor);
    return fail(known ? has_another_name(path) : not_ours(path));
  }
  remove_leftovers(file);
  std::unique_ptr<FutureFile> made(new FutureFile(*descriptor, path, shape, path));
  const std::string head = head_of(origin, shape);
  const auto ready = resume ? made->resume(head) : made->begin_anew(head);
  if (ready) return made;
  if (ready.error().front().kind == IssueKind::data) made->path_.clear();  // another's: it stays
  return fail(ready.error());
}

std::size_t FutureFile::at(int tile) const {
  return head_ + static_cast<std::size_t>(tile) * whole_pages(shape_.tile() * sizeof(double) + kMark);
}

Expected<void> FutureFile::begin(const std::string& head) {
  head_ = head.size();
  if (::ftruncate(descriptor_, 0) != 0) return fail(write_failed(path_, errno));
  if (const int error = write_at(descriptor_, 0, head); error != 0) return fail(write_failed(path_, error));
  return {};
}

/// What another run left may have taken hours: it is not drawn over.
Expected<void> FutureFile::begin_anew(const std::string& head) {
  const auto found = found_head();
  if (!found) return fail(found.error());
  discarded_ = holds_tiles(*found);
  if (const auto line = difference(*found, head); discarded_ && line) return fail(of_another_origin(path_, *line));
  head_ = head.size();
  if (holds_more()) return fail(of_more(path_));
  return begin(head);
}

/// Whether there are futures past those that are asked for.
bool FutureFile::holds_more() const {
  struct stat about {};
  return ::fstat(descriptor_, &about) == 0 && about.st_size > static_cast<off_t>(at(shape_.tiles));
}

bool FutureFile::mark_is_true(int tile, int finished, const std::string& digest) const {
  std::vector<double> values(shape_.tile());
  const std::span<char> bytes(reinterpret_cast<char*>(values.data()), values.size() * sizeof(double));
  return read_at(descriptor_, at(tile), bytes) == static_cast<ssize_t>(bytes.size()) &&
         digest_of(values, finished) == digest;
}

/// The head of what is there, and what follows it as far as a head may reach; empty where none is whole: that run was
/// killed before its first tile.
Expected<std::string> FutureFile::found_head() const {
  std::string found(kLongestHead, '\0');
  const ssize_t got = read_at(descriptor_, 0, found);
  if (got < 0)  // there may be futures all the same
    return fail(issue_in(IssueKind::data, path_, fmt::format("cannot be read: {}", std::strerror(errno)), "a file"));
  found.resize(static_cast<std::size_t>(got));
  if (found.size() < kPage || !found.starts_with(kFirstLine)) found.clear();
  return found;
}

/// Whether a tile that was finished follows a head that was found, whatever shape its run gave its tiles.
bool FutureFile::holds_tiles(const std::string& found) const {
  struct stat about {};
  if (found.empty() || ::fstat(descriptor_, &about) != 0) return false;
  const std::size_t head = whole_pages(found.find(char{}) + 1), size = static_cast<std::size_t>(about.st_size);
  const std::size_t numbers = number_of(found, "series ") * number_of(found, "width ");
  if (numbers == 0) return size > head;
  const std::size_t values = numbers * sizeof(double), tile = whole_pages(values + kMark);
  std::string mark(kMark, '\0');
  for (std::size_t mark_at = head + values; mark_at + kMark <= size; mark_at += tile)
    if (read_at(descriptor_, mark_at, mark) == static_cast<ssize_t>(kMark) && finished_of(mark) > 0) return true;
  return false;
}

Expected<void> FutureFile::resume(const std::string& head) {
  const auto found = found_head();
  if (!found) return fail(found.error());
  if (found->empty()) return begin(head);
  kept_ = true;  // whatever goes wrong here
  if (!found->starts_with(head)) {
    if (const auto line = difference(*found, head)) return fail(of_another_origin(path_, *line));
    // Its padding alone is damaged; tiles tell by their marks whether they are whole.
    if (const int error = write_at(descriptor_, 0, head); error != 0) return fail(write_failed(path_, error));
  }
  head_ = head.size();
  of_more_ = holds_more();
  for (int tile = 0; tile < shape_.tiles; ++tile) {
    std::string mark(kMark, '\0');
    if (read_at(descriptor_, at(tile) + shape_.tile() * sizeof(double), mark) < static_cast<ssize_t>(kMark)) continue;
    const int finished = finished_of(mark);
    const std::string digest = mark.substr(0, kDigits);
    if (finished > 0 && finished <= shape_.width && mark_is_true(tile, finished, digest)) {
      finished_[static_cast<std::size_t>(tile)] = finished, any_ = true;
      digests_[static_cast<std::size_t>(tile)] = digest;
    } else if (mark.find_first_not_of(char{}) != mark.npos) {  // of a tile not yet written nothing stands there
      ++damaged_;
    }
  }
  return {};
}

/// The mark goes last: a tile whose writing was cut short has none, or one that is not true.
Expected<void> FutureFile::put(int tile, int finished, std::span<const double> values) {
  int error = write_at(descriptor_, at(tile), bytes_of(values));
  if (error == 0 && !path_.empty()) {
    std::string& digest = digests_[static_cast<std::size_t>(tile)] = digest_of(values, finished);
    error = write_at(descriptor_, at(tile) + values.size_bytes(),
                     fmt::format("{}{:>{}}", digest, finished, kMark - kDigits));
  }
  if (error != 0) {
    Issue issue = write_failed(shown_, error);
    issue.remedy = kAnotherFolder;
    if (!path_.empty()) telling_([&] { issue.remedy = any_ ? kGoOn : kFromTheBeginning; });
    return fail(std::move(issue));
  }
  finished_[static_cast<std::size_t>(tile)] = finished;
  telling_([this] { any_ = true; });
  return {};
}

StoreMaker nameless_store(const std::string& folder) {
  return [folder](const Scenario&, const Projection&, const EnsembleRequest&,
                  const StoreShape& shape) -> Expected<std::unique_ptr<FutureStore>> {
    return FutureFile::nameless(shape, folder);
  };
}

/// What has a name others can write into: a tile is held against what was put when it is first read.
void FutureFile::hold(int tile) const {
  holding_([&] {
    std::string& digest = digests_[static_cast<std::size_t>(tile)];
    if (digest.empty()) return;
    std::vector<double> all(shape_.tile());
    read_back(tile, 0, all);
    if (digest_of(all, finished(tile)) != digest) throw StoreError("somebody else wrote into the file");
    digest.clear();
  });
}

void FutureFile::get(int tile, std::size_t from, std::span<double> values) const {
  hold(tile);
  read_back(tile, from, values);
}

void FutureFile::read_back(int tile, std::size_t from, std::span<double> values) const {
  const std::span<char> bytes(reinterpret_cast<char*>(values.data()), values.size_bytes());
  const ssize_t got = read_at(descriptor_, at(tile) + from * sizeof(double), bytes);
  if (got < 0) throw StoreError(std::generic_category().message(errno));
  if (got != static_cast<ssize_t>(bytes.size())) throw StoreError("the file is shorter than it was");
}

}  // namespace ballast
