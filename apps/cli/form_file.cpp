#include "apps/cli/form_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <set>

#include "apps/cli/bounds.hpp"
#include "apps/cli/budget_rules.hpp"
#include "apps/cli/console.hpp"
#include "apps/cli/table_file.hpp"
#include "apps/cli/user_file.hpp"
#include "models/base/levels.hpp"
#include "output/prose/sentences.hpp"
#include "scenarios/reader/cell_number.hpp"
#include "scenarios/reader/unit_name.hpp"

namespace ballast::cli {

namespace {

constexpr std::array<std::string_view, 3> kTextColumns{"line", "项目", "item"};

const FormCsvRow* find_row(std::string_view name) {
  const auto& rows = form_csv_rows();
  const auto found = std::find_if(
      rows.begin(), rows.end(), [name](const FormCsvRow& r) { return name == r.key || name == r.zh || name == r.en; });
  return found == rows.end() ? nullptr : &*found;
}

/// A sum that stands in the file, to be held against what its parts give.
struct Stated {
  const FormCsvRow* row;
  std::size_t column;
  Fen amount;
  TextPlace at;
};

class FormReader {
 public:
  FormReader(const std::string& path, Year year) {
    file_.path = path;
    file_.form.year = year, file_.form.name = std::filesystem::path(path).filename().string();
  }

  Expected<FormFile> read(const std::vector<TableRow>& rows, const std::vector<TableRow>& remarks) {
    if (rows.empty()) complain({}, "is an empty table", "line,项目,item,市本级,…,市级统筹");
    for (const TableRow& row : rows) columns_.empty() ? read_header(row) : read_line(row);
    if (!rows.empty() && lines_.empty() && issues_.empty())
      complain({}, "has no line of the form", "contributions_unit, …, as `ballast budget CASE --csv` writes them");
    for (const TableRow& remark : remarks) read_remark(remark);
    gather();
    if (!issues_.empty()) return fail(std::move(issues_));
    return std::move(file_);
  }

 private:
  void complain(TextPlace at, std::string what, std::string expected, std::string remedy = {}) {
    issues_.push_back(
        {IssueKind::data, file_.path, at.line, at.column, std::move(what), std::move(expected), std::move(remedy)});
  }

  /// `# 2026,元,yuan`: the form says itself of which year it is and in what money.
  void read_remark(const TableRow& cells) {
    const std::string& first = cells.front().text;
    const std::size_t digits = first.find_first_not_of("# ");
    if (digits == std::string::npos) return;
    const std::string stated = first.substr(digits);
    const bool year = stated.size() == 4 && stated.find_first_not_of("0123456789") == std::string::npos;
    if (!year) return;
    if (stated != std::to_string(file_.form.year))
      complain(cells.front().at, fmt::format("is a form of {}", stated), fmt::format("{}", file_.form.year),
               fmt::format("--year {}", stated));
    for (std::size_t i = 1; i < std::min<std::size_t>(cells.size(), 3); ++i)
      if (const std::string& money = cells[i].text; !money.empty() && money != "元" && money != "yuan")
        complain(cells[i].at, fmt::format("amounts in {}", money), "元, yuan");
  }

  void read_header(const TableRow& cells) {
    std::set<std::string> seen;
    for (const Cell& cell : cells) {
      if (cell.text.empty()) complain(cell.at, "a column without a name", "the name of a unit, 市级统筹, 市级 or 全市");
      if (!cell.text.empty() && !seen.insert(cell.text).second)
        complain(cell.at, fmt::format("column {} stands twice", cell.text), "once");
      if (!cell.text.empty() && std::string_view("=+-@").find(cell.text.front()) != std::string_view::npos)
        complain(cell.at, "a column that is a formula of a spreadsheet", "the name of a unit");
      if (is_total(cell.text))
        complain(cell.at, fmt::format("column {} is no unit", cell.text), "the name of a unit, 市级统筹, 市级 or 全市",
                 "leave out what adds units up");
      file_.cells.try_emplace({cell.text, {}}, cell.at);
      columns_.push_back(cell.text);
      is_text_.push_back(std::find(kTextColumns.begin(), kTextColumns.end(), cell.text) != kTextColumns.end());
    }
    if (std::none_of(is_text_.begin(), is_text_.end(), [](bool text) { return text; }))
      complain(cells.front().at, "has no column that names the lines", "line, 项目 or item");
    figures_.resize(columns_.size());
    annexes_.resize(columns_.size());
  }

