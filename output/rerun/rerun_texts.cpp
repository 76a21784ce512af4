// What a rerun has to say, for people and for scripts.
#include <fmt/format.h>

#include "output/json/json.hpp"
#include "output/rerun/rerun.hpp"
#include "output/table/figures.hpp"
#include "output/table/width.hpp"

namespace ballast {

namespace {

std::string_view sentence(const RerunVerdict& verdict, Lang lang) {
  if (verdict.same_bytes)
    return in(lang, "重算得到完全相同的文件（逐字节）。", "Rerun gives the same file, byte for byte.");
  if (verdict.same_numbers() && !verdict.reproduced())
    return in(lang, "重算得到相同的数字，但文件的其他记载与重算不符，或有缺项：",
              "Rerun gives the same numbers, but the file says other things than the rerun or lacks some:");
  if (verdict.departures.empty())
    return in(lang, "重算得到完全相同的数字（逐位）；文件的其他内容不同。",
              "Rerun gives the same numbers, bit for bit; the files differ in other matters.");
  if (verdict.reproduced())
    return in(lang, "指令集类别不同：重算的数字相差不超过1e-12。",
              "Another class of instruction sets: the numbers agree to 1e-12.");
  return in(lang, "重算得到不同的数字：", "Rerun gives other numbers:");
}

std::vector<std::vector<std::string>> listing(const RerunVerdict& verdict, Lang lang) {
  std::vector<std::vector<std::string>> rows(1);
  for (const Phrase title : {Phrase::column_measure, Phrase::column_unit, Phrase::column_year})
    rows[0].emplace_back(phrase(title, lang));
  for (const auto& [zh, en] : {std::pair{"原值", "Then"}, {"重算", "Now"}, {"相对差", "Relative"}, {"个数", "Numbers"}})
    rows[0].emplace_back(in(lang, zh, en));
  for (const Departure& d : verdict.departures)
    rows.push_back({d.variable, d.unit, std::to_string(d.year), fmt::format("{:.12g}", d.then),
                    fmt::format("{:.12g}", d.now), fmt::format("{:.1e}", d.relative), std::to_string(d.cells)});
  return rows;
}

/// Words of people for a form, and for none the keys of scripts.
using Reader = std::optional<Lang>;

std::string kind_of(const hdf5::Form& form, Reader reader) {
  const auto word = [reader](std::string_view key, Phrase words) {
    return std::string(reader ? phrase(words, *reader) : key);
  };
  switch (form.kind) {
    case hdf5::FormKind::text:
      return word("text", Phrase::form_text);
    case hdf5::FormKind::integer:
      return fmt::format("int{}", form.bits);
    case hdf5::FormKind::natural:
      return fmt::format("uint{}", form.bits);
    case hdf5::FormKind::real:
      return fmt::format("float{}", form.bits);
    case hdf5::FormKind::other_type:
      return word("another type", Phrase::form_other_type);
    case hdf5::FormKind::group:
      return word("group", Phrase::form_group);
    case hdf5::FormKind::link:
      return word("a link", Phrase::form_link);
    case hdf5::FormKind::other_object:
      return word("another object", Phrase::form_other_object);
    case hdf5::FormKind::unreadable:
      return word("unreadable", Phrase::form_unreadable);
  }
  return {};
}

/// float64 (unit 12, year 60)
std::string in_words(const hdf5::Form& form, Reader reader) {
  const std::string nameless(reader ? phrase(Phrase::form_axis, *reader) : "axis");
  std::vector<std::string> axes;
  for (const hdf5::FormAxis& axis : form.axes)
    axes.push_back(fmt::format("{} {}", axis.name.empty() ? nameless : axis.name, axis.length));
  const std::string kind = kind_of(form, reader);
  return axes.empty() ? kind : fmt::format("{} ({})", kind, fmt::join(axes, ", "));
}

/// The value; its form where both files say the same, or where there is none.
std::string told(const OtherForm& of, const hdf5::Stated& stated, Reader reader) {
  const bool same = of.then && of.now && of.then->value == of.now->value;
  return stated.value && !same ? *stated.value : in_words(stated.form, reader);
}

Json texts_json(const std::vector<OtherText>& texts) {
  Json json = Json::array();
  for (const OtherText& text : texts) json.push_back({{"what", text.what}, {"then", text.then}, {"now", text.now}});
  return json;
}

std::string form_text(const OtherForm& of, Lang lang) {
  const std::string_view text =
      !of.now    ? in(lang, "仅文件中有，重算没有：{0} “{1}”。", "In the file alone: {0} '{1}'.")
      : !of.then ? in(lang, "文件中没有，重算有：{0} “{2}”。", "In the rerun alone: {0} '{2}'.")
                 : in(lang, "形式不符：{0} 原为“{1}”，重算为“{2}”。", "Of another form: {0} was '{1}' and is '{2}'.");
  const auto said = [&](const std::optional<hdf5::Stated>& stated) { return stated ? told(of, *stated, lang) : ""; };
  return wrapped(fmt::format(fmt::runtime(text), of.what, said(of.then), said(of.now)), kTableWidth);
}

Json form_json(const std::vector<OtherForm>& forms) {
  Json json = Json::array();
  for (const OtherForm& of : forms) {
    const auto said = [&of](const std::optional<hdf5::Stated>& stated) {
      return stated ? Json(told(of, *stated, {})) : Json(nullptr);
    };
    json.push_back({{"what", of.what}, {"then", said(of.then)}, {"now", said(of.now)}});
  }
  return json;
}

}  // namespace

std::string rerun_table(const RerunVerdict& verdict, Lang lang) {
  std::string out = std::string(sentence(verdict, lang)) + "\n";
  if (!verdict.departures.empty()) out += aligned(listing(verdict, lang), 2);
  out += fmt::format(fmt::runtime(in(lang, "比较了{}个数字。\n", "{} numbers were compared.\n")),
                     verdict.compared.numbers);
  if (!verdict.futures_held)
    out += wrapped(in(lang, "指令集类别不同：单次模拟的事件和流量未逐一比对。",
                      "Another class of instruction sets: events and flows of single futures were not compared."),
                   kTableWidth);
  if (!verdict.compared.lacking.empty())
    out += wrapped(
        fmt::format(fmt::runtime(in(lang, "文件中没有，未作比较：{}", "Not in the file and so not compared: {}")),
                    fmt::join(verdict.compared.lacking, "  ")),
        kTableWidth);
  for (const OtherText& said : verdict.statements)
    out += wrapped(fmt::format(fmt::runtime(in(lang, "记载不符：{} 原为“{}”，重算为“{}”。",
                                               "Said otherwise: {} was '{}' and is '{}'.")),
                               said.what, said.then, said.now),
                   kTableWidth);
  for (const OtherForm& of : verdict.form) out += form_text(of, lang);
  for (const OtherText& other : verdict.others)
    out += fmt::format(fmt::runtime(in(lang, "程序或机器不同：{} 原为“{}”，现为“{}”。\n",
                                       "Another program or machine: {} was '{}' and is '{}'.\n")),
                       other.what, other.then, other.now);
  return out;
}

std::string rerun_document(const RerunVerdict& verdict) {
  Json json;
  json["schema"] = "ballast.rerun/1";
  json["reproduced"] = verdict.reproduced();
  json["same_bytes"] = verdict.same_bytes;
  json["same_instruction_class"] = verdict.same_class;
  json["tolerance"] = verdict.same_class ? 0.0 : kAcrossClasses;
  json["compared"] = verdict.compared.numbers;
  json["futures_held"] = verdict.futures_held;
  json["lacking"] = verdict.compared.lacking;
  json["departures"] = Json::array();
  for (const Departure& d : verdict.departures) {
    Json one;
    one["variable"] = d.variable, one["unit"] = d.unit, one["year"] = d.year;
    one["then"] = json_plain(d.then), one["now"] = json_plain(d.now), one["relative"] = json_plain(d.relative);
    one["numbers"] = d.cells;
    json["departures"].push_back(std::move(one));
  }
  json["statements"] = texts_json(verdict.statements);
  json["form"] = form_json(verdict.form);
  json["others"] = texts_json(verdict.others);
  return printed(json);
}

}  // namespace ballast
