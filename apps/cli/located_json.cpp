#include "apps/cli/located_json.hpp"

#include <fmt/format.h>

#include <iterator>
#include <set>
#include <stdexcept>
#include <vector>

#include "scenarios/reader/text_file.hpp"

namespace ballast::cli {

namespace {

using nlohmann::json;

constexpr int kDeepest = 8;

bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0u) == 0x80u; }

/// Where the parser is: the place of the character it read last.
struct Cursor {
  int line = 1, column = 0;
  bool new_line = false;

  void take(char byte) {
    if (new_line) ++line, column = 0, new_line = false;
    if (!continues_character(byte)) ++column;
    new_line = byte == '\n';
  }
};

/// Reads a text and moves a cursor along.
class Reading {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  Reading(const char* at, Cursor* cursor) : at_(at), cursor_(cursor) {}
  reference operator*() const { return *at_; }
  Reading& operator++() {
    cursor_->take(*at_++);
    return *this;
  }
  Reading operator++(int) {
    const Reading before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const Reading& a, const Reading& b) { return a.at_ == b.at_; }
  friend bool operator!=(const Reading& a, const Reading& b) { return a.at_ != b.at_; }

 private:
  const char* at_;
  Cursor* cursor_;
};

struct TooDeep : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Follows the parser through the document and notes where everything stands.
class Tracker {
 public:
  Tracker(std::string path, const Cursor& cursor, LocatedJson& located, Issues& issues)
      : path_(std::move(path)), cursor_(cursor), located_(located), issues_(issues) {}

  void follow(json::parse_event_t event, const json& parsed) {
    using Event = json::parse_event_t;
    if (event == Event::key) return take_key(parsed.get<std::string>());
    if (event == Event::value) return take_value(parsed);
    if (event == Event::object_start || event == Event::array_start) return open(event == Event::array_start);
    frames_.pop_back();
    next();
  }

 private:
  struct Frame {
    bool array = false;
    std::size_t index = 0;
    std::string key;
    std::set<std::string> keys;
  };

  void open(bool array) {
    if (frames_.size() >= kDeepest) throw TooDeep("nested too deep");
    note(0);
    frames_.push_back({array, 0, {}, {}});
  }

  void take_key(const std::string& key) {
    Frame& frame = frames_.back();
    frame.key = key;
    int characters = 1;
    for (const char byte : key) characters += continues_character(byte) ? 0 : 1;
    note(characters);
    if (frame.keys.insert(key).second) return;
    const TextPlace at = located_.places[pointer()];
    issues_.push_back(
        {IssueKind::data, path_, at.line, at.column, fmt::format("{} stands twice", json(key).dump()), "once", {}});
  }

  void take_value(const json& value) {
    note(0);
    if (value.is_string() && first_control(value.get_ref<const std::string&>()) != std::string::npos) {
      const TextPlace at = located_.places[pointer()];
      issues_.push_back({IssueKind::data,
                         path_,
                         at.line,
                         at.column,
                         "the text holds a control character",
                         "characters that can be seen",
                         {}});
    }
    next();
  }

  /// The innermost place that is not known yet: a key is noted before its value.
  void note(int back) {
    const std::string where = pointer();
    if (back > 0 || !located_.places.contains(where))
      located_.places[where] = {cursor_.line, std::max(1, cursor_.column - back)};
  }

  void next() {
    if (!frames_.empty() && frames_.back().array) ++frames_.back().index;
  }

  std::string pointer() const {
    std::string where;
    for (const Frame& frame : frames_) where += "/" + (frame.array ? std::to_string(frame.index) : frame.key);
    return where;
  }

  std::string path_;
  const Cursor& cursor_;
  LocatedJson& located_;
  Issues& issues_;
  std::vector<Frame> frames_;
};

}  // namespace

TextPlace LocatedJson::at(const std::string& pointer) const {
  const auto found = places.find(pointer);
  return found == places.end() ? TextPlace{} : found->second;
}

Expected<LocatedJson> parse_located(const std::string& path, const std::string& text) {
  LocatedJson located;
  Issues issues;
  Cursor cursor;
  Tracker tracker(path, cursor, located, issues);
  const auto complain = [&](std::string what, std::string expected) {
    issues.push_back(
        {IssueKind::data, path, cursor.line, std::max(1, cursor.column), std::move(what), std::move(expected), {}});
  };
  if (const int line = first_broken_line(text); line > 0) return fail(not_utf8(path, text, line));
  if (const std::size_t nul = text.find('\0'); nul != std::string::npos) {  // to the parser it is the end
    for (const char byte : text.substr(0, nul + 1)) cursor.take(byte);
    complain("is not JSON", "a JSON document; NaN and infinite numbers are not JSON");
    return fail(std::move(issues));
  }
  try {
    const auto follow = [&tracker](int, json::parse_event_t event, json& parsed) {
      tracker.follow(event, parsed);
      return true;
    };
    located.document = json::parse(Reading(text.data(), &cursor), Reading(text.data() + text.size(), &cursor), follow);
  } catch (const TooDeep&) {
    complain("is nested too deep", fmt::format("at most {} levels", kDeepest));
  } catch (const json::parse_error&) {
    complain("is not JSON", "a JSON document; NaN and infinite numbers are not JSON");
  } catch (const json::exception&) {
    complain("holds a number or text no program can read", "finite numbers, UTF-8 text");
  }
  if (!issues.empty()) return fail(std::move(issues));
  return located;
}

}  // namespace ballast::cli
