/// Expected<T>: a value, or every issue that kept it from being made. The one door for errors a user can cause.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace ballast {

/// Which documented exit code an issue leads to.
enum class IssueKind {
  usage = 64,      ///< unknown verb, option, knob; a value that does not parse
  data = 65,       ///< value out of range, bad content of a file
  not_found = 66,  ///< a named file or case does not exist
  internal = 2,    ///< conservation failure or a defect of the program
  cannot_create = 73,
  write_failed = 74,
  broken_installation = 78,
};

/// One thing wrong with what was asked, located as far as it has a place.
struct Issue {
  IssueKind kind = IssueKind::data;
  std::string file;      ///< empty when the issue has no file
  int line = 0;          ///< 1-based; 0 when unknown
  int column = 0;        ///< 1-based, counts characters; 0 when unknown
  std::string what;      ///< what is wrong, in a sentence
  std::string expected;  ///< what was expected, with unit and range; may be empty
  std::string remedy;    ///< e.g. the nearest known name; may be empty
};

using Issues = std::vector<Issue>;

/// Of what was asked, or of the program: no file.
inline Issue issue_of(IssueKind kind, std::string what, std::string expected, std::string remedy = {}) {
  return {kind, {}, 0, 0, std::move(what), std::move(expected), std::move(remedy)};
}
/// Of a file as a whole, or of what goes by its name: no line to point at.
inline Issue issue_in(IssueKind kind, std::string file, std::string what, std::string expected,
                      std::string remedy = {}) {
  return {kind, std::move(file), 0, 0, std::move(what), std::move(expected), std::move(remedy)};
}

template <class T>
using Expected = tl::expected<T, Issues>;

inline tl::unexpected<Issues> fail(Issues issues) { return tl::unexpected<Issues>(std::move(issues)); }
inline tl::unexpected<Issues> fail(Issue issue) { return tl::unexpected<Issues>(Issues{std::move(issue)}); }

}  // namespace ballast
