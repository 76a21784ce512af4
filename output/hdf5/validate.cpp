#include "output/hdf5/validate.hpp"

#include <fmt/format.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <array>

#include "models/measures/catalogue.hpp"
#include "models/measures/flows.hpp"
#include "output/hdf5/contradictions.hpp"
#include "output/hdf5/ensemble_names.hpp"
#include "output/hdf5/future_flows.hpp"
#include "output/hdf5/netcdf_reader.hpp"
#include "output/hdf5/read_ensemble.hpp"
#include "output/hdf5/run_contradictions.hpp"
#include "output/hdf5/stored_flows.hpp"
#include "output/hdf5/trial.hpp"
#include "sim/engine/flow_use.hpp"

namespace ballast {

namespace {

using hdf5::first_scale;
using hdf5::Handle;
using hdf5::NetcdfReader;

constexpr std::array kGroups{"flows", "ledger", "inputs", "diagnostics", "provenance"};

using Axes = std::vector<std::string>;

/// Walks over every object and gathers what is wrong.
class Inspection {
 public:
  Inspection(const NetcdfReader& reader, std::string shown)
      : reader_(reader), file_(reader.file()), shown_(std::move(shown)) {}

  void walk() {
    const herr_t walked = H5Ovisit2(
        file_, H5_INDEX_NAME, H5_ITER_NATIVE,
        [](hid_t root, const char* name, const H5O_info_t* info, void* self) -> herr_t {
          return static_cast<Inspection*>(self)->look_at(root, name, *info) ? 0 : -1;
        },
        this, H5O_INFO_BASIC | H5O_INFO_TIME);
    if (thrown_) std::rethrow_exception(thrown_);
    if (walked < 0) complain("/", "cannot be walked through", "a file that HDF5 can list");
    std::sort(dimensions_.begin(), dimensions_.end());
    for (std::size_t i = 0; i < dimensions_.size(); ++i)
      if (dimensions_[i] != static_cast<int>(i)) {
        complain("/", "_Netcdf4Dimid: not numbered 0, 1, 2, …", "one number for each axis");
        break;
      }
  }

  void complain(const std::string& object, std::string what, std::string expected) {
    issues_.push_back(issue_in(IssueKind::data, shown_, object + ": " + std::move(what), std::move(expected)));
  }

  /// A dataset along these axes with the unit of measurement that the catalogue gives it.
  void expect(const std::string& path, const Axes& axes, std::string_view measured_in) {
    if (!has(path)) return complain(path, "is missing", "every row of the catalogue");
    const Handle dataset(H5Dopen2(file_, path.c_str(), H5P_DEFAULT), H5Dclose, path.c_str());
    if (!along(dataset, axes)) complain(path, "has other axes", fmt::format("{}", fmt::join(axes, ", ")));
    const std::string units = reader_.has_attribute("units", path.c_str()) ? reader_.text("units", path.c_str()) : "";
    if (units != measured_in) complain(path, "units: '" + units + "'", std::string(measured_in));
    for (const char* name : {"long_name", "long_name_zh"})
      if (!reader_.has_attribute(name, path.c_str()))
        complain(path, std::string(name) + " is missing", "both languages");
  }
  /// The same of a measure, which says how it was computed and how it adds up.
  void expect_measure(const std::string& path, const Axes& axes, std::string_view measured_in) {
    expect(path, axes, measured_in);
    for (const char* name : {"formula", "aggregation"})
      if (!reader_.has_attribute(name, path.c_str()))
        complain(path, std::string(name) + " is missing", "every row of the catalogue");
  }

  bool has(const std::string& path) const { return H5LTpath_valid(file_, path.c_str(), true) > 0; }
  /// What files of earlier versions do not have.
  void expect_where_there(const std::string& path, const Axes& axes, std::string_view measured_in) {
    if (has(path)) expect(path, axes, measured_in);
  }

  /// Flows that stage 2 could not settle.
  void hold_flows(const Projection& of) {
    for (Issue& issue : flow_issues(stored_flows_of(shown_, of))) {
      issue.remedy.clear();
      issues_.push_back(std::move(issue));
    }
  }

