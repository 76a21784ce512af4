#include "output/hdf5/result_parts.hpp"

#include <fmt/format.h>

#include <numeric>

#include "output/hash/sha256.hpp"
#include "output/hdf5/result_file.hpp"
#include "output/hdf5/seal.hpp"

namespace ballast::hdf5 {

namespace {

void write_flows(NetcdfFile& file, const Projection& p, const Axes& axes) {
  const hid_t group = file.group("flows");
  for (const FlowRow& row : kFlowCatalogue) {
    write_table(file, {group, std::string(row.key), {axes.unit, axes.year}, {row.unit, row.en, row.zh, ""}},
                p.flows[static_cast<std::size_t>(row.id)]);
  }
}

/// Only where the place has published years.
void write_observed(NetcdfFile& file, const std::vector<PublishedSeries>& published, const Axes& axes) {
  if (published.empty()) return;
  const hid_t group = file.group("observed");
  for (const PublishedSeries& series : published) {
    Attributes said = about(row(series.measure));
    said.formula = said.aggregation = {};
    said.status = series.status, said.source = series.source;
    write_table(file, {group, std::string(row(series.measure).key), {axes.unit, axes.year}, said}, series.values);
  }
}

template <class Number, class Get>
std::vector<Number> column(const std::vector<LedgerRow>& rows, Get get) {
  std::vector<Number> values;
  values.reserve(rows.size());
  for (const LedgerRow& row : rows) values.push_back(get(row));
  return values;
}

void write_ledger(NetcdfFile& file, const Projection& p) {
  const std::vector<LedgerRow>& rows = p.ledger.rows;
  const hid_t group = file.group("ledger");
  file.label_axis(group, "account", p.ledger.accounts);
  file.label_axis(group, "clause", p.ledger.clauses);
  file.label_axis(group, "line", p.ledger.lines);
  const Axis entry = file.number_axis(group, "entry", counting(0, rows.size()));
  const auto write = [&](const char* name, const Label& meaning, auto get) {
    file.write({group, name, {entry}, {"", meaning.en, meaning.zh, ""}}, column<std::int32_t>(rows, get));
  };
  write("entry_year", {"记账年份", "Year of the booking"}, [](const LedgerRow& row) { return row.year; });
  write("entry_unit", {"单位：unit 中的序号", "Index into unit"}, [](const LedgerRow& row) { return row.unit; });
  write("debit", {"借方科目：account 中的序号", "Account debited: index into account"},
        [](const LedgerRow& row) { return row.debit; });
  write("credit", {"贷方科目：account 中的序号", "Account credited: index into account"},
        [](const LedgerRow& row) { return row.credit; });
  write("entry_clause", {"条款：clause 中的序号", "Clause: index into clause"},
        [](const LedgerRow& row) { return row.clause; });
  write("entry_line", {"用途：line 中的序号", "Purpose: index into line"},
        [](const LedgerRow& row) { return row.line; });
  file.write({group, "amount", {entry}, {"fen", "Amount booked", "金额（分）", ""}},
             column<std::int64_t>(rows, [](const LedgerRow& row) { return row.amount.count; }));
}

/// What was asked, what it came to, and every file that was read, whole: all that a rerun needs.
void write_inputs(NetcdfFile& file, const Projection& p) {
  std::vector<const char*> names, values, paths, texts;
  for (const ResolvedInput& input : p.inputs)
    names.push_back(input.name.c_str()), values.push_back(input.value.c_str());
  for (const InputText& input : p.texts) paths.push_back(input.path.c_str()), texts.push_back(input.text->c_str());
  const hid_t group = file.group("inputs");
  file.attribute(group, "case", p.asked.case_name);
  file.attribute(group, "sets", fmt::format("{}", fmt::join(p.asked.sets, "\n")));
  if (p.asked.from) file.attribute(group, "from", *p.asked.from);
  if (p.asked.horizon) file.attribute(group, "horizon", *p.asked.horizon);
  if (p.asked.top_service) file.attribute(group, "top_service", *p.asked.top_service);
  const Axis name = file.label_axis(group, "input", names);
  file.write({group, "value", {name}, {"", "Resolved value", "取值", ""}}, values);
  const Axis path = file.label_axis(group, "file", paths);
  file.write({group, "text", {path}, {"", "Text of the file", "文件全文", ""}}, texts);
}

void write_diagnostics(NetcdfFile& file, const Diagnostics& d) {
  const hid_t group = file.group("diagnostics");
  for (const Residual& residual : kResiduals)
    write_number(file, group, residual.key, {"1", residual.en, residual.zh, ""}, d.*residual.value);
  write_number(file, group, "ledger_residual",
               {"fen", "Largest difference of a fund's bookings from its balance", "各基金账目与结余的最大差额", ""},
               static_cast<double>(d.ledger_residual.count));
  write_number(file, group, "clipped_heads",
               {"person", "Entrants the uninsured pools could not supply", "截断人数", ""}, d.clipped_heads);
}

void write_provenance(NetcdfFile& file, const Projection& p) {
  const Provenance& from = p.provenance;
  const hid_t group = file.group("provenance");
  file.attribute(group, "program", "ballast");
  file.attribute(group, "version", from.program_version);
  file.attribute(group, "git_sha", from.git_sha);
  file.attribute(group, "compiler", from.compiler);
  file.attribute(group, "instruction_class", from.instruction_class);
  file.attribute(group, "schema_version", kResultFormat);
  std::vector<std::string> names, hashes;
  for (const InputText& input : p.texts) names.push_back(input.path), hashes.push_back(sha256(*input.text));
  const Axis source = file.label_axis(group, "input_file", names);
  file.write({group, "hash", {source}, {"", "SHA-256 of the file's text", "文件全文的SHA-256", ""}}, hashes);
}

}  // namespace

std::vector<std::string> members_of(const Projection& p) {
  std::vector<std::string> members;
  for (int unit = 0; unit < p.member_units(); ++unit) members.push_back(p.units[static_cast<std::size_t>(unit)].zh);
  return members;
}

std::vector<std::int32_t> counting(int first, std::size_t count) {
  std::vector<std::int32_t> numbers(count);
  std::iota(numbers.begin(), numbers.end(), first);
  return numbers;
}

void write_root_attributes(NetcdfFile& file, const Projection& p) {
  const hid_t root = file.root();
  file.attribute(root, "seal", blank_seal());  // the first text of the file
  file.attribute(root, "filetype", "ballast result");
  file.attribute(root, "format_version", kResultFormat);
  file.attribute(root, "schema", "ballast.result/1");
  file.attribute(root, "case", p.case_key);
  file.attribute(root, "title", p.title.en);
  file.attribute(root, "title_zh", p.title.zh);
  file.attribute(root, "note", p.note.en);
  file.attribute(root, "note_zh", p.note.zh);
  file.attribute(root, "place", p.place);
  file.attribute(root, "place_name", p.place_name.en);
  file.attribute(root, "place_name_zh", p.place_name.zh);
  file.attribute(root, "notice", p.notice.en);
  file.attribute(root, "notice_zh", p.notice.zh);
  file.attribute(root, "illustrative", p.illustrative ? 1 : 0);
  file.attribute(root, "prices", p.prices);
  file.attribute(root, "base_year", p.base_year);
  file.attribute(root, "first_year", p.first_year);
  file.attribute(root, "last_year", p.last_year);
  file.attribute(root, "published_through", p.published_through);
  file.attribute(root, "price_year", p.price_year);
  file.attribute(root, "stage_one", p.stage_one);
}

void describe(NetcdfFile& file, const Axis& axis, const char* en, const char* zh) {
  file.attribute(axis.dataset, "long_name", en);
  file.attribute(axis.dataset, "long_name_zh", zh);
}

Axes write_axes(NetcdfFile& file, const Projection& p) {
  std::vector<std::string> names, names_en;
  for (const Label& unit : p.units) names.push_back(unit.zh), names_en.push_back(unit.en);
  const Axes axes{file.label_axis(file.root(), "unit", names),
                  file.number_axis(file.root(), "year", counting(p.base_year, static_cast<std::size_t>(p.years())))};
  describe(file, axes.unit, "Accounting unit, then city pool and whole city", "核算单位，其后为市级统筹和全市");
  describe(file, axes.year, "Calendar year", "年度");
  file.write({file.root(), "unit_en", {axes.unit}, {"", "English name of the unit", "单位英文名", ""}}, names_en);
  std::vector<std::int32_t> phases;
  for (Year year = p.base_year; year <= p.last_year; ++year) phases.push_back(static_cast<std::int32_t>(p.phase(year)));
  file.write({file.root(), "phase", {axes.year}, {"1", "0 history, 1 estimate, 2 projection", "0历史 1估计 2预测", ""}},
             phases);
  file.write(
      {file.root(),
       "price_index",
       {axes.year},
       {"1", "Prices of the case itself relative to " + std::to_string(p.price_year), "物价指数（方案本身）", ""}},
      p.price_index);
  return axes;
}

Attributes about(const MeasureRow& measure) {
  return {measure.unit, measure.en, measure.zh, measure.formula, key(measure.aggregation)};
}

void write_table(NetcdfFile& file, const NetcdfFile::Variable& variable, const Eigen::ArrayXXd& values) {
  const Eigen::Array<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> by_row = values;
  file.write(variable, std::span(by_row.data(), static_cast<std::size_t>(by_row.size())));
}

void write_number(NetcdfFile& file, hid_t group, const char* name, const Attributes& attributes, double value) {
  file.write({group, name, {}, attributes}, std::span<const double>(&value, 1));
}

void write_groups(NetcdfFile& file, const Projection& p, const std::vector<PublishedSeries>& published,
                  const Axes& axes) {
  write_flows(file, p, axes);
  write_ledger(file, p);
  write_inputs(file, p);
  write_diagnostics(file, p.diagnostics);
  write_provenance(file, p);
  write_observed(file, published, axes);
}

}  // namespace ballast::hdf5
