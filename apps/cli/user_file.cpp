#include "apps/cli/user_file.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "scenarios/reader/workbook_file.hpp"

namespace ballast::cli {

namespace {

constexpr std::size_t kLargestFile = 1 << 20;

Issue cannot_read(const std::string& path, int error) {
  return issue_in(IssueKind::not_found, path, fmt::format("cannot be read: {}", std::strerror(error)), "a file");
}

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

}  // namespace

Expected<std::string> read_user_file(const std::string& path) {
  struct stat about {};
  if (::stat(path.c_str(), &about) != 0) return fail(cannot_read(path, errno));
  if (S_ISDIR(about.st_mode)) return fail(cannot_read(path, EISDIR));
  if (is_workbook(path)) return fail(workbook_not_read(path));
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rb"));
  if (!file) return fail(cannot_read(path, errno));
  std::string text(kLargestFile + 1, '\0');
  text.resize(std::fread(text.data(), 1, text.size(), file.get()));
  if (std::ferror(file.get()) != 0) return fail(cannot_read(path, EIO));
  if (text.size() > kLargestFile) return fail(issue_in(IssueKind::data, path, "is too large", "at most 1 MiB"));
  return text;
}

}  // namespace ballast::cli
