# Is every rule of an area held by some test? Each builds its own copies and takes minutes:
#   ./test -L slow -R mutation_membership
#   ./test -L slow -R mutation_futures
#   ./test -L slow -R mutation_subsidies
get_target_property(eigen_include Eigen3::Eigen INTERFACE_INCLUDE_DIRECTORIES)
set(mutation_flags)
foreach(folder IN LISTS eigen_include)
  list(APPEND mutation_flags --flag=-isystem --flag=${folder})
endforeach()
foreach(area membership futures subsidies)
  add_test(NAME mutation_${area}
    COMMAND ${BALLAST_PYTHON} -B ${PROJECT_SOURCE_DIR}/tools/mutation/check.py ${PROJECT_SOURCE_DIR}
      ${PROJECT_BINARY_DIR}/mutation_${area} --area ${area} ${mutation_flags} --keep)
  set_tests_properties(mutation_${area} PROPERTIES LABELS slow TIMEOUT 7200 PROCESSORS 2)
endforeach()
