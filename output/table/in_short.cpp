#include "output/table/in_short.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "output/table/figures.hpp"
#include "output/table/width.hpp"
#include "output/table/years_ahead.hpp"

namespace ballast {

namespace {

/// A sentence with its values, in one of the two languages.
template <class... Values>
std::string said(Lang lang, std::string_view zh, std::string_view en, const Values&... values) {
  return fmt::format(fmt::runtime(in(lang, zh, en)), values...);
}

std::string on_support(const Projection& p, const Headline& of, Lang lang) {
  const SupportRatioIn &now = of.support_ratio.front(), &then = of.support_ratio.back();
  if (!now.ratio || !then.ratio) return {};
  return said(lang, "{0}：{1}年末每1名离退休人员有{2}名参保职工，{3}年末有{4}名。",
              "{0}: for each pensioner {2} are insured at the end of {1}, {4} at the end of {3}.", in(of.unit, lang),
              p.base_year, decimal(*now.ratio, 2), then.year, decimal(*then.ratio, 2));
}

std::string on_deficit(const Projection& p, const Headline& of, Lang lang) {
  const std::string dry = of.depletion_year
                              ? said(lang, "结余{}年用尽", "its balance is used up in {}", *of.depletion_year)
                              : said(lang, "到{}年结余没有用尽", "its balance is not used up by {}", p.last_year);
  if (of.opens_in_deficit)
    return said(lang, "基期{}年已当期收不抵支；{}。", "Spending exceeds own income in {} already; {}.", p.base_year,
                dry);
  if (!of.first_deficit_year)
    return said(lang, "到{}年各年当期收支均有结余。", "Own income covers spending in every year to {}.", p.last_year);
  return said(lang, "首次当期收不抵支在{}年；{}。", "Spending first exceeds own income in {}; {}.",
              *of.first_deficit_year, dry);
}

/// What the treasuries are asked for in a span, and how much of what is spent that is.
std::string on_span(const Projection& constant, int row, Span span, Lang lang) {
  const double treasury = sum_over(constant, Measure::treasury, row, span);
  const double spent = sum_over(constant, Measure::expenditure, row, span);
  return said(lang, "{0}{1}（占支出{2}%）", "{1} in {0} ({2} % of spending)", span_text(span, lang),
              figure(treasury, scale_of("yuan", money_in(constant, row))),
              decimal(spent > 0 ? 100 * treasury / spent : 0.0, 0));
}

std::string on_treasury(const Projection& p, int row, Lang lang) {
  const Projection constant = in_constant_prices(p);
  const std::vector<Span> spans = spans_ahead(p);
  std::vector<std::string> asked;
  bool any = false;
  for (const Span span : spans) {
    asked.push_back(on_span(constant, row, span, lang));
    any = any || sum_over(constant, Measure::treasury, row, span) > 0;
  }
  if (asked.empty()) return {};
  if (!any)
    return said(lang, "除补助外，{}财政无须承担。", "Beyond subsidies nothing falls to treasuries in {}.",
                span_text({spans.front().first, spans.back().last}, lang));
  return said(lang, "财政须承担（{}年价格，{}）：{}。", "Treasuries are asked for ({1} of {0}): {2}.", p.price_year,
              money_unit(money_in(constant, row), lang), fmt::join(asked, in(lang, "，", ", ")));
}

/// Of several units those whose balance is used up first, and those whose balance is not.
std::string on_units(const Projection& p, const std::vector<Headline>& rows, Lang lang) {
  const auto of_units = [&](const auto& which) {
    std::vector<std::string_view> names;
    for (int unit = 0; unit < p.member_units(); ++unit)
      if (which(rows[static_cast<std::size_t>(unit)]))
        names.push_back(in(rows[static_cast<std::size_t>(unit)].unit, lang));
    return names;
  };
  const auto lasting = of_units([](const Headline& row) { return !row.depletion_year; });
  const auto every = static_cast<std::size_t>(p.member_units());
  if (every == 1 || lasting.size() == every) return {};
  Year first = p.last_year;
  for (int unit = 0; unit < p.member_units(); ++unit)
    first = std::min(first, rows[static_cast<std::size_t>(unit)].depletion_year.value_or(first));
  const auto firsts = of_units([first](const Headline& row) { return row.depletion_year == first; });
  const std::string_view between = in(lang, "、", ", ");
  std::string text =
      said(lang, "结余最先用尽：{}（{}年）", "First without a balance: {} ({})", fmt::join(firsts, between), first);
  if (!lasting.empty())
    text += said(lang, "；到{}年没有用尽：{}", "; not by {}: {}", p.last_year, fmt::join(lasting, between));
  return text + std::string(in(lang, "。", "."));
}

}  // namespace

std::string in_short(const Projection& p, const std::vector<Headline>& headline, int row, Lang lang) {
  const bool city = row == p.city_row();
  if (!city && row >= p.member_units()) return {};  // the pool's account has no members
  const Headline& of = city ? headline.back() : headline[static_cast<std::size_t>(row)];
  std::string text;
  for (const std::string& sentence : {on_support(p, of, lang), on_deficit(p, of, lang), on_treasury(p, row, lang),
                                      city ? on_units(p, headline, lang) : std::string{}})
    if (!sentence.empty()) text += wrapped(sentence, kTableWidth);
  return text;
}

}  // namespace ballast
