// Futures in every class of the kernel that this machine can run.
#include <gtest/gtest.h>

#include <string_view>

#include "sim/engine/kernel.hpp"
#include "sim/futures/future_block.hpp"
#include "tests/sim/drawn_futures.hpp"
#include "tests/sim/puyang.hpp"

namespace ballast {
namespace {

/// Largest difference of any flow of any future over that flow's largest value in its unit.
double largest_difference(const std::vector<StageOne>& a, const std::vector<StageOne>& b) {
  double worst = 0;
  for (std::size_t f = 0; f < a.size(); ++f)
    for (std::size_t unit = 0; unit < a[f].flows.size(); ++unit) {
      const auto& x = a[f].flows[unit].values;
      const auto& y = b[f].flows[unit].values;
      const Eigen::ArrayXXd scale = (1.0 + y.abs().colwise().maxCoeff()).replicate(y.rows(), 1);
      worst = std::max(worst, ((x - y).abs() / scale).maxCoeff());
    }
  return worst;
}

bool same_bits(const std::vector<StageOne>& a, const std::vector<StageOne>& b) {
  for (std::size_t f = 0; f < a.size(); ++f)
    for (std::size_t unit = 0; unit < a[f].flows.size(); ++unit)
      if (!(a[f].flows[unit].values == b[f].flows[unit].values).all()) return false;
  return true;
}

class FuturesInKernels : public ::testing::Test {
 protected:
  std::vector<StageOne> live(std::string_view name) const {
    auto stages = live_futures(scenario_, groundwork_, futures_, {}, 1, kernel_called(name));
    if (!stages) throw std::runtime_error(stages.error().front().what);
    return std::move(*stages);
  }

  const Scenario scenario_ = test::scenario("baseline", {"enforcement.reclassified=0.05"}, 2045);
  const Groundwork groundwork_{scenario_, 1};
  const std::vector<Future> futures_ = test::drawn_futures(scenario_, kLanes);
};

TEST_F(FuturesInKernels, AreTheSameBitsWithAvx512AsWithAvx2) {
  if (!__builtin_cpu_supports("x86-64-v4")) GTEST_SKIP() << "this machine has no AVX-512";
  const auto v3 = live("x86-64-v3"), v4 = live("x86-64-v4");
  EXPECT_TRUE(same_bits(v3, v4)) << largest_difference(v3, v4);
}

TEST_F(FuturesInKernels, AreTheSameBitsOnTheOldestMachines) {
  if (!__builtin_cpu_supports("x86-64-v3")) GTEST_SKIP() << "this machine has no AVX2";
  const auto v2 = live("x86-64-v2"), v3 = live("x86-64-v3");
  EXPECT_TRUE(same_bits(v2, v3)) << largest_difference(v2, v3);
}

}  // namespace
}  // namespace ballast
