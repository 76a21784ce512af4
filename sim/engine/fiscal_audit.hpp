/// What must hold of the books of stage 2 in every run, to the fen (44-2.2, 44-4.1):
///   every line of every unit's year, of the pool's and of the opening books what the settlement and the flows say
///   each fund closes where its entries leave it and none below zero;   gap parts sum to the need
///   the whole city = Σ units + pool, transfers eliminated;             what a year owes, the next starts from
/// Nothing here asks the code that posts: a line booked wrongly in every year is found as well as one fen lost once.
#pragma once

#include <memory>
#include <span>

#include "sim/engine/fiscal.hpp"

namespace ballast {

/// The audit of a run's books, year after year: what was held against its year need not be kept. Each answer is
/// everything that does not balance; empty when all does.
class BooksAudit {
 public:
  explicit BooksAudit(const FiscalInput& input);
  BooksAudit(const BooksAudit&) = delete;
  BooksAudit& operator=(const BooksAudit&) = delete;
  ~BooksAudit();

  /// The opening books, of the year before the first.
  Issues open(std::span<const Entry> entries);
  /// The next year and its entries.
  Issues take(const FiscalYear& year, std::span<const Entry> entries);

 private:
  struct Known;
  const FiscalInput& in_;
  std::unique_ptr<Known> known_;
};

/// The same of a run whose books were kept.
Issues check_books(const FiscalInput& input, const FiscalResult& result);

}  // namespace ballast
