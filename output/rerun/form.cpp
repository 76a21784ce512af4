// What a result file holds, beside its numbers, against the file of a rerun.
#include "output/hdf5/outline.hpp"
#include "output/rerun/rerun.hpp"

namespace ballast {

Expected<std::vector<OtherForm>> other_form(const std::string& then, const std::string& now) {
  const auto a = hdf5::outline_of(then);
  if (!a) return fail(a.error());
  const auto b = hdf5::outline_of(now);
  if (!b) return fail(b.error());
  std::vector<OtherForm> all;
  for (const auto& [what, is] : *a)
    if (const auto found = b->find(what); found == b->end() || found->second != is)
      all.push_back({what, is, found == b->end() ? std::nullopt : std::optional(found->second)});
  for (const auto& [what, is] : *b)
    if (!a->contains(what)) all.push_back({what, std::nullopt, is});
  return all;
}

}  // namespace ballast
