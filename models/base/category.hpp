/// The five membership categories; they differ by sex, original retirement age and contribution rule.
#pragma once

#include <array>
#include <string_view>

namespace ballast {

/// Membership category. 男职工 60 · 女干部 55 · 女工人 50 · 男灵活就业 60 · 女灵活就业 55.
enum class Category { male_employee, female_cadre, female_worker, male_flexible, female_flexible };

inline constexpr int kCategories = 5;
inline constexpr std::array<Category, kCategories> kAllCategories{Category::male_employee, Category::female_cadre,
                                                                  Category::female_worker, Category::male_flexible,
                                                                  Category::female_flexible};
/// Names used by tables (members.csv, retirees.csv) and catalogues.
inline constexpr std::array<std::string_view, kCategories> kCategoryKeys{
    "male_employee", "female_cadre", "female_worker", "male_flexible", "female_flexible"};

enum class Sex { male, female };
inline constexpr int kSexes = 2;

constexpr Sex sex_of(Category g) {
  return g == Category::male_employee || g == Category::male_flexible ? Sex::male : Sex::female;
}
constexpr bool is_flexible(Category g) { return g == Category::male_flexible || g == Category::female_flexible; }

}  // namespace ballast
