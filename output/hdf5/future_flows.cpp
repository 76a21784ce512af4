#include "output/hdf5/future_flows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "output/hdf5/ensemble_file.hpp"
#include "output/hdf5/ensemble_names.hpp"
#include "output/hdf5/result_parts.hpp"
#include "output/hdf5/stored_fen.hpp"
#include "sim/engine/flow_use.hpp"
#include "sim/engine/parallel.hpp"
#include "sim/engine/stored_flows.hpp"
#include "sim/futures/future_engine.hpp"

namespace ballast::hdf5 {
namespace {

using Block = std::vector<StageOne>;

static_assert(kBlock == kFuturesRead);

class FlowsOfFile : public FutureFlows {
 public:
  FlowsOfFile(NetcdfReader file, const Ensemble& of, WatchedFile watched)
      : file_(std::move(file)),
        watched_(std::move(watched)),
        extent_{static_cast<hsize_t>(of.paths), static_cast<hsize_t>(of.central.member_units()),
                static_cast<hsize_t>(of.years())} {
    if (file_.texts(std::string(kFutureFlows) + "/member") != members_of(of.central))
      throw Error("ensemble_flows/member: not the units that the file holds");
    for (const FlowRow& row : kFlowCatalogue)
      if (use_of(row.id) != FlowUse::none) file_.refuse_overstated(future_flow_of(row), extent_);
    worst_.persons = of.diagnostics.persons_residual, worst_.accounts = of.diagnostics.account_residual;
    worst_.expenditure = of.diagnostics.expenditure_residual;
  }

  /// The blocks that threads side by side are in, and one at either end.
  void expect(int threads) const override { most_ = static_cast<std::size_t>(threads) * kMostSideBySide / kBlock + 2; }

  std::shared_ptr<const StageOne> of(int path) const override {
    const auto at = static_cast<hsize_t>(path);
    try {
      const auto block = block_from(at / kBlock * kBlock);
      return {block, &(*block)[at % kBlock]};
    } catch (const Error& error) {
      throw StoreError(error.what(), IssueKind::data);
    }
  }

 private:
  struct Known {
    hsize_t first = 0;
    std::shared_ptr<const Block> block;
  };

  /// The library reads for one thread at a time. Futures are asked for nearly in their order, so the blocks used last
  /// are the ones asked for next.
  std::shared_ptr<const Block> block_from(hsize_t first) const {
    std::shared_ptr<const Block> block;
    reading_([&] {
      const auto known =
          std::find_if(known_.begin(), known_.end(), [&](const Known& one) { return one.first == first; });
      if (known != known_.end()) {
        std::rotate(known, known + 1, known_.end());
      } else {
        if (known_.size() >= most_) known_.erase(known_.begin());
        known_.push_back({first, read(first)});
      }
      block = known_.back().block;
    });
    return block;
  }

  std::shared_ptr<const Block> read(hsize_t first) const {
    begin_quietly();
    const hsize_t count = std::min(kBlock, extent_[0] - first);
    const UnitFlows none{Eigen::ArrayXXd::Zero(static_cast<Eigen::Index>(extent_[2]), kFlows)};
    auto block = std::make_shared<Block>(
        count, StageOne{std::vector(extent_[1], none), std::vector<MembershipAudit>(extent_[1])});
    for (const FlowRow& row : kFlowCatalogue) {
      if (use_of(row.id) == FlowUse::fen)
        read_flow<std::int64_t>(row, first, *block, [](std::int64_t fen) { return yuan_of(Fen{fen}); });
      if (use_of(row.id) == FlowUse::as_is) read_flow<double>(row, first, *block, [](double value) { return value; });
    }
    if (!watched_.unchanged()) throw StoreError(kChanged, IssueKind::data, kUnchanged);
    if (first == 0) block->front().audits.front() = worst_;
    return block;
  }

  template <class Number, class Value>
  void read_flow(const FlowRow& row, hsize_t first, Block& block, Value value) const {
    const auto numbers = file_.rows<Number>(future_flow_of(row), extent_, first, block.size());
    auto from = numbers.begin();
    for (StageOne& future : block)
      for (UnitFlows& unit : future.flows)
        for (hsize_t year = 0; year < extent_[2]; ++year) {
          double& flow = unit.at(static_cast<int>(year), row.id) = value(*from++);
          if (!can_be_settled(row.id, flow, year == 0))
            throw StoreError(
                fmt::format("{}: {} in future {}", future_flow_of(row), flow, first + (&future - block.data())),
                IssueKind::data);
        }
  }

  NetcdfReader file_;
  WatchedFile watched_;
  std::vector<hsize_t> extent_;
  MembershipAudit worst_;
  OneAtATime reading_;
  mutable std::vector<Known> known_;  ///< the one used longest ago first
  mutable std::size_t most_ = 2;
};

}  // namespace

std::unique_ptr<FutureFlows> future_flows(NetcdfReader file, const Ensemble& of, WatchedFile watched) {
  return std::make_unique<FlowsOfFile>(std::move(file), of, std::move(watched));
}

}  // namespace ballast::hdf5
