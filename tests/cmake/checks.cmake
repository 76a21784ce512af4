# Checks of the tree itself, as tests: floors, doors, headers, format, readme; and the proof that each can fail.
find_program(BALLAST_PYTHON NAMES python3 HINTS /usr/bin REQUIRED)
get_target_property(eigen_include Eigen3::Eigen INTERFACE_INCLUDE_DIRECTORIES)
set(checks ${PROJECT_SOURCE_DIR}/tools/checks)
# A header is compiled with the warnings of the project, the flags its users inherit and what tests are told.
set(header_flags -DBALLAST_ROOT="" -DBALLAST_PROGRAM="")
foreach(target ballast_warnings ballast_models)
  get_target_property(inherited ${target} INTERFACE_COMPILE_OPTIONS)
  if(inherited)
    list(APPEND header_flags ${inherited})
  endif()
endforeach()
foreach(folder IN LISTS eigen_include HDF5_INCLUDE_DIRS)
  list(APPEND header_flags -isystem ${folder})
endforeach()

function(ballast_check name)
  string(REPLACE "-" "_" script ${name})
  add_test(NAME ${name} COMMAND ${BALLAST_PYTHON} -B ${checks}/${script}.py ${PROJECT_SOURCE_DIR} ${ARGN})
  set_tests_properties(${name} PROPERTIES LABELS check TIMEOUT 600)
endfunction()

ballast_check(floors)
ballast_check(doors)
ballast_check(headers ${PROJECT_BINARY_DIR} ${CMAKE_CXX_COMPILER} ${header_flags})
ballast_check(format)
ballast_check(readme)
ballast_check(threads $<TARGET_FILE:ballast>)
ballast_check(clause-coverage)
ballast_check(sentences)
add_test(NAME kernel-symbols COMMAND ${BALLAST_PYTHON} -B ${checks}/kernel_symbols.py $<TARGET_OBJECTS:ballast_kernel_v2>
  $<TARGET_OBJECTS:ballast_kernel_v3> $<TARGET_OBJECTS:ballast_kernel_v4> $<TARGET_OBJECTS:ballast_kernel_v4_eight>
  COMMAND_EXPAND_LISTS)
set_tests_properties(kernel-symbols PROPERTIES LABELS check TIMEOUT 60)
set_tests_properties(headers PROPERTIES PROCESSORS 2 COST 1000)
# In a tree configured by hand, the first ./run of the readme builds the release preset first.
set_tests_properties(readme PROPERTIES TIMEOUT 1800 COST 900)

add_test(NAME checks-can-fail COMMAND ${BALLAST_PYTHON} -B ${checks}/checks_test.py ${CMAKE_CXX_COMPILER})
set_tests_properties(checks-can-fail PROPERTIES LABELS check TIMEOUT 120)

add_test(NAME setup COMMAND ${BALLAST_PYTHON} -B ${checks}/setup_test.py)
set_tests_properties(setup PROPERTIES LABELS check TIMEOUT 120)
