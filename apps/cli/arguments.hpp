/// The command line of one verb, checked: no abbreviation is guessed, no number is taken for another.
#pragma once

#include <boost/program_options.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "apps/cli/console.hpp"
#include "models/base/quantity.hpp"

namespace ballast::cli {

/// One option of a verb; a switch takes no value.
struct Option {
  enum class Takes { nothing, value, values };
  std::string name;
  Takes takes = Takes::value;
  std::string zh, en;
};

/// What a verb is: how it is called and which options it knows beside the common ones.
struct Verb {
  std::string name, operands, zh, en;
  std::vector<Option> options;
};

class Arguments {
 public:
  /// Usage issues: unknown options (with the nearest known one), missing values, repeated options.
  static Expected<Arguments> parse(const Verb& verb, const std::vector<std::string>& words);

  const std::vector<std::string>& operands() const { return operands_; }
  bool has(const std::string& name) const { return values_.count(name) > 0; }
  /// Whether the user wrote it; a switch that was not written has a value all the same.
  bool given(const std::string& name) const { return has(name) && !values_[name].defaulted(); }
  bool on(const std::string& name) const { return has(name) && values_[name].as<bool>(); }
  std::string value(const std::string& name, std::string otherwise = {}) const;
  std::vector<std::string> values(const std::string& name) const;

  /// A whole number, or a number; usage issues go into `issues` when the text is none.
  std::optional<int> whole(const std::string& name, Issues& issues) const;
  std::optional<std::int64_t> long_whole(const std::string& name, Issues& issues) const;
  std::optional<double> number(const std::string& name, Issues& issues) const;

 private:
  boost::program_options::variables_map values_;
  std::vector<std::string> operands_;
};

/// The common options of all verbs: --json, --lang, --quiet, --color, --help.
const std::vector<Option>& common_options();
/// Console settings from the common options; usage issue when one has no such value.
Expected<Console> console_of(const Arguments& arguments);

std::string help_of(const Verb& verb, Lang lang);

/// Splits at commas; no empty parts. Of keys, which hold none, also at those of Chinese keyboards.
std::vector<std::string> split_list(std::string_view text);
std::vector<std::string> split_keys(std::string_view list);
std::string month_text(YearMonth month);

}  // namespace ballast::cli