  void read_line(const TableRow& cells) {
    if (cells.size() != columns_.size())
      return complain(cells.front().at, fmt::format("has {} cells", cells.size()),
                      fmt::format("{} as in the header", columns_.size()));
    const Cell& name = name_of(cells);
    const FormCsvRow* row = find_row(name.text);
    const std::size_t annex = annex_line(name.text);
    if (row == nullptr && annex == kAnnexRows) return unknown_line(name);
    const std::string_view key = row == nullptr ? kAnnexCatalogue[annex].key : row->key;
    if (!lines_.insert(key).second) complain(cells.front().at, fmt::format("{} stands twice", key), "once");
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (!is_text_[i] && !cells[i].text.empty()) file_.cells.try_emplace({columns_[i], key}, cells[i].at);
    if (row == nullptr) return read_annex(annex, cells);
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (!is_text_[i] && !cells[i].text.empty()) read_cell(*row, i, cells[i]);
  }

  void read_annex(std::size_t line, const TableRow& cells) {
    const AnnexRow& row = kAnnexCatalogue[line];
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (is_text_[i] || cells[i].text.empty()) continue;
      if (columns_[i] == kPoolName || columns_[i] == kCityLevelName)
        complain(cells[i].at, fmt::format("{} has no basic data", columns_[i]), "nothing");
      const auto value = plain_number(cells[i].text);
      if (!value || !(std::abs(*value) <= kMostYuan))
        complain(cells[i].at, fmt::format("{} is {}", row.key, value ? "out of range" : "not a number"),
                 fmt::format("a number up to {:.0f}, or nothing", kMostYuan),
                 value ? "" : number_remedy(cells[i].text, true));
      if (!annexes_[i]) annexes_[i].emplace();
      (*annexes_[i])[line] = value;
    }
  }

  /// What names the line: the first of the columns of text that says something.
  const Cell& name_of(const TableRow& cells) const {
    const Cell* name = nullptr;
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (is_text_[i] && (name == nullptr || name->text.empty())) name = &cells[i];
    return name == nullptr ? cells.front() : *name;
  }

  void unknown_line(const Cell& name) {
    std::vector<std::string> keys;
    for (const FormCsvRow& row : form_csv_rows()) keys.emplace_back(row.key), keys.emplace_back(row.zh);
    for (const AnnexRow& row : kAnnexCatalogue) keys.emplace_back(row.key), keys.emplace_back(row.zh);
    complain(name.at, fmt::format("unknown line {}", name.text), "a line of the form, by key, in Chinese or English",
             did_you_mean(name.text, keys));
  }

  void read_cell(const FormCsvRow& row, std::size_t column, const Cell& cell) {
    const auto value = plain_number(cell.text);
    if (!value || !(std::abs(*value) <= kMostYuan))
      return complain(cell.at, fmt::format("{} is {}", row.key, value ? "out of range" : "not a number"),
                      fmt::format("yuan, up to {:.0f}", kMostYuan), value ? "" : number_remedy(cell.text, true));
    if (decimals_of(cell.text) > 2)
      return complain(cell.at, fmt::format("{} is not an amount", row.key), "yuan, with at most two decimals");
    const bool upper = columns_[column] == kCityLevelName || columns_[column] == kWholeCityName;
    if (row.entry && !upper)
      row.entry(figures_[column]) = fen_from_yuan(*value);
    else
      stated_.push_back({&row, column, fen_from_yuan(*value), cell.at});
  }

  void gather() {
    FilledForm& form = file_.form;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (is_text_[i] || columns_[i] == kCityLevelName) continue;
      if (columns_[i] == kWholeCityName) {
        form.city_annex = annexes_[i];
        continue;
      }
      if (columns_[i] == kPoolName) {
        form.pool = figures_[i];
        continue;
      }
      form.units.push_back(columns_[i]);
      form.figures.push_back(figures_[i]);
      form.annexes.push_back(annexes_[i]);
    }
    if (form.units.empty() && !issues_.empty()) return;
    if (form.units.empty()) return complain({}, "has no column of a unit", "the name of each unit");
    if (form.units.size() > kMostUnits) return complain({}, "too many units", fmt::format("at most {}", kMostUnits));
    const bool whole = issues_.empty();
    check_figures();
    if (!whole || !issues_.empty()) return;
    check_relations();
    check_stated();
  }