  /// The same of every future, where the file keeps them.
  void hold_flows(const Ensemble& of) try {
    const auto flows = hdf5::future_flows(NetcdfReader::of_file(shown_), of, WatchedFile(shown_));
    for (int path = 0; path < of.paths; ++path) (void)flows->of(path);
  } catch (const std::runtime_error& problem) {
    issues_.push_back(issue_in(IssueKind::data, shown_, problem.what(), "a result file of this version"));
  }

  /// What a run answers must agree with itself.
  void hold_run(const Projection& of) {
    for (const hdf5::Contradiction& found : hdf5::run_contradictions(of))
      complain(found.object, found.what, "numbers that agree");
  }

  /// What futures answer must agree with itself.
  void hold_futures(const StoredEnsemble& of) {
    for (const hdf5::Contradiction& found : hdf5::contradictions(reader_, of))
      complain(found.object, found.what, "numbers that agree");
  }

  const Issues& issues() const { return issues_; }
  Validated seen;

 private:
  /// Nothing is thrown through the library's C.
  bool look_at(hid_t root, const char* name, const H5O_info_t& info) try {
    visit(root, name, info);
    return true;
  } catch (...) {
    thrown_ = std::current_exception();
    return false;
  }
  void visit(hid_t root, const char* name, const H5O_info_t& info) {
    if (info.ctime != 0) complain(name, "carries a time", "no times: the same inputs give the same bytes");
    if (info.type != H5O_TYPE_DATASET) return;
    const Handle dataset(H5Dopen2(root, name, H5P_DEFAULT), H5Dclose, name);
    ++seen.datasets;
    check_type(dataset, name);
    if (H5DSis_scale(dataset) > 0) return number(dataset, name);
    const Handle space(H5Dget_space(dataset), H5Sclose, name);
    const int rank = H5Sget_simple_extent_ndims(space);
    for (int axis = 0; axis < rank; ++axis)
      if (H5DSget_num_scales(dataset, static_cast<unsigned>(axis)) != 1)
        complain(name, "axis " + std::to_string(axis) + " has no scale of its own",
                 "one dimension scale for each axis");
  }

  void check_type(hid_t dataset, const char* name) {
    const Handle type(H5Dget_type(dataset), H5Tclose, name);
    const H5T_class_t kind = H5Tget_class(type);
    const std::size_t size = H5Tget_size(type);
    const bool number = (kind == H5T_INTEGER || kind == H5T_FLOAT) && (size == 4 || size == 8);
    const bool text = kind == H5T_STRING && H5Tis_variable_str(type) > 0 && H5Tget_cset(type) == H5T_CSET_UTF8;
    if (!number && !text)
      complain(name, "is of a type that not every reader knows", "int32, int64, float32, float64 or text");
  }

  void number(hid_t dataset, const char* name) {
    ++seen.axes;
    int id = -1;
    if (H5LTget_attribute_int(dataset, ".", "_Netcdf4Dimid", &id) < 0)
      complain(name, "_Netcdf4Dimid is missing", "a number");
    dimensions_.push_back(id);
  }

  static bool along(hid_t dataset, const Axes& axes) {
    const Handle space(H5Dget_space(dataset), H5Sclose, "H5Dget_space");
    if (H5Sget_simple_extent_ndims(space) != static_cast<int>(axes.size())) return false;
    for (unsigned axis = 0; axis < axes.size(); ++axis)
      if (first_scale(dataset, axis) != axes[axis]) return false;
    return true;
  }

