#include "output/xlsx/workbook.hpp"

#include <xlsxwriter.h>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "output/files/safe_file.hpp"

namespace ballast {
namespace {

constexpr double kColumnWidth = 18, kPageWidth = 100;

struct Formats {
  lxw_format *bold, *text;
};

bool write_sheet(lxw_workbook* book, const Formats& formats, const Sheet& sheet) {
  lxw_worksheet* page = ::workbook_add_worksheet(book, sheet.name.c_str());
  if (page == nullptr) return false;
  lxw_row_t row = 0;
  bool good = true;
  for (const std::string& note : sheet.notes)
    good &= ::worksheet_write_string(page, row++, 0, note.c_str(), nullptr) == LXW_NO_ERROR;
  if (sheet.header.empty()) return good && ::worksheet_set_column(page, 0, 0, kPageWidth, nullptr) == LXW_NO_ERROR;
  lxw_col_t column = 0;
  for (const std::string& name : sheet.header)
    good &= ::worksheet_write_string(page, row, column++, name.c_str(), formats.bold) == LXW_NO_ERROR;
  ::worksheet_set_column(page, 0, static_cast<lxw_col_t>(column - 1), kColumnWidth, nullptr);
  for (const std::size_t at : sheet.as_text)
    ::worksheet_set_column(page, static_cast<lxw_col_t>(at), static_cast<lxw_col_t>(at), kColumnWidth, formats.text);
  ::worksheet_freeze_panes(page, row + 1, 0);
  return good;
}

/// The library writes on closing; nothing else of the workbook can fail later. On the way it keeps sheets in `folder`.
bool write_book(const std::string& path, std::string folder, const std::vector<Sheet>& sheets) {
  lxw_workbook_options options{};
  options.tmpdir = folder.data();
  lxw_workbook* book = ::workbook_new_opt(path.c_str(), &options);
  if (book == nullptr) return false;
  lxw_doc_properties properties{};
  properties.created = 1;  // a fixed date: the same bytes every time
  ::workbook_set_properties(book, &properties);
  const Formats formats{::workbook_add_format(book), ::workbook_add_format(book)};
  ::format_set_bold(formats.bold);
  ::format_set_num_format(formats.text, "@");
  bool good = true;
  for (const Sheet& sheet : sheets) good = good && write_sheet(book, formats, sheet);
  return ::workbook_close(book) == LXW_NO_ERROR && good;
}

/// A file in memory, which the library can open by a name.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(::memfd_create("workbook", MFD_CLOEXEC)) {}
  ~MemoryFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }
  std::string bytes() const {
    struct stat about {};
    if (::fstat(descriptor_, &about) != 0) return {};
    std::string all(static_cast<std::size_t>(about.st_size), '\0');
    return ::pread(descriptor_, all.data(), all.size(), 0) == about.st_size ? all : std::string();
  }

 private:
  int descriptor_;
};

/// stderr, silent while it lives: it is for issues alone.
class SilentErrors {
 public:
  SilentErrors() : kept_(::dup(STDERR_FILENO)) {
    if (const int nothing = ::open("/dev/null", O_WRONLY | O_CLOEXEC); nothing >= 0) {
      ::dup2(nothing, STDERR_FILENO);
      ::close(nothing);
    }
  }
  ~SilentErrors() {
    if (kept_ < 0) return;
    ::dup2(kept_, STDERR_FILENO);
    ::close(kept_);
  }
  SilentErrors(const SilentErrors&) = delete;
  SilentErrors& operator=(const SilentErrors&) = delete;

 private:
  int kept_;
};

/// The library neither says why it finds no room for its sheets nor minds much whether it does.
Expected<std::string> folder_with_room() {
  constexpr std::uintmax_t kRoom = std::uintmax_t{4} << 20;
  std::error_code error;
  const std::string folder = std::filesystem::temp_directory_path(error).string();
  if (error) return fail(cannot_create("TMPDIR", error.value()));
  if (const auto ready = prepare_directory(folder); !ready) return fail(ready.error());
  const std::filesystem::space_info room = std::filesystem::space(folder, error);
  if (!error && room.available < kRoom) return fail(write_failed(folder, ENOSPC));
  return folder;
}

}  // namespace

Expected<std::string> workbook_bytes(const std::vector<Sheet>& sheets) {
  const auto folder = folder_with_room();
  if (!folder) return folder;
  const MemoryFile file;
  const SilentErrors silent;
  std::string bytes = write_book(file.path(), *folder, sheets) ? file.bytes() : std::string();
  if (bytes.empty())
    return fail(issue_of(IssueKind::write_failed, "the workbook could not be made", "room in memory", "run again"));
  return bytes;
}

}  // namespace ballast
