/// The verbs about one result file: inspect, export, validate-output, verify, rerun.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "apps/cli/installation.hpp"
#include "apps/cli/named_unit.hpp"
#include "apps/cli/progress_line.hpp"
#include "apps/cli/projection_request.hpp"
#include "apps/cli/signals.hpp"
#include "apps/cli/verbs.hpp"
#include "output/csv/csv.hpp"
#include "output/csv/sheet.hpp"
#include "output/ensemble/ensemble_document.hpp"
#include "output/files/folder_lock.hpp"
#include "output/files/safe_file.hpp"
#include "output/hdf5/read_ensemble.hpp"
#include "output/hdf5/validate.hpp"
#include "output/hdf5/verify.hpp"
#include "output/inspect/inspect.hpp"
#include "output/json/json.hpp"
#include "output/rerun/rerun.hpp"

namespace ballast::cli {

namespace {

Expected<std::string> one_result(const Arguments& arguments, const char* verb) {
  if (arguments.operands().size() == 1) return arguments.operands().front();
  return fail(usage_issue(fmt::format("{} needs one result file", verb),
                          fmt::format("ballast {} output/runs/baseline.h5", verb),
                          fmt::format("ballast help {}", verb)));
}

Expected<AnyResult> result_of(const Arguments& arguments, const char* verb) {
  const auto path = one_result(arguments, verb);
  if (!path) return fail(path.error());
  return read_any_result(*path, false);
}

Expected<InspectRequest> inspect_request(const Arguments& arguments, const Projection& result) {
  InspectRequest request;
  Issues issues;
  const std::string unit = arguments.value("unit"), measure = arguments.value("measure");
  if (!unit.empty()) {
    const auto named = named_unit("--unit", unit, result.units);
    if (named)
      request.unit = *named;
    else
      issues = named.error();
  }
  request.measure = measure_from_key(measure);
  if (!measure.empty() && !request.measure)
    issues.push_back(usage_issue(fmt::format("--measure: no measure '{}'", measure), "a key of `ballast measures`",
                                 measure_meant(measure)));
  if (!issues.empty()) return fail(std::move(issues));
  return request;
}

struct Form {
  const char *name, *ending;
};
constexpr std::array kForms{Form{"csv", ".csv"}, Form{"json", ".json"}, Form{"sheet", ".sheet.csv"}};

std::string in_form(const AnyResult& any, const Form& form, Lang lang) {
  const std::string_view name = form.name;
  return std::visit(
      [&]<class Result>(const Result& result) {
        if constexpr (std::is_same_v<Result, StoredEnsemble>) {
          if (name == "csv") return csv_document(result.ensemble);
          return name == "sheet" ? sheet_document(result.ensemble, lang) : ensemble_document({{&result.ensemble, {}}});
        } else {
          if (name == "csv") return csv_document(result);
          return name == "sheet" ? sheet_document(result, lang)
                                 : result_document(result, headlines(in_nominal_prices(result)));
        }
      },
      any);
}

Expected<std::vector<Form>> forms_of(const Arguments& arguments) {
  std::vector<Form> forms;
  std::vector<std::string> known;
  for (const Form& form : kForms) known.emplace_back(form.name);
  Issues issues;
  const char* usual = arguments.has("out") ? "csv,json,sheet" : arguments.on("json") ? "json" : "csv";
  for (const std::string& asked : split_keys(arguments.value("format", usual))) {
    const auto found = std::find(known.begin(), known.end(), asked);
    if (found == known.end())
      issues.push_back(usage_issue(fmt::format("--format: no form '{}'", asked),
                                   fmt::format("{}", fmt::join(known, ",")), did_you_mean(asked, known)));
    else if (const Form& form = kForms[static_cast<std::size_t>(found - known.begin())];
             std::none_of(forms.begin(), forms.end(), [&](const Form& one) { return one.ending == form.ending; }))
      forms.push_back(form);
  }
  if (issues.empty() && forms.empty()) issues.push_back(usage_issue("--format is empty", "csv,json,sheet"));
  if (issues.empty() && forms.size() > 1 && !arguments.has("out"))
    issues.push_back(usage_issue("several forms need a directory", "--out DIR, or one --format"));
  if (!issues.empty()) return fail(std::move(issues));
  return forms;
}

Expected<std::vector<std::string>> write_forms(const AnyResult& result, const std::vector<Form>& forms,
                                               const std::string& directory, Lang lang) {
  std::vector<std::string> names, files;
  for (const Form& form : forms) names.push_back(central(result).case_key + form.ending);
  if (const auto ready = prepare_directory(directory, names); !ready) return fail(ready.error());
  std::vector<MadeFile> all;
  for (std::size_t n = 0; n < forms.size(); ++n) {
    files.push_back((std::filesystem::path(directory) / names[n]).string());
    all.push_back({.path = files.back(), .text = [&, n](const PutText& put) { put(in_form(result, forms[n], lang)); }});
  }
  const FolderLock alone(files.front());
  if (const auto written = write_together(all); !written) return fail(written.error());
  return files;
}

}  // namespace

int inspect_result(const Arguments& arguments, const Console& console) {
  const auto result = result_of(arguments, "inspect");
  if (!result) return refuse(console, result.error());
  const auto request = inspect_request(arguments, central(*result));
  if (!request) return refuse(console, request.error());
  return answer(console.json ? inspection_document(*result, *request)
                             : inspection_table(*result, *request, console.lang));
}

int export_result(const Arguments& arguments, const Console& console) {
  const auto forms = forms_of(arguments);
  if (!forms) return refuse(console, forms.error());
  if (console.json && !arguments.has("out") && forms->front().name != std::string_view("json"))
    return refuse(console, {usage_issue(fmt::format("--json and --format {} are both asked for", forms->front().name),
                                        "one of them")});
  const auto result = result_of(arguments, "export");
  if (!result) return refuse(console, result.error());
  if (!arguments.has("out")) return answer(in_form(*result, forms->front(), console.lang));
  const auto files = write_forms(*result, *forms, arguments.value("out"), console.lang);
  if (!files) return refuse(console, files.error());
  if (!console.json) return answer(fmt::format("{}\n", fmt::join(*files, "\n")));
  return answer(printed(Json{{"schema", "ballast.export/1"}, {"files", *files}}));
}

int validate_output(const Arguments& arguments, const Console& console) {
  const auto path = one_result(arguments, "validate-output");
  if (!path) return refuse(console, path.error());
  const auto seen = validate_result(*path);
  if (!seen) return refuse(console, seen.error());
  if (console.json)
    return answer(printed(Json{{"schema", "ballast.validate-output/1"},
                               {"valid", true},
                               {"datasets", seen->datasets},
                               {"axes", seen->axes},
                               {"measures", seen->measures}}));
  return answer(fmt::format(fmt::runtime(in(console.lang, "格式正确：{} 个数据集，其中 {} 个坐标轴；{} 项指标齐全。\n",
                                            "The form is right: {} datasets, {} of them axes; all {} measures.\n")),
                            seen->datasets, seen->axes, seen->measures));
}

int verify_file(const Arguments& arguments, const Console& console) {
  const auto path = one_result(arguments, "verify");
  if (!path) return refuse(console, path.error());
  const auto of = verify_result(*path);
  if (!of) return refuse(console, of.error());
  const int code = answer(console.json ? verification_document(*of) : verification_table(*of, console.lang));
  return code == kSuccess && !of->whole() ? kSaysNo : code;
}

int rerun_result(const Arguments& arguments, const Console& console) {
  const auto path = one_result(arguments, "rerun");
  if (!path) return refuse(console, path.error());
  Issues issues;
  const int threads = threads_of(arguments, issues);
  if (!issues.empty()) return refuse(console, issues);
  const StopOnSignal stopping;  // what is laid out for it goes again
  const auto verdict = [&] {
    ProgressLine progress(console);
    return rerun(*path, this_program(), threads, [&progress](const EnsembleProgress& of) {
      progress.show(of);
      return !StopOnSignal::asked();
    });
  }();
  if (StopOnSignal::asked()) return StopOnSignal::tell_and_code();
  if (!verdict) return refuse(console, verdict.error());
  const int code = answer(console.json ? rerun_document(*verdict) : rerun_table(*verdict, console.lang));
  return code == kSuccess && !verdict->reproduced() ? kSaysNo : code;
}

}  // namespace ballast::cli
