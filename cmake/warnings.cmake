# Warnings every target of the project is compiled with.
add_library(ballast_warnings INTERFACE)
target_compile_options(ballast_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion)
# At -O3 GCC 12 sees an overflow inside fmt 9.1 (core.h, fill_t) and overlapping copies in "text" + std::string
# (GCC bug 105329) that are not there; and an unset text in a variant of number and text that is moved.
target_compile_options(ballast_warnings INTERFACE -Wno-stringop-overflow -Wno-restrict -Wno-maybe-uninitialized)
if(BALLAST_WERROR)
  target_compile_options(ballast_warnings INTERFACE -Werror)
endif()
