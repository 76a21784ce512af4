#include "output/files/safe_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <list>
#include <optional>
#include <system_error>
#include <vector>

#include "output/files/new_folders.hpp"

namespace ballast {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMark = ".part-";  ///< between a target's name and six letters: its temporary files
constexpr std::size_t kLetters = 6;

std::string reason(int error) { return std::generic_category().message(error); }

Issue cannot_create(const std::string& path, const std::string& why) {
  return {.kind = IssueKind::cannot_create,
          .file = path,
          .what = "cannot be created: " + why,
          .expected = "a directory this user may write to",
          .remedy = "choose another folder"};
}

Issue write_failed(const std::string& path, const std::string& why) {
  return {.kind = IssueKind::write_failed,
          .file = path,
          .what = "cannot be written: " + why,
          .expected = "room on the disk",
          .remedy = "nothing was changed; free some space and run again"};
}

/// What stands where a file is to go and is none: a file would take its place for good. Nothing where the name is free
/// or a file's.
std::optional<Issue> never_replaced(const std::string& path) {
  struct stat there {};
  if (::stat(path.c_str(), &there) != 0 || S_ISREG(there.st_mode)) return std::nullopt;
  if (S_ISDIR(there.st_mode)) return cannot_create(path, reason(EISDIR));
  return Issue{.kind = IssueKind::cannot_create,
               .file = path,
               .what = "is no file but a device, a pipe or a socket",
               .expected = "the name of a file, or one that is free",
               .remedy = "choose another name"};
}

/// Whether the folder takes a name as long as a file has while it is written.
bool takes_name(const std::string& folder, const std::string& file) {
  const long longest = ::pathconf(folder.c_str(), _PC_NAME_MAX);
  return longest < 0 || file.size() + kMark.size() + kLetters <= static_cast<std::size_t>(longest);
}

/// The temporary files of this moment, for a signal that ends the program: its handler may neither allocate nor wait.
/// Those beyond the last place would stay.
constexpr std::size_t kMostUnfinished = 256;
std::array<std::atomic<const char*>, kMostUnfinished> unfinished{};
static_assert(std::atomic<const char*>::is_always_lock_free);

/// How many threads give finished files their places, and the signal that came meanwhile.
std::atomic<int> taking_places = 0, held_signal = 0;
static_assert(std::atomic<int>::is_always_lock_free);

/// While it lives, a signal ends the program only afterwards: some of the files would be new, the others old.
class SignalsHeld {
 public:
  SignalsHeld() { ++taking_places; }
  ~SignalsHeld() {
    --taking_places;
    if (const int signal = held_signal.exchange(0); signal != 0) std::raise(signal);
  }
  SignalsHeld(const SignalsHeld&) = delete;
  SignalsHeld& operator=(const SignalsHeld&) = delete;
};

/// Several threads may be writing at once.
void replace_unfinished(const char* before, const char* after) {
  for (std::atomic<const char*>& place : unfinished)
    if (const char* expected = before; place.compare_exchange_strong(expected, after)) return;
}

/// What others may do with a new file, as the user set it; asked before there are threads.
const mode_t kNewFile = [] {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return static_cast<mode_t>(0666 & ~mask);
}();

/// A file that is written anew stays as open to others as it was.
mode_t mode_of(const std::string& target) {
  struct stat there {};
  return ::stat(target.c_str(), &there) == 0 ? there.st_mode & 0777 : kNewFile;
}

/// A lock that ends with the process, however it ends. Not one of flock: HDF5 takes that of the file it fills.
/// 0, or the number of the error: EAGAIN where another has it, others where there are no such locks.
int lock_of_writer(int descriptor) {
  struct flock whole {};
  whole.l_type = F_WRLCK;
  whole.l_whence = SEEK_SET;
  return ::fcntl(descriptor, F_OFD_SETLK, &whole) == 0 ? 0 : errno;
}

bool held_by_another(int error) { return error == EAGAIN || error == EACCES; }

/// A file descriptor that closes itself and a temporary file that removes itself unless renamed. Locked as long as it
/// lives: by that others know it from what a killed writer left.
class Temporary {
 public:
  explicit Temporary(const std::string& target)
      : path_(target + std::string(kMark) + "XXXXXX"), mode_(mode_of(target)) {
    remove_leftovers(target);
    replace_unfinished(nullptr, path_.c_str());  // before it is there: no signal comes in between
    while (!make()) path_.replace(path_.size() - kLetters, kLetters, kLetters, 'X');
  }
  ~Temporary() {
    if (created() && !kept_) ::unlink(path_.c_str());
    if (descriptor_ >= 0) ::close(descriptor_);
    replace_unfinished(path_.c_str(), nullptr);
  }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;

  bool created() const { return descriptor_ >= 0; }
  const std::string& path() const { return path_; }

  /// 0, or the error number of the first call that failed.
  int write(std::string_view content) {
    while (!content.empty()) {
      const ssize_t done = ::write(descriptor_, content.data(), content.size());
      if (done < 0 && errno == EINTR) continue;
      if (done <= 0) return done < 0 ? errno : ENOSPC;
      content.remove_prefix(static_cast<std::size_t>(done));
    }
    return 0;
  }

  /// Onto the disk; 0 or the error number. A network tells of some errors only where a descriptor is closed.
  int flush() {
    if (::fchmod(descriptor_, mode_) != 0 || ::fsync(descriptor_) != 0) return errno;
    const int second = ::dup(descriptor_);
    return second < 0 || ::close(second) != 0 ? errno : 0;
  }
  /// Renames onto `target` what was flushed; 0 or the error number.
  int keep_as(const std::string& target) {
    if (::rename(path_.c_str(), target.c_str()) != 0) return errno;
    kept_ = true;
    return 0;
  }

