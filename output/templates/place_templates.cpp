#include "output/templates/place_templates.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ballast {
namespace {

const TableColumn kStatusOf{"status", "数据性质", "what the row is", "measured | estimated | synthetic", "measured"};
const TableColumn kSourceOf{"source", "来源", "ids of sources.csv joined by +", "名称 name", "books2024"};

/// Commas and quotes would be quoted by a spreadsheet, and the line would no longer begin with its sign.
std::string plain(std::string text) {
  std::replace(text.begin(), text.end(), ',', ';');
  std::replace(text.begin(), text.end(), '"', '\'');
  return text;
}

std::vector<TableColumn> columns_of(const PlaceTable& table) {
  std::vector<TableColumn> columns = table.columns;
  if (table.file != "sources.csv") columns.insert(columns.end(), {kStatusOf, kSourceOf});
  return columns;
}

std::string_view need_of(const PlaceTable& table) {
  switch (table.need) {
    case PlaceTable::Need::optional:
      return "可缺 may be left out";
    case PlaceTable::Need::with_scheme:
      return "必填 needed for a fund";
    default:
      return "必填 needed";
  }
}

constexpr std::string_view kPlaceFile = R"(# 地区说明 what the place is; 请逐项改写 rewrite every line
key = "mycity"
zh = "某市"
en = "My City"
# 期初年份：各表为该年末数据 the year at whose end the tables stand
base_year = 2024
# 定额补助以该年缺口为基数，fund.csv 须有该年数据，缺省为期初年份 whose gap the fixed subsidy follows, with rows of it in fund.csv
# subsidy_base_year = 2015
# 已公布参数截至年份 the last year whose published figures are used
published_through = 2025
pool_zh = "市级统筹"
consolidated_zh = "全市"
# 演示数据提示，全部为实测数据时不显示 shown as long as a row is not measured
notice_zh = "部分数据为估计，结果仅供演示。"
notice_en = "Some of the tables are estimates, so results are illustrative."
# 本地适用的财政规则，随每个方案显示，可缺 which rules of money hold here, shown with every case; may be left out
# note_zh = "财政补助按2016年办法"
# note_en = "subsidies by the rules of 2016"
)";

std::string csv_of(const PlaceTable& table) {
  std::string out = "\xEF\xBB\xBF";  // without it a spreadsheet may take the Chinese for another encoding
  for (const std::string& note : template_notes(table)) out += note + "\n";
  return out + fmt::format("{}\n", fmt::join(template_header(table), ","));
}

}  // namespace

std::vector<std::string> template_notes(const PlaceTable& table) {
  std::vector<std::string> notes{fmt::format("# {} {} ({})", table.zh, plain(std::string(table.en)), need_of(table))};
  std::string example;
  for (const TableColumn& column : columns_of(table)) {
    notes.push_back(plain(fmt::format("# {}: {} {} [{}]", column.key, column.zh, column.en, column.unit)));
    example += fmt::format("{}{} = {}", example.empty() ? "" : "; ", column.key, column.example);
  }
  notes.push_back("# 例 example: " + plain(example));
  return notes;
}

std::vector<std::string> template_header(const PlaceTable& table) {
  std::vector<std::string> header;
  for (const TableColumn& column : columns_of(table)) header.emplace_back(column.key);
  return header;
}

std::vector<std::string> template_steps() {
  return {"一、逐表填写，每行注明数据性质和来源；只填汇总数，不得出现个人信息。",
          "1. Fill in table by table; every row says what it is and from where. Totals only, never persons.",
          "二、保存为 UTF-8 编码的 CSV（Excel 的“CSV UTF-8”即可，加引号的格和 1,050 均可识别），"
          "文件名与表名相同，放在同一文件夹；没有金额的填 0，不留空；工作簿本身不读取。",
          "2. Save as CSV in UTF-8 (Excel: CSV UTF-8; quoted cells and 1,050 are read), each under its table's name, "
          "in one folder; write 0 where there is no money, no blanks; a workbook itself is not read.",
          "三、死亡率、生育表可取用 scenarios/places/puyang 中的全国数据，连同 sources.csv "
          "中相应的来源行；其为估计数，演示标记因此保留。",
          "3. Mortality and fertility may be taken from scenarios/places/puyang (China's, from the United Nations), "
          "with their rows "
          "of sources.csv; they are estimates, and the illustrative mark stays.",
          "四、totals.csv 填控制总数，各表合计须与之相等。",
          "4. totals.csv: the totals your tables must add to.",
          "五、检查：ballast data check 文件夹；其中列出取自其他地区规定的参数，应在 parameters.csv 中填本地的值。",
          "5. Check: ballast data check FOLDER; it lists parameters that are those of other places, to be given in "
          "parameters.csv.",
          "六、推算：ballast run baseline --place ./文件夹；期初年份以前的数据全部为实测时，演示标记自动消失。",
          "6. Run: ballast run baseline --place ./FOLDER; once every row up to the base year is measured the "
          "illustrative mark goes."};
}

std::vector<TemplateFile> place_templates() {
  std::string steps;
  for (const std::string& step : template_steps()) steps += step + "\n";
  std::vector<TemplateFile> files{{"README.txt", steps}, {"place.toml", std::string(kPlaceFile)}};
  for (const PlaceTable& table : place_tables()) files.push_back({std::string(table.file), csv_of(table)});
  return files;
}

}  // namespace ballast
