#include "apps/cli/arguments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <type_traits>

#include "output/table/figures.hpp"
#include "output/table/width.hpp"

namespace ballast::cli {

namespace {

namespace po = boost::program_options;

constexpr const char* kOperands = "operand";

po::options_description described(const Verb& verb) {
  po::options_description all;
  const auto add = [&all](const Option& option) {
    if (option.takes == Option::Takes::nothing) all.add_options()(option.name.c_str(), po::bool_switch());
    if (option.takes == Option::Takes::value) all.add_options()(option.name.c_str(), po::value<std::string>());
    if (option.takes == Option::Takes::values)
      all.add_options()(option.name.c_str(), po::value<std::vector<std::string>>());
  };
  for (const Option& option : verb.options) add(option);
  for (const Option& option : common_options()) add(option);
  all.add_options()(kOperands, po::value<std::vector<std::string>>());
  return all;
}

std::vector<std::string> names_of(const Verb& verb) {
  std::vector<std::string> names;
  for (const auto* options : {&verb.options, &common_options()})
    for (const Option& option : *options) names.push_back("--" + option.name);
  return names;
}

std::string hint(const Verb& verb) { return "ballast help " + verb.name; }

/// `as`: how it may have been meant.
Issue unknown_option(const Verb& verb, const std::string& name, const std::string& as) {
  const std::string near = did_you_mean(as, names_of(verb));
  return usage_issue(fmt::format("{} has no option {}", verb.name, name),
                     fmt::format("{}", fmt::join(names_of(verb), " ")), near.empty() ? hint(verb) : near);
}

/// A word that begins with a dash, also one of those that word processors make of hyphens; with hyphens.
std::string as_option(std::string_view word) {
  std::size_t hyphens = 0;
  for (bool more = word.size() > 1; more;) {
    more = false;
    for (const std::string_view dash : {"-", "—", "–", "−", "－", "‐", "‑", "―"})
      if (word.starts_with(dash)) word.remove_prefix(dash.size()), hyphens += dash == "—" ? 2 : 1, more = true;
  }
  return hyphens == 0 ? std::string{} : std::string(hyphens, '-') + std::string(word);
}

template <class Number>
Issue not_a_number(const std::string& name, const std::string& text) {
  return usage_issue(
      fmt::format("--{}: '{}' is not a number", name, text),
      std::is_integral_v<Number> ? "digits alone, such as 4, 1000 or 2050" : "digits, e.g. 2075 or 0.04");
}

/// Options that were given nothing: an empty word, or the next option.
Issues without_value(const Verb& verb, const Arguments& arguments) {
  Issues issues;
  for (const auto* options : {&verb.options, &common_options()})
    for (const Option& option : *options) {
      if (option.takes == Option::Takes::nothing || !arguments.has(option.name)) continue;
      const std::vector<std::string> given = option.takes == Option::Takes::values
                                                 ? arguments.values(option.name)
                                                 : std::vector{arguments.value(option.name)};
      for (const std::string& value : given) {
        if (value.empty()) issues.push_back(usage_issue(fmt::format("--{} is empty", option.name), {}, hint(verb)));
        if (value.starts_with("--"))
          issues.push_back(
              usage_issue(fmt::format("--{} has no value: {} follows", option.name, value), {}, hint(verb)));
      }
    }
  return issues;
}

template <class Number>
std::optional<Number> parsed(const std::string& text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// No number at all, no whole one, or one that no program can hold, too far from 0 or too near to it.
template <class Number>
Issue unreadable(const std::string& name, const std::string& text) {
  if (std::is_integral_v<Number> && text.find_first_of(".eE") != text.npos && parsed<double>(text))
    return usage_issue(fmt::format("--{}: {} is not a whole number", name, text),
                       "digits alone, such as 4, 1000 or 2050");
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc::result_out_of_range || end != text.data() + text.size())
    return not_a_number<Number>(name, text);
  return issue_of(
      IssueKind::data, fmt::format("--{} {} is out of range", name, text),
      std::abs(std::strtod(text.c_str(), nullptr)) < 1 ? "0, or a number further from it" : "a number nearer to 0");
}

template <class Number>
std::optional<Number> read(const std::string& name, const std::string& text, Issues& issues) {
  const std::optional<Number> value = parsed<Number>(text);
  if (!value) issues.push_back(unreadable<Number>(name, text));
  return value;
}

}  // namespace

const std::vector<Option>& common_options() {
  static const std::vector<Option> kCommon{
      {"json", Option::Takes::nothing, "以 JSON 输出", "answer in JSON"},
      {"lang", Option::Takes::value, "语言：zh 或 en（默认随系统语言）", "zh or en (default: the locale's)"},
      {"quiet", Option::Takes::nothing, "不在 stderr 上说明", "no remarks on stderr"},
      {"color", Option::Takes::value, "auto（默认）、always 或 never", "auto (default), always or never"},
      {"help", Option::Takes::nothing, "显示用法", "show how the verb is used"}};
  return kCommon;
}

Expected<Arguments> Arguments::parse(const Verb& verb, const std::vector<std::string>& words) try {
  // Everything of the Unix style except the guessing of abbreviations and one-letter options, of which there are none.
  constexpr int kStyle = po::command_line_style::allow_long | po::command_line_style::long_allow_adjacent |
                         po::command_line_style::long_allow_next;
  po::positional_options_description positions;
  positions.add(kOperands, -1);
  const po::options_description known = described(verb);
  Arguments arguments;
  po::store(po::command_line_parser(words).options(known).positional(positions).style(kStyle).run(), arguments.values_);
  arguments.operands_ = arguments.values(kOperands);
  for (const std::string& operand : arguments.operands_)
    if (const std::string option = as_option(operand); !option.empty()) {
      Issue unknown = unknown_option(verb, operand, option);
      if (std::find(words.begin(), words.end(), "--") != words.end()) unknown.remedy = "leave out -- before it";
      return fail(std::move(unknown));
    }
  if (Issues empty = without_value(verb, arguments); !empty.empty()) return fail(std::move(empty));
  return arguments;
} catch (const po::unknown_option& error) {
  return fail(unknown_option(verb, error.get_option_name(), error.get_option_name()));
} catch (const po::invalid_command_line_syntax& error) {
  if (error.kind() != error.empty_adjacent_parameter) return fail(usage_issue(error.what(), {}, hint(verb)));
  return fail(usage_issue(fmt::format("{} is empty", error.get_option_name()), {}, hint(verb)));
} catch (const po::error& error) {
  return fail(usage_issue(error.what(), {}, hint(verb)));
}

std::string Arguments::value(const std::string& name, std::string otherwise) const {
  return has(name) ? values_[name].as<std::string>() : std::move(otherwise);
}

std::vector<std::string> Arguments::values(const std::string& name) const {
  return has(name) ? values_[name].as<std::vector<std::string>>() : std::vector<std::string>{};
}

std::optional<int> Arguments::whole(const std::string& name, Issues& issues) const {
  return has(name) ? read<int>(name, value(name), issues) : std::nullopt;
}

std::optional<std::int64_t> Arguments::long_whole(const std::string& name, Issues& issues) const {
  return has(name) ? read<std::int64_t>(name, value(name), issues) : std::nullopt;
}

std::optional<double> Arguments::number(const std::string& name, Issues& issues) const {
  return has(name) ? read<double>(name, value(name), issues) : std::nullopt;
}

Expected<Console> console_of(const Arguments& arguments) {
  Issues issues;
  const std::string lang = arguments.value("lang", language_of_environment() == Lang::zh ? "zh" : "en");
  const std::string color = arguments.value("color", "auto");
  if (lang != "zh" && lang != "en")
    issues.push_back(usage_issue(fmt::format("--lang: no language '{}'", lang), "zh | en"));
  if (color != "auto" && color != "always" && color != "never")
    issues.push_back(usage_issue(fmt::format("--color: no choice '{}'", color), "auto | always | never"));
  if (!issues.empty()) return fail(std::move(issues));
  return Console{lang == "zh" ? Lang::zh : Lang::en, arguments.on("json"), arguments.on("quiet"),
                 colours_wanted(color)};
}

std::string help_of(const Verb& verb, Lang lang) {
  std::string out = fmt::format("ballast {} {}\n", verb.name, verb.operands) +
                    beside("  ", 2, in(lang, verb.zh, verb.en), kTableWidth);
  constexpr int kNameWidth = 17;
  for (const auto* options : {&verb.options, &common_options()})
    for (const Option& option : *options)
      if (verb.name != "help" || option.name != "json")  // which it has not
        out += beside("  --" + option.name, kNameWidth, in(lang, option.zh, option.en), kTableWidth);
  return out;
}

std::vector<std::string> split_keys(std::string_view list) {
  std::string halved(list);
  for (const std::string_view wide : {"，", "、"})
    for (std::size_t at = halved.find(wide); at != std::string::npos; at = halved.find(wide, at))
      halved.replace(at, wide.size(), ",");
  return split_list(halved);
}

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t comma = text.find(',');
    if (comma != 0) parts.emplace_back(text.substr(0, comma));
    text = comma == std::string_view::npos ? std::string_view{} : text.substr(comma + 1);
  }
  return parts;
}

std::string month_text(YearMonth month) { return fmt::format("{:04}-{:02}", month.year(), month.month()); }

}  // namespace ballast::cli
