#include "scenarios/reader/case_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "models/base/nearest.hpp"
#include "scenarios/reader/fields.hpp"
#include "scenarios/reader/text_file.hpp"
#include "scenarios/reader/workbook_file.hpp"

namespace ballast {
namespace {

namespace fs = std::filesystem;

constexpr const char* kCaseFile = "a file whose name ends in .toml, in small letters";

std::string without_ending(const std::string& name) {
  return name.ends_with(".toml") ? fs::path(name).stem().string() : name;
}

/// The file of a case that lies in the folder of another file.
std::string beside(const std::string& file, const std::string& name) {
  return (fs::path(file).parent_path() / (name + ".toml")).string();
}

Issue folder_for_a_case(const Named& wanted) {
  return issue_in(IssueKind::not_found, escaped(wanted.name), "is a folder", kCaseFile, "name a file in it");
}

/// A file that is there, asked for by its path.
Issue no_name_of_a_case(const Named& wanted) {
  if (is_workbook(wanted.name)) return workbook_not_read(escaped(wanted.name));
  if (wanted.name.ends_with(".h5"))
    return issue_in(IssueKind::not_found, escaped(wanted.name), "is a result, not a case", kCaseFile,
                    "results are for ballast inspect, compare and rerun");
  if (wanted.name.ends_with(".csv") || wanted.name.ends_with(".json")) {
    const std::string result = fs::path(wanted.name).replace_extension(".h5").string();
    std::error_code error;
    return issue_in(IssueKind::not_found, escaped(wanted.name), "is not taken for a case", kCaseFile,
                    fs::is_regular_file(result, error) ? fmt::format("the result beside it is {}", escaped(result))
                                                       : std::string{});
  }
  return issue_in(IssueKind::not_found, escaped(wanted.name), "is not taken for a case", kCaseFile, "rename it");
}

/// A file of the user that lacks its ending, or the nearest case.
std::string meant(const Named& wanted, const std::vector<std::string>& cases) {
  const std::string own = wanted.name + ".toml";
  std::error_code error;
  if (!wanted.by.empty() || wanted.name.empty() || !fs::is_regular_file(own, error))
    return nearest_name(wanted.name, cases);
  return fmt::format("write {}{}", own.find('/') == std::string::npos ? "./" : "", escaped(own));
}

}  // namespace

std::vector<std::string> toml_names(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error))
    if (entry.path().extension() == ".toml" && entry.is_regular_file(error) &&
        !entry.path().filename().string().starts_with('.'))  // which systems and editors leave
      names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

Expected<std::vector<std::string>> cases_in(const std::string& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error))
    return fail(issue_in(IssueKind::not_found, escaped(folder), "no such folder", "a folder of cases"));
  std::vector<std::string> asked = toml_names(folder);
  for (std::string& name : asked) name = (fs::path(folder) / (name + ".toml")).lexically_normal().string();
  return asked;
}

Named asked_for(const std::string& directory, const std::string& name) {
  const std::string shown = escaped(name);
  if (name.ends_with(".toml")) return {.name = name, .path = name, .shown = shown, .by = {}};
  return {
      .name = name, .path = directory + "/" + name + ".toml", .shown = "scenarios/cases/" + shown + ".toml", .by = {}};
}

Named base_of(const Named& file, const Node& base, const std::string& directory) {
  const std::string plain = without_ending(base.text);
  Named named = asked_for(directory, plain);
  const std::string own = beside(file.path, plain);
  std::error_code error;
  if (fs::is_regular_file(own, error)) named.path = own, named.shown = beside(file.shown, plain);
  named.by = file.shown, named.by_line = base.line, named.by_column = base.column;
  return named;
}

std::optional<Issue> not_one_base(const Named& file, const Node& base, const std::string& directory) {
  const std::string plain = without_ending(base.text), own = beside(file.path, plain);
  const std::string shipped = asked_for(directory, plain).path;
  std::error_code error;
  const bool both = fs::is_regular_file(own, error) && fs::is_regular_file(shipped, error);
  if (!both || fs::equivalent(own, shipped, error)) return std::nullopt;
  return issue_at(base, file.shown,
                  fmt::format("\"{}\" is a case of the project, and a file in the same folder", plain),
                  "a base that is one of them", fmt::format("rename {}", escaped(beside(file.shown, plain))));
}

Issue path_for_a_base(const Named& file, const Node& base, const std::string& directory) {
  const std::string plain = fs::path(base.text).stem().string();
  std::error_code error;
  const bool there = plain_name(plain) && (fs::is_regular_file(beside(file.path, plain), error) ||
                                           fs::is_regular_file(asked_for(directory, plain).path, error));
  return issue_at(base, file.shown, "a base is the name of a case, not a path",
                  "the name of a case, or of a file in the same folder",
                  there ? fmt::format("write base = \"{}\"", plain) : std::string{});
}

bool plain_name(const std::string& name) {
  return !name.empty() && name.find('/') == std::string::npos && name.find('\\') == std::string::npos &&
         name.find("..") == std::string::npos;
}

Issue no_such_case(const std::string& directory, const Named& wanted) {
  const std::vector<std::string> names = toml_names(directory);
  std::error_code error;
  if (wanted.by.empty() && fs::is_directory(wanted.name, error)) return folder_for_a_case(wanted);
  if (wanted.by.empty() && fs::is_regular_file(wanted.name, error)) return no_name_of_a_case(wanted);
  if (wanted.by.empty() && wanted.name.find_first_of("/.") != std::string::npos && fs::exists(wanted.name, error))
    return issue_in(IssueKind::not_found, escaped(wanted.name), "is no file that is kept: a pipe or a device",
                    kCaseFile, "name a file on the disk");
  if (!fs::exists(wanted.path, error) && error)  // links in a circle, a folder that is closed
    return issue_in(IssueKind::not_found, wanted.shown, fmt::format("cannot be read: {}", error.message()), kCaseFile,
                    "check the name");
  return {.kind = IssueKind::not_found,
          .file = wanted.by.empty() ? wanted.shown : wanted.by,
          .line = wanted.by_line,
          .column = wanted.by_column,
          .what = fmt::format("no case \"{}\"", escaped(wanted.name)),
          .expected = fmt::format("one of: {}", fmt::join(names, ", ")),
          .remedy = meant(wanted, names)};
}

}  // namespace ballast
