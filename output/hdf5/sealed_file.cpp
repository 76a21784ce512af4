#include "output/hdf5/sealed_file.hpp"

#include <system_error>

#include "output/hdf5/seal.hpp"

namespace ballast::hdf5 {
namespace {

Issue failed(std::string why) { return issue_of(IssueKind::write_failed, std::move(why), {}); }

/// What the system says is what people can do something about.
std::string why(const Error& error) {
  return error.of_system() != 0 ? std::generic_category().message(error.of_system())
                                : std::string("HDF5: ") + error.what();
}

}  // namespace

Expected<void> fill_sealed(const std::string& path, const std::function<void(NetcdfFile&)>& fill) {
  begin_quietly();
  try {
    NetcdfFile file(path);
    fill(file);
    file.finish();
  } catch (const Error& error) {
    return fail(failed(why(error)));
  }
  if (!set_seal_of_file(path)) return fail(failed("the seal cannot be set"));
  return {};
}

}  // namespace ballast::hdf5
