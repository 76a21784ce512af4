#include "output/issues/issue_text.hpp"

#include <optional>
#include <vector>

#include "output/issues/sentences.hpp"

namespace ballast {
namespace {

using Words = std::vector<std::string_view>;
constexpr std::string_view kBlank = "{}";

/// The words that fill the blanks of a sentence, where the text is that sentence.
std::optional<Words> words_of(std::string_view sentence, std::string_view text) {
  Words words;
  std::size_t blank = sentence.find(kBlank);
  if (!text.starts_with(sentence.substr(0, blank))) return std::nullopt;
  while (blank != std::string_view::npos) {
    text.remove_prefix(blank);
    sentence.remove_prefix(blank + kBlank.size());
    blank = sentence.find(kBlank);
    const std::string_view after = sentence.substr(0, blank);
    const bool last = blank == std::string_view::npos;
    const std::size_t end = !last ? text.find(after) : text.ends_with(after) ? text.size() - after.size() : text.npos;
    if (end == text.npos) return std::nullopt;
    words.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return text == sentence ? std::optional(words) : std::nullopt;
}

/// Letters of a sentence that are its own: of two that fit, the one that says more is meant.
std::size_t own_letters(const IssueSentence& sentence) {
  std::size_t blanks = 0;
  for (std::size_t at = sentence.en.find(kBlank); at != std::string_view::npos; at = sentence.en.find(kBlank, at + 1))
    ++blanks;
  return sentence.en.size() - blanks * kBlank.size();
}

std::string in_chinese(std::string_view english);

std::string filled(std::string_view chinese, const Words& words) {
  std::string out;
  std::size_t next = 0;
  for (std::size_t open = chinese.find('{'); open != std::string_view::npos; open = chinese.find('{')) {
    const std::size_t close = chinese.find('}', open);
    const std::string_view blank = chinese.substr(open + 1, close - open - 1);
    const bool numbered = !blank.empty() && blank.front() != '!';
    const std::string_view word = words.at(numbered ? static_cast<std::size_t>(blank.front() - '0') : next++);
    out += chinese.substr(0, open);
    out += blank.ends_with('!') ? in_chinese(word) : std::string(word);
    chinese.remove_prefix(close + 1);
  }
  return out += chinese;
}

std::string in_chinese(std::string_view english) {
  if (english.starts_with('{')) return std::string(english);  // a piece of JSON, to be copied
  const IssueSentence* meant = nullptr;
  Words words;
  each_sentence([&](const IssueSentence& sentence) {
    if (meant && own_letters(sentence) <= own_letters(*meant)) return;
    if (auto fit = words_of(sentence.en, english)) meant = &sentence, words = std::move(*fit);
  });
  return meant ? filled(meant->zh, words) : std::string(english);
}

}  // namespace

std::string issue_text(std::string_view english, Lang lang) {
  return lang == Lang::zh ? in_chinese(english) : std::string(english);
}

std::string remedy_text(std::string_view english, Lang lang) {
  return english.find(' ') == std::string_view::npos ? std::string(english) : issue_text(english, lang);
}

}  // namespace ballast
