/// Tiles of futures on the disk while an ensemble is drawn (sim/studies/future_store.hpp). Beside a result FILE they
/// lie in FILE.part: a run that is killed or stopped leaves it, and a later one takes its finished tiles or starts it
/// anew. Without a result they lie in the folder for temporary files (TMPDIR), under no name: nothing can be left.
///   head   who made it, as lines "key value"; zeros up to a multiple of 4096 bytes
///   tile   its doubles, then the mark: SHA-256 of the doubles and of the number of finished futures, and that number;
///          zeros up to a multiple of 4096 bytes. A tile counts when its mark is true.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/engine/parallel.hpp"
#include "sim/studies/future_store.hpp"

namespace ballast {

/// What makes the futures of a file what they are, most telling first: `seed` → `44`.
using Origin = std::vector<std::pair<std::string, std::string>>;

/// How the name of a file of futures ends, beside that of its result.
inline constexpr const char* kUnfinished = ".part";

class FutureFile : public FutureStore {
 public:
  /// Under no name, on the disk of `folder`; empty: of the folder for temporary files. cannot_create.
  static Expected<std::unique_ptr<FutureFile>> nameless(const StoreShape& shape, const std::string& folder = {});

  /// FILE.part, with the finished tiles of an earlier run when it is to `resume` one; what a killed writer of FILE left
  /// besides is removed. cannot_create, also when another run is at it or no run began it; data when it holds futures
  /// of another origin, or without `resume` more of the same than are asked for.
  static Expected<std::unique_ptr<FutureFile>> beside(const std::string& file, const StoreShape& shape, Origin origin,
                                                      bool resume);

  ~FutureFile() override;  ///< finished tiles stay on the disk unless told otherwise: they may have taken hours

  int finished(int tile) const override { return finished_[static_cast<std::size_t>(tile)]; }
  /// How many tiles of an earlier run do not hold what was written: they count as not there.
  int damaged() const { return damaged_; }
  /// Whether futures of an earlier run stood there that nobody asked to go on with: all are drawn anew.
  bool discarded() const { return discarded_; }
  Expected<void> put(int tile, int finished, std::span<const double> values) override;
  void keep(bool lasting) override;
  void get(int tile, std::size_t at, std::span<double> values) const override;

 private:
  FutureFile(int descriptor, std::string path, const StoreShape& shape, std::string shown);
  void take_away();
  std::size_t at(int tile) const;
  Expected<std::string> found_head() const;
  bool holds_tiles(const std::string& found) const;
  bool holds_more() const;
  Expected<void> begin(const std::string& head);
  Expected<void> begin_anew(const std::string& head);
  Expected<void> resume(const std::string& head);
  bool mark_is_true(int tile, int finished, const std::string& digest) const;
  void hold(int tile) const;
  void read_back(int tile, std::size_t from, std::span<double> values) const;

  int descriptor_;
  std::string path_;   ///< empty: under no name
  std::string shown_;  ///< what issues call it
  StoreShape shape_;
  std::size_t head_ = 0;
  bool of_more_ = false;  ///< holds futures of a run that asked for more: they stay
  bool discarded_ = false;
  int damaged_ = 0;
  std::optional<bool> kept_;
  std::vector<int> finished_;
  mutable std::vector<std::string> digests_;  ///< of tiles under a name, until they are first read; else empty
  OneAtATime holding_;                        ///< of those: threads read side by side
  bool any_ = false;                          ///< whether a tile is finished
  OneAtATime telling_;                        ///< of that: threads put side by side
};

/// Every case's futures under no name, on the disk of `folder`; empty: of the folder for temporary files.
StoreMaker nameless_store(const std::string& folder = {});

}  // namespace ballast
