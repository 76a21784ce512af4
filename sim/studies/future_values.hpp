/// Every number taken from every future of one case, by future going in and by series coming out. With a store on
/// the disk what is held in memory does not grow with the futures: the tiles being filled, as many as there are threads
/// and one.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <vector>

#include "models/measures/catalogue.hpp"
#include "models/measures/flows.hpp"
#include "sim/engine/parallel.hpp"
#include "sim/engine/projection.hpp"
#include "sim/studies/future_store.hpp"

namespace ballast {

/// The order of a future's numbers. Tables are [row][year from the base year] unless another order is given; scopes are
/// the units, then the whole city.
struct FutureLayout {
  int rows = 0, years = 0, units = 0;
  std::vector<Measure> measures;
  bool flows = false;  ///< with those of stage 1 that are read after it

  int scopes() const { return units + 1; }
  std::size_t table() const { return count(rows, years); }
  std::size_t measure(std::size_t m) const { return m * table(); }
  std::size_t called() const { return measure(measures.size()); }              ///< 1 or 0, [year][scope]
  std::size_t in_need() const { return called() + count(years, scopes()); }    ///< 1 or 0, [year][scope]
  std::size_t depleted() const { return in_need() + count(years, scopes()); }  ///< year's index or −1, [scope]
  std::size_t calls() const { return depleted() + count(scopes(), 1); }        ///< constant yuan, [scope]
  std::size_t worst() const { return calls() + count(scopes(), 1); }           ///< in the order of kResiduals
  std::size_t flow(std::size_t f) const { return worst() + kResiduals.size() + f * unit_table(); }  ///< [unit][year]
  std::size_t unit_table() const { return count(units, years); }
  std::size_t series() const;

 private:
  static std::size_t count(int a, int b) { return static_cast<std::size_t>(a) * static_cast<std::size_t>(b); }
};

/// The flows that are read of a future after stage 1, in the order of the catalogue.
const std::vector<Flow>& lasting_flows();

/// Tiles of 64 futures, narrower where a future is so large that one would take more than 32 MiB, but never narrower
/// than a block of stage 1, 8: of a future beyond 4 MiB a tile is larger.
StoreShape store_shape(const FutureLayout& layout, int paths);

/// Some series of some futures, both in one piece.
struct DrawWindow {
  std::size_t series = 0, count = 0;
  int path = 0, paths = 0;
};

class FutureValues {
 public:
  /// `paths`: as many as are asked for.
  FutureValues(FutureLayout layout, int paths, std::unique_ptr<FutureStore> store);

  const FutureLayout& layout() const { return layout_; }
  int paths() const { return paths_; }

  /// Whether an earlier run finished the tile of this future.
  bool has(int path) const;
  /// One future's numbers, from any thread in any order. Issues when a tile that this fills cannot be kept.
  Issues add(int path, std::span<const double> numbers);
  /// No more will come: the first `paths` futures are all there is.
  Issues close(int paths);

  /// Whether the futures so far stay, where they can, for a run that goes on.
  void keep(bool lasting) const { store_->keep(lasting); }

  /// [series][path]. StoreError when the store fails. Precondition: closed.
  std::vector<double> read(const DrawWindow& window) const;

 private:
  struct Tile {
    std::vector<double> values;
    int done = 0;
  };
  int width_of(int tile) const;  ///< futures that belong into it
  Tile& opened(int tile);
  Issues put(int tile, std::span<const double> values);

  FutureLayout layout_;
  int paths_;
  StoreShape shape_;
  std::unique_ptr<FutureStore> store_;
  OneAtATime opening_;
  std::map<int, Tile> open_;                ///< being filled
  std::vector<std::vector<double>> spare_;  ///< of tiles that are kept: their memory serves the next ones
};

}  // namespace ballast
