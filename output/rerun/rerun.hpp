/// A result made again from its own file alone: the texts inside are laid out as a project's data, the case is run, and
/// every number is held against the one on record.
///
/// Programs of one version give the same numbers bit for bit on machines of one instruction-set class; across classes
/// they agree to 1e-12 of the larger number.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "models/base/expected.hpp"
#include "output/hdf5/outline.hpp"
#include "output/hdf5/read_ensemble.hpp"
#include "output/texts.hpp"

namespace ballast {

/// What a rerun allows between machines of different classes, as a share of the larger number.
inline constexpr double kAcrossClasses = 1e-12;

/// One variable that came out otherwise, where it did most.
struct Departure {
  std::string variable;  ///< as in the file: fund_balance, flows/births, ledger/amount, draws/treasury
  std::string unit;
  Year year = 0;
  double then = 0, now = 0;
  double relative = 0;  ///< |now − then| over the larger of the two; infinite where one is missing
  long cells = 0;       ///< how many of the variable's numbers differ
};

/// Something said in words that is not what it was.
struct OtherText {
  std::string what, then, now;
};

/// An object, attribute or list that is of another form, or that one of the files does not have.
struct OtherForm {
  std::string what;
  std::optional<hdf5::Stated> then, now;  ///< none: not there
};

/// How far two results were held against each other.
struct Compared {
  long numbers = 0;
  std::vector<std::string> lacking;  ///< variables that the first does not have and the second does
};

struct RerunVerdict {
  bool same_bytes = false;
  bool same_class = false;
  bool futures_held = true;   ///< single futures too; between classes those of an ensemble are not
  bool same_program = false;  ///< version and commit; another may have written other objects and attributes
  Compared compared;
  std::vector<Departure> departures;
  std::vector<OtherText> statements{};  ///< root attributes and inputs that the rerun gives otherwise
  std::vector<OtherForm> form{};        ///< objects, attributes and lists
  std::vector<OtherText> others{};      ///< version, git_sha, compiler, instruction_class, as far as they differ

  /// Not one bit of a number is another, or, between classes, none by more than 1e-12.
  bool same_numbers() const;
  /// The same numbers, said of the same, and of one program in the same form: nothing lacks and nothing was added.
  bool reproduced() const;
};

/// `self` is this program; `progress` is told of the futures of an ensemble as they are drawn, and stops them with
/// false. Issues when the file cannot be read, when this program refuses what it holds, or where it was stopped.
Expected<RerunVerdict> rerun(const std::string& path, const Provenance& self, int threads,
                             const std::function<bool(const EnsembleProgress&)>& progress = {});

/// Every number of two results of one kind, of the same units and years. Precondition: comparable. `compared` grows by
/// what was held against each other.
std::vector<Departure> departures(const Projection& then, const Projection& now, Compared& compared);
std::vector<Departure> departures(const AnyResult& then, const AnyResult& now, Compared& compared);

/// Every number of `/ensemble_events` and `/ensemble_flows` in two files of one ensemble, where both keep it in one
/// form. Between machines of different classes they are not held: a fen more or less is further apart than what those
/// agree to.
Expected<std::vector<Departure>> future_departures(const std::string& then, const std::string& now,
                                                   const Projection& of, Compared& compared);

/// What root attributes, names and inputs say otherwise, but for program, compiler and machine. Inputs that the first
/// does not name go to `lacking`.
std::vector<OtherText> other_statements(const AnyResult& then, const AnyResult& now, Compared& compared);

/// What one file holds otherwise than the other, or alone, beside its numbers. Precondition: their seals are whole.
Expected<std::vector<OtherForm>> other_form(const std::string& then, const std::string& now);

std::string rerun_table(const RerunVerdict& verdict, Lang lang);
std::string rerun_document(const RerunVerdict& verdict);

}  // namespace ballast
