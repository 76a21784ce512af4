/// The TOML library for tests that read a file on their own, under another name of its namespace: the reader sets the
/// library up for hostile input, and one program must not hold the same functions compiled in two ways.
#pragma once

#define TOML_HEADER_ONLY 1
#define toml toml_of_tests
#include <toml++/toml.h>
#undef toml

namespace toml = toml_of_tests;
