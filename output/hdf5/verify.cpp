#include "output/hdf5/verify.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "output/hash/sha256.hpp"
#include "output/hdf5/netcdf_reader.hpp"
#include "output/hdf5/seal.hpp"
#include "output/hdf5/trial.hpp"
#include "output/json/json.hpp"

namespace ballast {

namespace {

std::vector<InputHash> input_hashes(const std::string& path) {
  const auto file = hdf5::NetcdfReader::of_file(path);
  const auto paths = file.texts("inputs/file"), texts = file.texts("inputs/text"),
             names = file.texts("provenance/input_file"), hashes = file.texts("provenance/hash");
  if (paths != names || texts.size() != paths.size() || hashes.size() != names.size())
    throw hdf5::Error("provenance/input_file: not the inputs that the file holds");
  std::vector<InputHash> all;
  for (std::size_t i = 0; i < paths.size(); ++i) all.push_back({paths[i], hashes[i], sha256(texts[i])});
  return all;
}

}  // namespace

bool Verification::whole() const {
  return stated == found &&
         std::all_of(inputs.begin(), inputs.end(), [](const InputHash& input) { return input.stated == input.found; });
}

Expected<Verification> verify_result(const std::string& path) try {
  const auto seal = hdf5::check_seal(path);
  if (!seal) return fail(seal.error());
  if (!seal->whole()) return Verification{seal->stated, seal->found, {}};
  const hdf5::Trial tried(path, [&] { static_cast<void>(input_hashes(path)); });
  return Verification{seal->stated, seal->found, input_hashes(path)};
} catch (const hdf5::Error& problem) {
  return fail(issue_in(IssueKind::data, path, problem.what(), "a result file of this version"));
}

std::string verification_table(const Verification& of, Lang lang) {
  std::string out;
  if (of.stated != of.found)
    out = fmt::format(
        fmt::runtime(in(lang, "文件写出后已被改动：所记校验值为 {}，按字节算得 {}。\n",
                        "The file has changed since it was written: its seal says {}, its bytes give {}.\n")),
        of.stated, of.found);
  else
    out = fmt::format(fmt::runtime(in(lang, "校验值相符：{}\n", "The seal is whole: {}\n")), of.stated);
  for (const InputHash& input : of.inputs)
    if (input.stated != input.found)
      out += fmt::format(fmt::runtime(in(lang, "{} 的内容与记录的摘要不符。\n", "{} is not the text on record.\n")),
                         input.path);
  if (of.whole())
    out += fmt::format(
        fmt::runtime(in(lang, "{} 个输入文件与记录的SHA-256一致。\n", "{} input files are as their SHA-256 says.\n")),
        of.inputs.size());
  return out;
}

std::string verification_document(const Verification& of) {
  Json json;
  json["schema"] = "ballast.verify/1";
  json["whole"] = of.whole();
  json["sha256"] = {{"stated", of.stated}, {"found", of.found}};
  json["inputs"] = Json::array();
  for (const InputHash& input : of.inputs)
    json["inputs"].push_back({{"file", input.path}, {"stated", input.stated}, {"found", input.found}});
  return printed(json);
}

}  // namespace ballast
