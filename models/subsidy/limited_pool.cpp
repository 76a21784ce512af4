#include "models/subsidy/limited_pool.hpp"

#include "models/fund/portion.hpp"

namespace ballast {
namespace {

using Kind = Fen Subsidies::*;

std::vector<Subsidies> pro_rata(std::span<const Subsidies> claims, Fen available) {
  std::vector<Fen> flat;
  flat.reserve(claims.size() * kSubsidyKinds.size());
  for (const Subsidies& claim : claims)
    for (Kind kind : kSubsidyKinds) flat.push_back(claim.*kind);
  const std::vector<Fen> shares = ration(available, flat);
  std::vector<Subsidies> paid(claims.size());
  for (std::size_t i = 0; i < flat.size(); ++i) {
    paid[i / kSubsidyKinds.size()].*kSubsidyKinds[i % kSubsidyKinds.size()] = shares[i];
  }
  return paid;
}

/// Pays one kind to all units; returns what the pool has left.
Fen pay_kind(Kind kind, std::span<const Subsidies> claims, Fen available, std::span<Subsidies> paid) {
  std::vector<Fen> column;
  for (const Subsidies& claim : claims) column.push_back(claim.*kind);
  const std::vector<Fen> shares = ration(available, column);
  for (std::size_t c = 0; c < claims.size(); ++c) paid[c].*kind = shares[c];
  return available - sum(shares);
}

}  // namespace

Subsidies operator+(const Subsidies& a, const Subsidies& b) {
  Subsidies r;
  for (Kind kind : kSubsidyKinds) r.*kind = a.*kind + b.*kind;
  return r;
}

Subsidies operator-(const Subsidies& a, const Subsidies& b) {
  Subsidies r;
  for (Kind kind : kSubsidyKinds) r.*kind = a.*kind - b.*kind;
  return r;
}

std::vector<Subsidies> pay_from_pool(PoolMode mode, std::span<const Subsidies> claims, Fen available) {
  if (mode == PoolMode::pro_rata) return pro_rata(claims, available);
  std::vector<Subsidies> paid(claims.size());
  for (Kind kind : kSubsidyKinds) available = pay_kind(kind, claims, available, paid);
  return paid;
}

Subsidies carried_forward(UnpaidMode mode, const Subsidies& claim, const Subsidies& paid) {
  return mode == UnpaidMode::carry ? claim - paid : Subsidies{};
}

Fen total(std::span<const Subsidies> subsidies) {
  Fen all;
  for (const Subsidies& s : subsidies) all += s.total();
  return all;
}

}  // namespace ballast
