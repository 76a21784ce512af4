#include "output/population/population.hpp"

#include <algorithm>
#include <cmath>

#include "output/asked.hpp"
#include "output/json/json.hpp"
#include "output/notice.hpp"
#include "output/table/figures.hpp"
#include "output/table/phases.hpp"
#include "output/table/width.hpp"

namespace ballast {
namespace {

using Rows = std::vector<std::vector<std::string>>;

constexpr std::size_t kMale = static_cast<std::size_t>(Sex::male), kFemale = static_cast<std::size_t>(Sex::female);
constexpr Eigen::Index kLabourFrom = 16, kLabourTo = 60;  // groups of labour statistics: 0–15, 16–59, 60+

/// Thousands, to the person.
Json thousands(double persons) { return json_plain(std::round(persons) / 1e3); }

double of_both(const PopulationYear& year, Eigen::Index from, Eigen::Index to) {
  return year.residents[kMale].segment(from, to - from).sum() + year.residents[kFemale].segment(from, to - from).sum();
}

std::vector<std::string> table_line(const PopulationYear& year, int calendar, bool base) {
  const double men = year.residents[kMale].sum(), women = year.residents[kFemale].sum();
  const Eigen::Index ages = year.residents[kMale].size();
  std::vector<std::string> line{std::to_string(calendar)};
  for (const double persons : {men + women, men, women, of_both(year, 0, kLabourFrom),
                               of_both(year, kLabourFrom, kLabourTo), of_both(year, kLabourTo, ages)})
    line.push_back(in_ten_thousands(persons));
  for (const double persons : {year.births, year.deaths, year.net_migrants})
    line.push_back(base ? "—" : in_ten_thousands(persons));
  return line;
}

/// A unit of offices and firms alone, such as 市本级.
bool without_residents(const PopulationAnswer& answer) {
  return std::all_of(answer.years.begin(), answer.years.end(), [](const PopulationYear& year) {
    return year.residents[kMale].isZero() && year.residents[kFemale].isZero();
  });
}

bool is_shown(const PopulationAnswer& answer, std::size_t index) {
  constexpr int kStep = 5;
  const int year = answer.base_year + static_cast<int>(index);
  return index <= 1 || index + 1 == answer.years.size() || year % kStep == 0;
}

}  // namespace

std::string population_document(const PopulationAnswer& answer) {
  Json json;
  json["schema"] = "ballast.population/1";
  json["place"] = answer.place;
  notice_into(json, notice_of(answer));
  sets_into(json, answer.sets);
  if (!answer.note.en.empty()) note_into(json, answer);
  json["unit"] = answer.unit.zh;
  for (const char* key : {"years", "male", "female", "births", "deaths", "net_migrants"}) json[key] = Json::array();
  for (std::size_t y = 1; y < answer.years.size(); ++y) {
    const PopulationYear& year = answer.years[y];
    json["years"].push_back(answer.base_year + static_cast<int>(y));
    json["male"].push_back(thousands(year.residents[kMale].sum()));
    json["female"].push_back(thousands(year.residents[kFemale].sum()));
    json["births"].push_back(thousands(year.births));
    json["deaths"].push_back(thousands(year.deaths));
    json["net_migrants"].push_back(thousands(year.net_migrants));
  }
  const Residents& base = answer.years.front().residents;
  json["base"]["year"] = answer.base_year;
  json["base"]["male"] = thousands(base[kMale].sum());
  json["base"]["female"] = thousands(base[kFemale].sum());
  return printed(json);
}

std::string population_table(const PopulationAnswer& answer, Lang lang) {
  std::string out = filled(Phrase::population_title, lang, in(answer.unit, lang)) + "\n";
  out += notice_lines(notice_of(answer), lang) + set_besides(answer.sets, lang);
  if (!answer.note.en.empty()) out += wrapped(in(answer.note, lang), kTableWidth) + "\n";
  Rows rows(1, {std::string(phrase(Phrase::column_year, lang))});
  for (const Phrase title : {Phrase::population_total, Phrase::population_male, Phrase::population_female,
                             Phrase::population_young, Phrase::population_working, Phrase::population_old,
                             Phrase::population_births, Phrase::population_deaths, Phrase::population_migrants})
    rows.front().emplace_back(phrase(title, lang));
  double clipped = 0;
  for (std::size_t y = 0; y < answer.years.size(); ++y) {
    clipped += answer.years[y].clipped;
    if (is_shown(answer, y))
      rows.push_back(table_line(answer.years[y], answer.base_year + static_cast<int>(y), y == 0));
  }
  out += aligned(rows);
  if (without_residents(answer)) out += std::string(phrase(Phrase::population_nobody, lang)) + "\n";
  if (clipped > 0) out += filled(Phrase::population_clipped, lang, in_ten_thousands(clipped)) + "\n";
  const Year last = answer.base_year + static_cast<Year>(answer.years.size()) - 1;
  return out + wrapped(phrase(Phrase::population_legend, lang), kTableWidth) +
         phase_legend(answer, answer.base_year, last, lang);
}

}  // namespace ballast