  const NetcdfReader& reader_;
  hid_t file_;
  std::string shown_;
  Issues issues_;
  std::vector<int> dimensions_;
  std::exception_ptr thrown_;
};

const Axes kYearly{"/unit", "/year"};

/// Every future's share of the catalogue: what an ensemble's file holds of a measure beside its mean.
void expect_futures(Inspection& inspection, const MeasureRow& row, const EnsembleKept& kept) {
  const Axes by_level{"/quantile", "/unit", "/year"};
  const std::string errors = std::string(hdf5::kErrors) + "/";
  inspection.expect(hdf5::central_of(row), kYearly, row.unit);
  inspection.expect(hdf5::quantile_of(row), by_level, row.unit);
  inspection.expect(hdf5::tail_mean_of(row), kYearly, row.unit);
  inspection.expect(errors + hdf5::mean_error_of(row.key), kYearly, row.unit);
  inspection.expect(errors + hdf5::quantile_error_of(row.key), by_level, row.unit);
  inspection.expect_where_there(errors + hdf5::tail_mean_error_of(row.key), kYearly, row.unit);
  if (kept.paths) inspection.expect(hdf5::draws_of(row), {"/path", "/unit", "/year"}, row.unit);
}

void expect_event(Inspection& inspection, const hdf5::EventRow& row, Year price_year) {
  Axes axes;
  for (const std::string_view axis : row.axes)
    if (!axis.empty()) axes.push_back("/" + std::string(axis));
  const std::string unit = row.unit(price_year);
  const std::string share(row.key);
  if (row.is_new && !inspection.has(share)) return;  // it came with its error
  inspection.expect(share, axes, unit);
  if (row.error_is_new && !row.is_new)
    inspection.expect_where_there(row.error(), axes, unit);
  else
    inspection.expect(row.error(), axes, unit);
}

void expect_ensemble(Inspection& inspection, const StoredEnsemble& stored) {
  for (const EnsembleMeasure& of : stored.ensemble.measures) expect_futures(inspection, row(of.measure), stored.kept);
  for (const hdf5::EventRow& row : hdf5::kEventCatalogue)
    expect_event(inspection, row, stored.ensemble.central.price_year);
  for (const Residual& residual : kResiduals) inspection.expect(hdf5::worst_of(residual), {}, "1");
  const std::string money = "yuan of " + std::to_string(stored.ensemble.central.price_year);
  inspection.expect_where_there(hdf5::sight_of(hdf5::kCalledIn), {"/path", "/scope", "/year"}, "1");
  inspection.expect_where_there(hdf5::sight_of(hdf5::kInNeedIn), {"/path", "/scope", "/year"}, "1");
  inspection.expect_where_there(hdf5::sight_of(hdf5::kUsedUpIn), {"/path", "/scope"}, "1");
  inspection.expect_where_there(hdf5::sight_of(hdf5::kCallsIn), {"/path", "/scope"}, money);
  if (!stored.kept.flows) return;
  const std::string group = hdf5::kFutureFlows;
  for (const FlowRow& row : kFlowCatalogue)
    if (const FlowUse use = use_of(row.id); use != FlowUse::none)
      inspection.expect(group + "/" + std::string(row.key), {"/path", "/" + group + "/member", "/year"},
                        use == FlowUse::fen ? "fen" : row.unit);
}

Expected<Validated> validated(const AnyResult& result, const std::string& path) {
  const auto reader = NetcdfReader::of_file(path);
  Inspection inspection(reader, path);
  inspection.walk();
  for (const char* group : kGroups)
    if (!reader.has(group)) inspection.complain(group, "is missing", "the groups of output/FORMAT.md");
  for (const MeasureRow& row : kMeasureCatalogue) inspection.expect_measure(std::string(row.key), kYearly, row.unit);
  for (const FlowRow& row : kFlowCatalogue) inspection.expect("flows/" + std::string(row.key), kYearly, row.unit);
  for (const MeasureRow& row : kMeasureCatalogue)
    if (const std::string published = "observed/" + std::string(row.key);
        reader.has("observed") && reader.has(published))
      inspection.expect(published, kYearly, row.unit);
  const auto* stored = std::get_if<StoredEnsemble>(&result);
  if (stored) expect_ensemble(inspection, *stored);
  if (inspection.issues().empty()) inspection.hold_flows(central(result));
  if (inspection.issues().empty()) inspection.hold_run(central(result));
  if (stored && inspection.issues().empty()) inspection.hold_futures(*stored);
  if (stored && stored->kept.flows && inspection.issues().empty()) inspection.hold_flows(stored->ensemble);
  if (!inspection.issues().empty()) return fail(inspection.issues());
  inspection.seen.measures = kMeasures;
  return inspection.seen;
}

}  // namespace

Expected<Validated> validate_result(const std::string& path) try {
  const auto whole_and_right = [&]() -> Expected<Validated> {
    const auto whole = read_any_result(path, false);
    if (!whole) return fail(whole.error());
    return validated(*whole, path);
  };
  const hdf5::Trial tried(path, [&] {
    if (!whole_and_right()) throw hdf5::Error("refused");
  });
  return whole_and_right();
} catch (const hdf5::Error& problem) {
  return fail(issue_in(IssueKind::data, path, problem.what(), "the form of output/FORMAT.md"));
}

}  // namespace ballast
