#include "apps/cli/console.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <map>

#include "apps/cli/installation.hpp"
#include "models/measures/catalogue.hpp"
#include "output/issues/issue_text.hpp"
#include "output/issues/pointed_line.hpp"
#include "output/json/json.hpp"
#include "scenarios/reader/meant_name.hpp"
#include "scenarios/reader/text_file.hpp"

namespace ballast::cli {

namespace {

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view{} : value;
}

std::string place_of(const Issue& issue) {
  if (issue.file.empty()) return {};
  std::string place = escaped(issue.file) + ":";
  if (issue.line > 0) place += std::to_string(issue.line) + ":";
  if (issue.line > 0 && issue.column > 0) place += std::to_string(issue.column) + ":";
  return place + " ";
}

/// Where the text lies that messages call so: the project's own by the data folder, a user's as he named it. None where
/// both are there and not the same.
std::string path_of_text(const std::string& file) {
  if (!file.starts_with("scenarios/")) return file;
  const std::string of_project = data_folder() + "/" + file;
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return of_project;
  if (!std::filesystem::exists(of_project, error)) return file;
  return std::filesystem::equivalent(file, of_project, error) ? file : std::string{};
}

/// The texts that issues are about, each read once. A file that is no text or cannot be read has no lines.
class Texts {
 public:
  /// A line, from 1; empty where there is none.
  std::string_view line(const std::string& file, int number) {
    const auto [at, fresh] = texts_.try_emplace(file);
    Text& text = at->second;
    if (fresh) text.read(file);
    const auto wanted = static_cast<std::size_t>(number);
    return number > 0 && wanted <= text.lines.size() ? text.lines[wanted - 1] : std::string_view{};
  }

 private:
  struct Text {
    std::string whole;
    std::vector<std::string_view> lines;

    void read(const std::string& file) {
      whole = read_text_file(path_of_text(file), file, kMostBytesOfATable).value_or(std::string{});
      for (std::string_view rest = whole; !rest.empty();) {
        lines.push_back(rest.substr(0, rest.find('\n')));
        rest.remove_prefix(std::min(rest.size(), lines.back().size() + 1));
      }
    }
  };
  std::map<std::string, Text> texts_;
};

/// A name of thousands of letters says what it is by its beginning.
std::string cut(std::string text) {
  constexpr std::size_t kMost = 600;  // bytes
  if (text.size() <= kMost) return text;
  std::size_t end = kMost;
  while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;  // not within a character
  return text.substr(0, end) + "…";
}

/// What was asked and what files hold is told again: nothing of it moves the cursor of a terminal.
std::string printed_for_people(const Issue& issue, Lang lang, Texts& texts) {
  const auto told = [lang](std::string_view said) { return escaped(issue_text(said, lang)); };
  const auto advised = escaped(remedy_text(issue.remedy, lang));
  std::string out = fmt::format("ballast: {}{}\n", cut(place_of(issue)), cut(told(issue.what)));
  if (issue.line > 0) out += pointed_line(texts.line(issue.file, issue.line), issue.column);
  if (!issue.expected.empty())
    out += fmt::format("  {}{}\n", phrase(Phrase::issue_expected, lang), told(issue.expected));
  if (!issue.remedy.empty()) out += fmt::format("  {}{}\n", phrase(Phrase::issue_remedy, lang), advised);
  return out;
}

/// Each issue once: a table for ten units, or one for two sexes, finds the same one as often.
Issues distinct(const Issues& issues) {
  const auto same = [](const Issue& a, const Issue& b) {
    return a.file == b.file && a.line == b.line && a.column == b.column && a.what == b.what;
  };
  Issues out;
  for (const Issue& issue : issues)
    if (std::none_of(out.begin(), out.end(), [&](const Issue& known) { return same(known, issue); }))
      out.push_back(issue);
  return out;
}

}  // namespace

void say(std::string_view words) {
  std::fwrite(words.data(), 1, words.size(), stderr);
  std::fflush(stderr);
}

int answer(std::string_view data) {
  const bool written = std::fwrite(data.data(), 1, data.size(), stdout) == data.size() && std::fflush(stdout) == 0;
  if (written) return kSuccess;
  say(fmt::format("ballast: stdout: {}\n", std::strerror(errno)));
  return static_cast<int>(IssueKind::write_failed);
}

void tell(const Console& console, std::string_view line) {
  if (!console.quiet) say(fmt::format("{}\n", line));
}

int refuse(const Console& console, const Issues& issues) {
  std::string out;
  const Issues shown = distinct(issues);
  if (console.json) out = issues_document(shown);
  Texts texts;
  if (!console.json)
    for (const Issue& issue : shown) out += printed_for_people(issue, console.lang, texts);
  say(out);
  const bool internal =
      std::any_of(issues.begin(), issues.end(), [](const Issue& issue) { return issue.kind == IssueKind::internal; });
  return static_cast<int>(internal || issues.empty() ? IssueKind::internal : issues.front().kind);
}

Issue usage_issue(std::string what, std::string expected, std::string remedy) {
  return issue_of(IssueKind::usage, std::move(what), std::move(expected), std::move(remedy));
}

std::string did_you_mean(std::string_view wrong, const std::vector<std::string>& known) {
  const std::string meant = meant_name(wrong, known);
  return meant.empty() ? std::string{} : fmt::format("did you mean {}?", meant);
}

std::string measure_meant(std::string_view wrong, std::vector<std::string> others) {
  for (const MeasureRow& row : kMeasureCatalogue) {
    if (row.zh == wrong) return fmt::format("did you mean {}?", row.key);
    others.emplace_back(row.key);
  }
  return did_you_mean(wrong, others);
}

Lang language_of_environment() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const std::string_view value = environment(name); !value.empty())
      return value.starts_with("zh") ? Lang::zh : Lang::en;
  return Lang::en;
}

bool colours_wanted(std::string_view when) {
  if (when != "auto") return when == "always";
  return ::isatty(STDOUT_FILENO) == 1 && environment("NO_COLOR").empty() && environment("TERM") != "dumb";
}

}  // namespace ballast::cli
