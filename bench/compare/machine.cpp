// Compiled once a class, with packs of its width, without contraction of products into sums.
#include "bench/compare/machine.hpp"

#include <immintrin.h>
#include <time.h>

namespace ballast {
namespace {

#ifdef __AVX512F__
constexpr int kLanes = 8;
#else
constexpr int kLanes = 4;
#endif
using Pack = double __attribute__((vector_size(8 * kLanes)));
constexpr int kChains = 12;  // in flight: the latency of a product and a sum times two of each a cycle
constexpr int kLooks = 40;   // short ones; the best counts: the others were disturbed

double now() {
  timespec t{};
  clock_gettime(CLOCK_MONOTONIC, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

/// The best rate of several looks at a piece of work of that size.
template <class Work>
double best_rate(double size, Work work) {
  double best = 0;
  for (int look = 0; look < kLooks; ++look) {
    const double start = now();
    work();
    const double rate = size / (now() - start);
    best = rate > best ? rate : best;
  }
  return best;
}

template <class Step>
double rate_of_chains(Step step) {
  constexpr int kRounds = 200'000;
  const Pack factor = Pack{} + 0.999999, term = Pack{} + 1e-6;
  return best_rate(2.0 * kLanes * kChains * kRounds, [&] {
    Pack chain[kChains];
    for (Pack& of : chain) {
      of = factor;
      asm volatile("" : "+v"(of));  // no two alike to the compiler, or it would walk one chain for all
    }
    for (int round = 0; round < kRounds; ++round) {
#pragma GCC unroll 12
      for (int c = 0; c < kChains; ++c) chain[c] = step(chain[c], factor, term);
    }
    for (Pack& of : chain) asm volatile("" : : "m"(of));
  });
}

/// Bytes a second of a walk through `doubles` numbers that moves `ways` bytes a byte.
template <class Walk>
double rate_of_walks(long doubles, double ways, Walk walk) {
  constexpr long kNumbers = 1L << 22;  // of all walks together
  const long walks = kNumbers / doubles + 1;
  return best_rate(ways * 8.0 * static_cast<double>(walks * doubles), [&] {
    for (long w = 0; w < walks; ++w) walk();
  });
}

Pack fused_step(Pack v, Pack factor, Pack term) {
#ifdef __AVX512F__
  return Pack(_mm512_fmadd_pd(__m512d(v), __m512d(factor), __m512d(term)));
#else
  return Pack(_mm256_fmadd_pd(__m256d(v), __m256d(factor), __m256d(term)));
#endif
}

double product_and_sum_rate() {
  return rate_of_chains([](Pack v, Pack factor, Pack term) { return v * factor + term; });
}
double fused_rate() {
  return rate_of_chains([](Pack v, Pack factor, Pack term) { return fused_step(v, factor, term); });
}

double read_rate(double* numbers, long doubles) {
  const Pack* packs = reinterpret_cast<const Pack*>(numbers);
  return rate_of_walks(doubles, 1, [&] {
    Pack sum[8] = {};
    for (long i = 0; i + 8 <= doubles / kLanes; i += 8)
#pragma GCC unroll 8
      for (int c = 0; c < 8; ++c) sum[c] += packs[i + c];
    for (Pack& of : sum) asm volatile("" : : "m"(of) : "memory");
  });
}

double update_rate(double* numbers, long doubles) {
  Pack* packs = reinterpret_cast<Pack*>(numbers);
  return rate_of_walks(doubles, 2, [&] {
    for (long i = 0; i + 8 <= doubles / kLanes; i += 8)
#pragma GCC unroll 8
      for (int c = 0; c < 8; ++c) packs[i + c] *= 0.999999;
    asm volatile("" : : : "memory");
  });
}

}  // namespace
}  // namespace ballast

extern "C" const ballast::Machine BALLAST_MACHINE{ballast::product_and_sum_rate, ballast::fused_rate,
                                                  ballast::read_rate, ballast::update_rate};
