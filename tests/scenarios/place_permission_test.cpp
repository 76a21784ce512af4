// A folder that this user may not list is no empty one. Root may list every folder: where the tests are root's, the
// place is read as somebody whom the system lets in nowhere.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "scenarios/reader/library.hpp"
#include "scenarios/reader/place_check.hpp"

namespace ballast {
namespace {

namespace fs = std::filesystem;

/// Anybody but root, as long as it lives.
class Somebody {
 public:
  Somebody() {
    constexpr uid_t kNobody = 65534;
    if (was_ == 0) EXPECT_EQ(::seteuid(kNobody), 0);
  }
  ~Somebody() { EXPECT_EQ(::seteuid(was_), 0); }
  Somebody(const Somebody&) = delete;
  Somebody& operator=(const Somebody&) = delete;

 private:
  uid_t was_ = ::geteuid();
};

/// A folder that nobody may list, and one inside it.
class LockedPlace : public ::testing::Test {
 protected:
  void SetUp() override {
    fs::create_directories(folder_ / "inside");
    fs::permissions(folder_, fs::perms::none);
  }
  void TearDown() override {
    fs::permissions(folder_, fs::perms::owner_all);
    fs::remove_all(folder_);
  }
  fs::path folder_ = fs::temp_directory_path() / ("ballast_locked_" + std::to_string(::getpid()));
};

TEST_F(LockedPlace, IsNotCalledEmptyButToldByItsPermissions) {
  for (const fs::path& place : {folder_, folder_ / "inside"}) {
    const Somebody somebody;
    const auto opened = Library::open(BALLAST_ROOT, place.string(), {});
    const auto checked = check_place(place.string());
    ASSERT_FALSE(opened);
    ASSERT_EQ(opened.error().size(), 1u);
    EXPECT_EQ(opened.error().front().what, "the folder cannot be read");
    EXPECT_EQ(opened.error().front().remedy, "check its permissions");
    const Issues& issues = checked ? checked->issues : checked.error();
    ASSERT_FALSE(issues.empty());
    EXPECT_EQ(issues.front().what, "the folder cannot be read") << place;
  }
}

}  // namespace
}  // namespace ballast
