/// What a result file holds, but for its numbers: of which type and along which axes each object is, every attribute,
/// and what short lists of texts and whole numbers say.
#pragma once

#include <compare>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/base/expected.hpp"

namespace ballast::hdf5 {

enum class FormKind { text, integer, natural, real, other_type, group, link, other_object, unreadable };

/// The name of an axis; empty where it has none: the axis of a scale, of an attribute, or of a foreign table.
struct FormAxis {
  std::string name;
  unsigned long long length = 0;
  auto operator<=>(const FormAxis&) const = default;
};

/// Of which type something is, and along which axes; none of a single value.
struct Form {
  FormKind kind = FormKind::unreadable;
  std::size_t bits = 0;  ///< of one number
  std::vector<FormAxis> axes{};
  auto operator<=>(const Form&) const = default;
};

/// What stands at one place of a file.
struct Stated {
  Form form;
  std::optional<std::string> value{};  ///< of an attribute or a list; of what is long, its digest
  bool operator==(const Stated&) const = default;
};

/// What follows the path of a list where its values are told.
inline constexpr std::string_view kValuesOf = ": values";

/// `treasury` → float64 along unit 12 and year 60, `treasury: units` → `yuan`, `schema` (an attribute of the root) →
/// `ballast.result/1`, `phase: values` → …
using Outline = std::map<std::string, Stated>;

/// Without the seal and the lists by which axes and variables know each other. Values of texts, whole numbers and
/// floating numbers are told; of another type (compound, opaque, …), or of more than 2^20 numbers, an attribute has a
/// form alone. Precondition: the seal is whole.
Expected<Outline> outline_of(const std::string& path);

}  // namespace ballast::hdf5