  void tell(const std::string& column, std::vector<BudgetFlaw> flaws) {
    for (BudgetFlaw& flaw : flaws)
      issues_.push_back(file_.issue(column, flaw.line, std::move(flaw.what), std::move(flaw.expected)));
  }
  /// Each figure by itself.
  void check_figures() {
    const FilledForm& form = file_.form;
    for (std::size_t c = 0; c < form.units.size(); ++c) {
      tell(form.units[c], figure_flaws(form.figures[c], true));
      if (form.annexes[c]) check_annex(form.units[c], *form.annexes[c]);
    }
    if (form.city_annex) check_annex(std::string(kWholeCityName), *form.city_annex);
    tell(std::string(kPoolName), figure_flaws(form.pool, false));
  }
  void check_annex(const std::string& unit, const Annex& annex) {
    for (std::size_t i = 0; i < kAnnexRows; ++i)
      if (auto flaw = annex_flaw(annex, i))
        tell(unit, {{kAnnexCatalogue[i].key, std::move(flaw->what), std::move(flaw->expected)}});
  }
  /// Figures against each other; of no use while a figure is missing.
  void check_relations() {
    const FilledForm& form = file_.form;
    std::vector<BudgetSheet> sheets;
    for (std::size_t c = 0; c < form.units.size(); ++c) {
      tell(form.units[c], unit_flaws(form.units[c], form.figures[c]));
      sheets.push_back(form.figures[c].sheet);
    }
    const std::string pool(kPoolName);
    tell(pool, pool_flaws(pool, form.pool.sheet, sheets));
    tell(pool, deficit_flaws(pool, form.pool.sheet));
    for (std::size_t i = 0; form.city_annex && i < kAnnexRows; ++i)
      if (auto flaw = annex_sum_flaw(*form.city_annex, form.annexes, i))
        tell(std::string(kWholeCityName), {{kAnnexCatalogue[i].key, std::move(flaw->what), std::move(flaw->expected)}});
  }

  void check_stated() {
    const FormLevels levels = form_levels(file_.form);
    for (const Stated& s : stated_) {
      FormFigures f = figures_[s.column];
      if (columns_[s.column] == kCityLevelName) f.sheet = levels.city_level;
      if (columns_[s.column] == kWholeCityName) f.sheet = levels.city;
      if (s.row->value(f) != s.amount)
        complain(s.at,
                 fmt::format("{} {} is {}, but its parts give {}", columns_[s.column], s.row->key, yuan_text(s.amount),
                             yuan_text(s.row->value(f))),
                 "sums that are exact to the fen, or nothing (44-2.2)");
    }
  }

  FormFile file_;
  std::vector<std::string> columns_;
  std::vector<bool> is_text_;
  std::vector<FormFigures> figures_;           // by column
  std::vector<std::optional<Annex>> annexes_;  // by column
  std::set<std::string_view> lines_;
  std::vector<Stated> stated_;
  Issues issues_;
};

}  // namespace

TextPlace FormFile::at(const std::string& column, std::string_view line) const {
  for (const std::string_view cell : {line, std::string_view{}})
    if (const auto found = cells.find({column, cell}); found != cells.end()) return found->second;
  return {};
}

Issue FormFile::issue(const std::string& column, std::string_view line, std::string what, std::string expected,
                      std::string remedy) const {
  const TextPlace place = at(column, line);
  return {IssueKind::data, path, place.line, place.column, std::move(what), std::move(expected), std::move(remedy)};
}

Expected<FormFile> read_form_file(const std::string& path, Year year) {
  const auto text = read_user_file(path);
  if (!text) return fail(text.error());
  const auto rows = table_rows(path, *text);
  if (!rows) return fail(rows.error());
  auto file = FormReader(path, year).read(*rows, table_remarks(*text));
  if (file) file->form.notice = table_notice(path, *text), file->form.sets = table_sets(*text);
  return file;
}

}  // namespace ballast::cli
