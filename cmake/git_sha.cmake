# Writes kGitSha: the commit the sources are of, with + when they have been changed since; empty outside a repository.
set(sha "")
find_program(GIT git)
if(GIT AND EXISTS ${SOURCE}/.git)
  execute_process(COMMAND ${GIT} -C ${SOURCE} rev-parse --short=12 HEAD OUTPUT_VARIABLE sha
    OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  execute_process(COMMAND ${GIT} -C ${SOURCE} status --porcelain -- models scenarios sim output apps cmake CMakeLists.txt
    CMakePresets.json OUTPUT_VARIABLE changed ERROR_QUIET)
  if(sha AND changed)
    string(APPEND sha "+")
  endif()
endif()
set(text "#include \"apps/cli/installation.hpp\"\n\nconst std::string_view ballast::cli::kGitSha = \"${sha}\";\n")
if(EXISTS ${TARGET})
  file(READ ${TARGET} before)
endif()
if(NOT "${before}" STREQUAL "${text}")
  file(WRITE ${TARGET} "${text}")
endif()
