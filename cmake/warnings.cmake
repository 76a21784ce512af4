# Warnings every target of the project is compiled with.
add_library(ballast_warnings INTERFACE)
target_compile_options(ballast_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion)
if(BALLAST_WERROR)
  target_compile_options(ballast_warnings INTERFACE -Werror)
endif()
