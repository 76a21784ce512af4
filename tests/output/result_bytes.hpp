/// The bytes of a result file.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include "output/hdf5/result_file.hpp"

namespace ballast {

inline std::string result_bytes(const Projection& projection) {
  const auto path = std::filesystem::temp_directory_path() / ("ballast_bytes_" + std::to_string(::getpid()) + ".h5");
  if (const auto written = write_result(path.string(), projection); !written)
    throw std::runtime_error(written.error().front().what);
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  std::filesystem::remove(path);
  return bytes;
}

}  // namespace ballast
