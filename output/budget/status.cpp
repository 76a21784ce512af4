#include "output/budget/status.hpp"

#include <fmt/format.h>

#include <array>

#include "output/asked.hpp"
#include "output/issues/issue_text.hpp"
#include "output/json/json.hpp"
#include "output/prose/unit_names.hpp"
#include "output/table/width.hpp"

namespace ballast {

namespace {

struct Word {
  std::string_view zh, en;
};
constexpr std::array kActs{Word{"编制草案", "drafted"}, Word{"通报各单位", "notified"}, Word{"审核", "reviewed"},
                           Word{"批准", "approved"}};
constexpr std::array kStates{Word{"无", "none"}, Word{"草案", "draft"}, Word{"已通报", "notified"},
                             Word{"已审核", "reviewed"}, Word{"已批准", "approved"}};

constexpr Word kBroken{"与记录不符", "not what is on record"};

constexpr std::string_view kKeyLetters = "abcdefghijklmnopqrstuvwxyz_";

/// Offices in the order of `Office`; a record keeps the name or the key that was typed.
constexpr std::array kOffices{Word{"市级经办机构", "city agency"}, Word{"人社局", "human resources bureau"},
                              Word{"财政局", "finance bureau"}, Word{"市政府", "city government"}};

std::string_view said(const Word& word, Lang lang) { return in(lang, word.zh, word.en); }

Json record_json(const BudgetRecord& record, std::size_t number) {
  Json json;
  json["number"] = number;
  json["act"] = key(record.step.act);
  json["clause"] = clause(record.step.act);
  json["office"] = record.step.office;
  json["on"] = record.step.on ? Json(date_text(*record.step.on)) : Json(nullptr);
  if (record.step.act == BudgetAct::notify) json["units"] = record.step.units;
  json["budget_sha256"] = record.budget_sha256;
  json["sha256"] = record.sha256;
  return json;
}

/// The office in the language asked for: a Chinese name stays for Chinese readers, who may know it more exactly.
std::string_view office_name(std::string_view typed, Lang lang) {
  const auto office = find_office(typed);
  const bool key = typed.find_first_not_of(kKeyLetters) == std::string_view::npos;
  return office && (lang == Lang::en || key) ? said(kOffices[static_cast<std::size_t>(*office)], lang) : typed;
}

std::string offices_named(const std::vector<Office>& offices, Lang lang) {
  std::vector<std::string_view> words;
  for (const Office office : offices) words.push_back(said(kOffices[static_cast<std::size_t>(office)], lang));
  return fmt::format("{}", fmt::join(words, in(lang, " ", ", ")));
}

std::string told(const BrokenLink& link, const std::vector<Label>& names, Lang lang) {
  return issue_text(link.told(listed_units(names, link.units, lang)), lang);
}

std::string what_is_next(const StatusShown& shown, const BudgetProgress& p, Lang lang) {
  switch (p.state) {
    case BudgetState::draft:
      return wrapped(fmt::format(fmt::runtime(in(lang, "下一步：通报 {}", "Next: notify {}")),
                                 listed_units(shown.names, p.to_notify, lang)),
                     kTableWidth);
    case BudgetState::notified:
      return fmt::format(fmt::runtime(in(lang, "下一步：审核 {}\n", "Next: review by {}\n")),
                         offices_named(p.reviews_to_come(), lang));
    case BudgetState::reviewed:
      return std::string(in(lang, "下一步：报市政府批准\n", "Next: approval by the city government\n"));
    default:
      return std::string(in(lang, "已批准，不再改动；可据以核对执行情况\n", "Frozen: it may be executed\n"));
  }
}

}  // namespace

std::string status_document(const StatusShown& shown) {
  const BudgetProgress p = progress(shown.records.steps(), shown.units);
  Json json;
  json["schema"] = "ballast.budget-status/1";
  json["file"] = shown.file;
  json["year"] = shown.year;
  json["sha256"] = shown.sha256;
  notice_into(json, shown.notice);
  sets_into(json, shown.sets);
  json["state"] = key(p.state);
  json["to_notify"] = p.to_notify;
  json["reviewed_by_human_resources"] = p.reviewed_by_human_resources;
  json["reviewed_by_finance"] = p.reviewed_by_finance;
  json["intact"] = shown.records.broken.empty();
  json["broken"] = Json::array();
  for (const BrokenLink& link : shown.records.broken)
    json["broken"].push_back({{"record", link.record > 0 ? Json(link.record) : Json(nullptr)},
                              {"zh", told(link, shown.names, Lang::zh)},
                              {"en", told(link, shown.names, Lang::en)}});
  json["head"] = shown.records.head();
  json["records"] = Json::array();
  for (std::size_t i = 0; i < shown.records.all.size(); ++i)
    json["records"].push_back(record_json(shown.records.all[i], i + 1));
  return printed(json);
}

std::string status_text(const StatusShown& shown, Lang lang) {
  const BudgetProgress p = progress(shown.records.steps(), shown.units);
  std::string out = notice_lines(shown.notice, lang);
  const Word state = shown.records.broken.empty() ? kStates[static_cast<std::size_t>(p.state)] : kBroken;
  out += fmt::format(fmt::runtime(in(lang, "{}年预算 {}：{}\n", "Budget of {} {}: {}\n")), shown.year, shown.file,
                     said(state, lang));
  out += set_besides(shown.sets, lang);
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < shown.records.all.size(); ++i) {
    const BudgetRecord& r = shown.records.all[i];
    const bool some = r.step.act == BudgetAct::notify && r.step.units.size() < shown.units.size();
    rows.push_back({fmt::format("  {}", i + 1), r.step.on ? date_text(*r.step.on) : std::string("—"),
                    std::string(said(kActs[static_cast<std::size_t>(r.step.act)], lang)),
                    std::string(office_name(r.step.office, lang)), fmt::format("[{}]", clause(r.step.act)),
                    r.sha256.substr(0, 16), some ? listed_units(shown.names, r.step.units, lang) : std::string{}});
  }
  out += aligned(rows, 7);
  for (const BrokenLink& link : shown.records.broken) out += fmt::format("! {}\n", told(link, shown.names, lang));
  if (!shown.records.broken.empty()) return out;
  out += what_is_next(shown, p, lang);
  return out + fmt::format(fmt::runtime(in(lang, "文件与记录逐字节一致。最后一条记录 {}\n",
                                           "Bytes are those on record. Head {}\n")),
                           shown.records.head());
}

}  // namespace ballast
