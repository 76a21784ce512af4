#include "sim/studies/future_values.hpp"

#include <algorithm>

#include "sim/engine/flow_use.hpp"
#include "sim/futures/future_engine.hpp"

namespace ballast {

Expected<void> MemoryStore::put(int tile, int finished, std::span<const double> values) {
  Tile& of = tiles_[static_cast<std::size_t>(tile)];
  of.values.assign(values.begin(), values.end());
  of.finished = finished;
  return {};
}

void MemoryStore::get(int tile, std::size_t at, std::span<double> values) const {
  const auto from = tiles_[static_cast<std::size_t>(tile)].values.begin() + static_cast<std::ptrdiff_t>(at);
  std::copy_n(from, values.size(), values.begin());
}

std::size_t FutureLayout::series() const { return flow(flows ? lasting_flows().size() : 0); }

const std::vector<Flow>& lasting_flows() {
  static const std::vector<Flow> kLasting = [] {
    std::vector<Flow> lasting;
    for (const FlowRow& row : kFlowCatalogue)
      if (use_of(row.id) != FlowUse::none) lasting.push_back(row.id);
    return lasting;
  }();
  return kLasting;
}

StoreShape store_shape(const FutureLayout& layout, int paths) {
  constexpr std::size_t kWidest = 64, kNarrowest = kMostSideBySide, kBytes = std::size_t{1} << 25;
  const std::size_t series = layout.series(), fit = kBytes / (series * sizeof(double)) / kNarrowest * kNarrowest;
  const int width = static_cast<int>(std::clamp<std::size_t>(fit, kNarrowest, kWidest));
  return {.series = series, .width = width, .tiles = (paths + width - 1) / width};
}

FutureValues::FutureValues(FutureLayout layout, int paths, std::unique_ptr<FutureStore> store)
    : layout_(std::move(layout)), paths_(paths), shape_(store_shape(layout_, paths)), store_(std::move(store)) {}

int FutureValues::width_of(int tile) const { return shape_.width_of(tile, paths_); }

bool FutureValues::has(int path) const {
  const int tile = path / shape_.width;
  return store_->finished(tile) >= width_of(tile);
}

FutureValues::Tile& FutureValues::opened(int tile) {
  Tile* of = nullptr;
  opening_([&] {
    of = &open_[tile];
    if (!of->values.empty()) return;
    if (!spare_.empty()) of->values = std::move(spare_.back()), spare_.pop_back();
    of->values.resize(shape_.tile());
  });
  return *of;
}

Issues FutureValues::put(int tile, std::span<const double> values) {
  const auto kept = store_->put(tile, width_of(tile), values);
  return kept ? Issues{} : kept.error();
}

Issues FutureValues::add(int path, std::span<const double> numbers) {
  const int at = path / shape_.width;
  Tile& tile = opened(at);
  double* to = tile.values.data() + path % shape_.width;
  for (std::size_t s = 0; s < numbers.size(); ++s) to[s * static_cast<std::size_t>(shape_.width)] = numbers[s];
  std::vector<double> full;
  opening_([&] {
    if (++tile.done == width_of(at)) full = std::move(open_.extract(at).mapped().values);
  });
  if (full.empty()) return {};
  Issues lost = put(at, full);
  opening_([&] { spare_.push_back(std::move(full)); });
  return lost;
}

Issues FutureValues::close(int paths) {
  paths_ = paths;
  Issues issues;
  for (const auto& [at, tile] : open_)
    if (width_of(at) > 0 && issues.empty()) issues = put(at, tile.values);
  open_.clear(), spare_.clear();
  return issues;
}

std::vector<double> FutureValues::read(const DrawWindow& window) const {
  const auto width = static_cast<std::size_t>(shape_.width), paths = static_cast<std::size_t>(window.paths);
  std::vector<double> all(window.count * paths), piece(window.count * width);
  const int end = window.path + window.paths;
  for (int path = window.path, tile = path / shape_.width; path < end; path = ++tile * shape_.width) {
    store_->get(tile, window.series * width, piece);
    const int begin = tile * shape_.width, last = std::min(end, begin + shape_.width);
    for (std::size_t s = 0; s < window.count; ++s)
      std::copy_n(piece.data() + s * width + (path - begin), last - path,
                  all.data() + s * paths + static_cast<std::size_t>(path - window.path));
  }
  return all;
}

}  // namespace ballast
