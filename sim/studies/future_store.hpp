/// Where the values of many futures lie while an ensemble is drawn and told: in tiles, not in one piece, so that nobody
/// has to hold them all. Tile t holds the futures t·width … (t + 1)·width − 1 as [series][width]; a series is one
/// number of every future. A finished tile is written in one piece, and neighbouring series of a tile are read in one.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
#include <vector>

#include "models/base/expected.hpp"

namespace ballast {

struct Scenario;
struct Projection;
struct EnsembleRequest;

/// How much there is to keep.
struct StoreShape {
  std::size_t series = 0;  ///< numbers of one future
  int width = 0;           ///< futures of a tile
  int tiles = 0;

  std::size_t tile() const { return series * static_cast<std::size_t>(width); }  ///< numbers of a tile
  /// How many of so many futures belong into a tile.
  int width_of(int tile, int paths) const { return std::min(width, paths - tile * width); }
};

/// What a store throws that cannot give back what it was given, or (`data`) whose file holds what nobody can use.
struct StoreError : std::runtime_error {
  explicit StoreError(const std::string& what, IssueKind of = IssueKind::write_failed, const char* instead = nullptr)
      : std::runtime_error(what), kind(of), expected(instead) {}
  IssueKind kind;
  const char* expected;  ///< null: numbers that can be used, or the disk that was written to
};

/// The tiles of one case. Threads may put and get different tiles at the same time.
class FutureStore {
 public:
  FutureStore() = default;
  FutureStore(const FutureStore&) = delete;
  FutureStore& operator=(const FutureStore&) = delete;
  virtual ~FutureStore() = default;

  /// How many futures at the front of a tile it holds; more than none before anything was put: from an earlier run.
  virtual int finished(int tile) const = 0;
  /// A tile's numbers, of which the first `finished` futures count. Issues when they cannot be kept.
  virtual Expected<void> put(int tile, int finished, std::span<const double> values) = 0;
  /// Whether what was put outlasts this store, for a later run to go on with, where it can; unless told, it does. What
  /// is not to last may still be got.
  virtual void keep(bool /*lasting*/) {}
  /// A tile's numbers from `at` on. StoreError when they cannot be read. Precondition: the tile was put.
  virtual void get(int tile, std::size_t at, std::span<double> values) const = 0;
};

/// Makes the store of a case; issues when there is nowhere to keep it.
using StoreMaker = std::function<Expected<std::unique_ptr<FutureStore>>(
    const Scenario& scenario, const Projection& central, const EnsembleRequest& request, const StoreShape&)>;

/// Tiles in memory, for as many futures as fit.
class MemoryStore : public FutureStore {
 public:
  explicit MemoryStore(const StoreShape& shape) : tiles_(static_cast<std::size_t>(shape.tiles)) {}
  int finished(int tile) const override { return tiles_[static_cast<std::size_t>(tile)].finished; }
  Expected<void> put(int tile, int finished, std::span<const double> values) override;
  void get(int tile, std::size_t at, std::span<double> values) const override;

 private:
  struct Tile {
    std::vector<double> values;
    int finished = 0;
  };
  std::vector<Tile> tiles_;
};

}  // namespace ballast
