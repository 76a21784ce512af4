/// The program `ballast`: finds the verb, checks its command line, and does it.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <exception>
#include <new>

#include "apps/cli/signals.hpp"
#include "apps/cli/verbs.hpp"
#include "output/hdf5/ensemble_file.hpp"
#include "sim/engine/large_pages.hpp"

namespace ballast::cli {

namespace {

std::vector<std::string> verb_names() {
  std::vector<std::string> names;
  for (const Command& command : commands()) names.push_back(command.verb.name);
  return names;
}

/// A closed stdout would be the number of the first file that is opened, and what is said would go into that file. In
/// place of a closed descriptor stands one that refuses as it would have.
void occupy_closed_descriptors() {
  for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor)
    if (::fcntl(descriptor, F_GETFD) < 0) ::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

/// Settings for what goes wrong before or while the options are read: as far as they can be seen.
Console console_before(const std::vector<std::string>& words) {
  const auto given = [&](std::string_view word) { return std::find(words.begin(), words.end(), word); };
  const auto asked = given("--lang");
  const std::string_view lang = asked == words.end() || asked + 1 == words.end() ? std::string_view() : *(asked + 1);
  const auto says = [&](std::string_view name) {
    return lang == name || given(fmt::format("--lang={}", name)) != words.end();
  };
  const Lang language = says("zh") ? Lang::zh : says("en") ? Lang::en : language_of_environment();
  return {language, given("--json") != words.end(), false, false};
}

/// Options that every verb has may stand before it: the verb comes first.
void put_verb_first(std::vector<std::string>& words) {
  auto verb = words.begin();
  while (verb != words.end()) {
    const bool with_value = *verb == "--lang" || *verb == "--color";
    if (!with_value && *verb != "--json" && *verb != "--quiet" && !verb->starts_with("--lang=") &&
        !verb->starts_with("--color="))
      break;
    verb += std::min<std::ptrdiff_t>(with_value ? 2 : 1, words.end() - verb);
  }
  if (verb == words.end()) return words.clear();  // no verb at all
  std::rotate(words.begin(), verb, verb + 1);
}

int act(const Command& command, const std::vector<std::string>& words) {
  if (std::find(words.begin(), words.end(), "-h") != words.end())  // the only option of one letter
    return answer(help_of(command.verb, console_before(words).lang));
  const auto arguments = Arguments::parse(command.verb, words);
  if (!arguments) return refuse(console_before(words), arguments.error());
  const auto console = console_of(*arguments);
  if (!console) return refuse(console_before(words), console.error());
  tell_of_signals_in(console->lang);
  if (console->json && arguments->on("csv"))
    return refuse(*console, {usage_issue("--json and --csv are both asked for", "one of them")});
  if (arguments->on("csv") && arguments->on("explain"))
    return refuse(*console, {usage_issue("--explain and --csv are both asked for", "one of them")});
  if (arguments->on("help")) return answer(help_of(command.verb, console->lang));
  return command.act(*arguments, *console);
}

int dispatch(std::vector<std::string> words) {
  const Console early = console_before(words);
  put_verb_first(words);
  if (words.empty()) {
    say(help_text(early.lang));
    return static_cast<int>(IssueKind::usage);
  }
  std::string verb = words.front();
  words.erase(words.begin());
  if (verb == "--help" || verb == "-h") verb = "help";
  if (verb == "--version") verb = "version";
  for (const Command& command : commands())
    if (command.verb.name == verb) return act(command, words);
  const std::string near = did_you_mean(verb, verb_names());
  return refuse(early, {usage_issue(fmt::format("no verb '{}'", verb), fmt::format("{}", fmt::join(verb_names(), " ")),
                                    near.empty() ? "ballast help" : near)});
}

Issue out_of_memory() {
  return issue_of(IssueKind::internal, "memory ran out: the system gives this program no more", {},
                  "fewer cases at once, fewer --threads, or more memory");
}

/// Before the first file is opened.
void begin() {
  lay_out_heap();
  occupy_closed_descriptors();
  mind_signals();
  leave_unwritten_files_at_exit();
}

}  // namespace

int program(const std::vector<std::string>& words) {
  begin();
  try {
    return dispatch(words);
  } catch (const std::bad_alloc&) {
    return refuse(console_before(words), {out_of_memory()});
  }
}

}  // namespace ballast::cli

int main(int count, char** words) try {
  return ballast::cli::program({words + (count > 0 ? 1 : 0), words + count});
} catch (const std::exception& error) {
  ballast::cli::say(fmt::format("ballast: internal: {}\n", error.what()));
  return static_cast<int>(ballast::IssueKind::internal);
}
