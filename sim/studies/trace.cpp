#include "sim/studies/trace.hpp"

#include <algorithm>

#include "models/budget/authority.hpp"

namespace ballast {
namespace {

/// In the books of the whole city all units of a holder are one.
Account seen_from(const FundScope& scope, Account account) {
  return scope.kind == FundScope::Kind::city ? Account{account.holder, -1} : account;
}

void add(std::vector<BookLine>& lines, const BookLine& line) {
  const auto same = [&line](const BookLine& known) {
    return known.line == line.line && known.from == line.from && known.to == line.to;
  };
  const auto found = std::find_if(lines.begin(), lines.end(), same);
  if (found == lines.end())
    lines.push_back(line);
  else
    found->amount += line.amount;
}

BookLine book_line(const Entry& e, const FundScope& scope, bool received) {
  return {.line = e.line,
          .clause = e.clause,
          .from = seen_from(scope, e.credit),
          .to = seen_from(scope, e.debit),
          .amount = e.amount,
          .received = received};
}

}  // namespace

bool FundScope::holds(Account account) const {
  if (kind == Kind::unit) return account == Account{Holder::unit_fund, unit};
  if (kind == Kind::pool) return account.holder == Holder::city_pool;
  return account.holder == Holder::unit_fund || account.holder == Holder::city_pool;
}

FundBooks fund_books(const Ledger& ledger, const FundScope& scope, Year year) {
  FundBooks books;
  std::vector<BookLine> paid;
  for (const Entry& e : ledger) {
    const bool takes = scope.holds(e.debit), gives = scope.holds(e.credit);
    if (takes == gives || e.year > year) continue;
    if (e.year < year) {
      books.opening += takes ? e.amount : -e.amount;
      continue;
    }
    (takes ? books.received : books.paid) += e.amount;
    add(takes ? books.lines : paid, book_line(e, scope, takes));
  }
  books.lines.insert(books.lines.end(), paid.begin(), paid.end());
  books.closing = books.opening + books.received - books.paid;
  return books;
}

std::vector<BookLine> beside_the_fund(const Ledger& ledger, const FundScope& scope, Year year) {
  const bool all = scope.kind == FundScope::Kind::city;
  std::vector<BookLine> lines;
  for (const Entry& e : ledger)
    if (e.year == year && (all || e.unit == scope.unit) && !scope.holds(e.debit) && !scope.holds(e.credit))
      add(lines, book_line(e, scope, false));
  return lines;
}

std::vector<NeedShare> need_shares(const UnitSettlement& s) {
  using Payer = NeedShare::Payer;
  std::vector<NeedShare> shares{
      {NeedPart::not_collected, Payer::treasury, "44-2.7", s.gap.gap_short},
      {NeedPart::structural, Payer::pool, authority::of_structural_gap(s.regime), s.cover.topup},
      {NeedPart::structural, Payer::balance, "44-2.6", s.cover.from_balance_structural},
      {NeedPart::structural, Payer::treasury, authority::of_structural_gap(s.regime), s.cover.treasury_structural},
      {NeedPart::overspent, Payer::balance, "44-2.8", s.cover.from_balance_over},
      {NeedPart::overspent, Payer::treasury, "44-2.8", s.cover.treasury_over}};
  std::erase_if(shares, [](const NeedShare& share) { return share.amount == Fen{}; });
  return shares;
}

UnitSettlement needs_together(const std::vector<UnitSettlement>& units) {
  UnitSettlement all;
  for (const UnitSettlement& u : units) {
    all.regime = u.regime;
    all.balance_of_year += u.balance_of_year;
    all.gap.need += u.gap.need, all.gap.gap_short += u.gap.gap_short;
    all.gap.gap_structural += u.gap.gap_structural, all.gap.gap_over += u.gap.gap_over;
    all.cover.topup += u.cover.topup;
    all.cover.from_balance_structural += u.cover.from_balance_structural;
    all.cover.from_balance_over += u.cover.from_balance_over;
    all.cover.treasury_structural += u.cover.treasury_structural;
    all.cover.treasury_over += u.cover.treasury_over;
  }
  return all;
}

}  // namespace ballast