 private:
  /// False where another took it for a leftover between its making and its lock.
  bool make() {
    descriptor_ = ::mkstemp(path_.data());
    if (descriptor_ < 0) return true;
    ::fcntl(descriptor_, F_SETFD, FD_CLOEXEC);
    if (!held_by_another(lock_of_writer(descriptor_)) && is_named(descriptor_, path_)) return true;
    ::close(descriptor_);
    return false;
  }

  std::string path_;
  mode_t mode_;
  int descriptor_ = -1;
  bool kept_ = false;
};

/// What nobody holds any more.
void remove_if_left(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (descriptor < 0) return;
  if (lock_of_writer(descriptor) == 0) ::unlink(path.c_str());
  ::close(descriptor);
}

/// Finished files take their places. Where one cannot, those before it have theirs: nothing takes them back.
Expected<void> take_places(std::list<Temporary>& written, const std::vector<MadeFile>& files) {
  const SignalsHeld held;
  auto temporary = written.begin();
  for (std::size_t i = 0; i < files.size(); ++i) {
    const int error = (temporary++)->keep_as(files[i].path);
    if (error == 0) continue;
    Issue issue = write_failed(files[i].path, reason(error));
    if (i > 0) issue.remedy = "files before it have been replaced; run again";
    return fail(std::move(issue));
  }
  return {};
}

/// What a filling says of the disk it says of its target.
Expected<void> filled_by(const MadeFile& file, const Temporary& temporary) {
  auto filled = file.fill(temporary.path());
  if (!filled)
    for (Issue& issue : filled.error())
      if (issue.kind == IssueKind::write_failed) issue = write_failed(file.path, issue.what);
  return filled;
}

Expected<void> write_text(const MadeFile& file, Temporary& temporary) {
  int error = 0;
  file.text([&](std::string_view piece) {
    if (error == 0) error = temporary.write(piece);
  });
  if (error != 0) return fail(write_failed(file.path, reason(error)));
  return {};
}

}  // namespace

Issue cannot_create(const std::string& path, int error) { return cannot_create(path, reason(error)); }
Issue write_failed(const std::string& path, int error) { return write_failed(path, reason(error)); }

bool is_named(int descriptor, const std::string& path) {
  struct stat named {
  }, opened{};
  return ::stat(path.c_str(), &named) == 0 && ::fstat(descriptor, &opened) == 0 && named.st_ino == opened.st_ino &&
         named.st_dev == opened.st_dev;
}

bool remove_unfinished(int signal) {
  held_signal = signal;
  if (taking_places > 0) return false;
  held_signal = 0;
  for (const std::atomic<const char*>& path : unfinished)
    if (const char* const name = path; name != nullptr) ::unlink(name);
  return true;
}

void remove_leftovers(const std::string& path) {
  const fs::path target(path);
  const std::string begin = target.filename().string() + std::string(kMark);
  std::error_code ignored;
  std::vector<fs::path> left;
  for (const auto& entry : fs::directory_iterator(target.has_parent_path() ? target.parent_path() : ".", ignored))
    if (const std::string name = entry.path().filename().string();
        name.starts_with(begin) && name.size() == begin.size() + kLetters)
      left.push_back(entry.path());
  for (const fs::path& of : left) remove_if_left(of);
}

namespace {

Expected<void> prepared(const std::string& directory, const std::vector<std::string>& files) {
  std::error_code error;
  fs::create_directories(directory, error);
  if (error) return fail(cannot_create(directory, error.message()));
  if (!fs::is_directory(directory, error)) return fail(cannot_create(directory, reason(ENOTDIR)));
  const Temporary probe((fs::path(directory) / ".ballast").string());
  if (!probe.created()) return fail(cannot_create(directory, reason(errno)));
  for (const std::string& file : files) {
    const std::string path = fs::path(directory) / file;
    if (!takes_name(directory, file)) return fail(cannot_create(path, reason(ENAMETOOLONG)));
    if (auto other = never_replaced(path)) return fail(std::move(*other));
  }
  return {};
}

}  // namespace

Expected<void> prepare_directory(const std::string& directory, const std::vector<std::string>& files) {
  const NewFolders made(directory);
  auto ready = prepared(directory, files);
  if (!ready) made.take_back();
  return ready;
}

Expected<void> write_whole(const std::string& path, std::string_view content) {
  return write_together(std::vector<WholeFile>{{path, content}});
}

Expected<void> write_together(const std::vector<WholeFile>& files) {
  std::vector<MadeFile> made;
  for (const auto& [path, content] : files)
    made.push_back({.path = path, .text = [content = content](const PutText& put) { put(content); }});
  return write_together(made);
}

Expected<void> write_together(const std::vector<MadeFile>& files) {
  std::list<Temporary> written;
  for (const MadeFile& file : files) {
    if (auto other = never_replaced(file.path)) return fail(std::move(*other));
    Temporary& temporary = written.emplace_back(file.path);
    if (!temporary.created()) return fail(cannot_create(file.path, errno));
    if (auto made = file.fill ? filled_by(file, temporary) : write_text(file, temporary); !made)
      return fail(std::move(made.error()));
    if (const int error = temporary.flush(); error != 0) return fail(write_failed(file.path, error));
  }
  return take_places(written, files);
}

Expected<void> write_filled(const std::string& path, const std::function<Expected<void>(const std::string&)>& fill) {
  return write_together(std::vector<MadeFile>{{.path = path, .fill = fill}});
}

}  // namespace ballast
