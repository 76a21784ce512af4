// What a result says in words: its root attributes, names and resolved inputs, against those of a rerun.
#include <algorithm>
#include <map>

#include "output/rerun/rerun.hpp"

namespace ballast {

namespace {

/// Gathers what is said otherwise.
class Statements {
 public:
  explicit Statements(std::vector<OtherText>& all) : all_(all) {}
  void hold(std::string what, const std::string& then, const std::string& now) {
    if (then != now) all_.push_back({std::move(what), then, now});
  }
  void hold(std::string what, int then, int now) { hold(std::move(what), std::to_string(then), std::to_string(now)); }
  void hold(const std::string& what, const Label& then, const Label& now) {
    hold(what, then.en, now.en), hold(what + "_zh", then.zh, now.zh);
  }

 private:
  std::vector<OtherText>& all_;
};

void compare_root(const Projection& then, const Projection& now, Statements& said) {
  said.hold("case", then.case_key, now.case_key);
  said.hold("title", then.title, now.title), said.hold("note", then.note, now.note);
  said.hold("place", then.place, now.place), said.hold("place_name", then.place_name, now.place_name);
  said.hold("notice", then.notice, now.notice);
  said.hold("illustrative", then.illustrative ? 1 : 0, now.illustrative ? 1 : 0);
  said.hold("prices", then.prices, now.prices), said.hold("price_year", then.price_year, now.price_year);
  said.hold("published_through", then.published_through, now.published_through);
  said.hold("stage_one", then.stage_one, now.stage_one);
  for (std::size_t i = 0; i < then.units.size(); ++i) said.hold("unit_en", then.units[i].en, now.units[i].en);
}

/// A knob that the file does not name is lacking; one that it names and nobody knows is said otherwise.
void compare_inputs(const Projection& then, const Projection& now, Statements& said, Compared& compared) {
  std::map<std::string, std::string> known;
  for (const ResolvedInput& input : now.inputs) known.emplace(input.name, input.value);
  for (const ResolvedInput& input : then.inputs) {
    const auto found = known.find(input.name);
    said.hold("inputs/value " + input.name, input.value, found == known.end() ? std::string{} : found->second);
    if (found != known.end()) known.erase(found);
  }
  for (const auto& [name, value] : known) compared.lacking.push_back("inputs/value " + name);
}

/// Which files were read; their texts are what the rerun read.
void compare_files(const Projection& then, const Projection& now, Statements& said) {
  const auto has = [](const Projection& p, const std::string& path) {
    return std::any_of(p.texts.begin(), p.texts.end(), [&](const InputText& text) { return text.path == path; });
  };
  for (const InputText& text : then.texts) said.hold("inputs/file", text.path, has(now, text.path) ? text.path : "");
}

}  // namespace

std::vector<OtherText> other_statements(const AnyResult& then, const AnyResult& now, Compared& compared) {
  std::vector<OtherText> all;
  Statements said(all);
  compare_root(central(then), central(now), said);
  compare_inputs(central(then), central(now), said, compared);
  compare_files(central(then), central(now), said);
  const auto* a = std::get_if<StoredEnsemble>(&then);
  const auto* b = std::get_if<StoredEnsemble>(&now);
  if (a && b) said.hold("first_uncertain_year", a->ensemble.first_uncertain_year, b->ensemble.first_uncertain_year);
  return all;
}

}  // namespace ballast
