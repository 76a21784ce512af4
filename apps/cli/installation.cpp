#include "apps/cli/installation.hpp"

#include <charconv>
#include <cstdlib>

namespace ballast::cli {

const std::string_view kVersion = BALLAST_VERSION;
const std::string_view kCompiler = "GCC " __VERSION__;

Expected<Planner> open_planner() {
  const char* chosen = std::getenv("BALLAST_DATA");
  return Planner::open(chosen != nullptr && *chosen != '\0' ? chosen : BALLAST_DATA_DIR);
}

nlohmann::ordered_json default_json(const KnobInfo& knob) {
  const std::string& text = knob.default_text;
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty()) return nullptr;
  if (error == std::errc{} && end == text.data() + text.size()) return value;
  return text;
}

}  // namespace ballast::cli
