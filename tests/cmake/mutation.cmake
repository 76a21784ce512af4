# Is every rule of membership, benefits and contributions held by some test? Builds its own copies and takes minutes:
#   ./test -L slow -R mutation
get_target_property(eigen_include Eigen3::Eigen INTERFACE_INCLUDE_DIRECTORIES)
set(mutation_flags)
foreach(folder IN LISTS eigen_include)
  list(APPEND mutation_flags --flag=-isystem --flag=${folder})
endforeach()
add_test(NAME mutation
  COMMAND ${BALLAST_PYTHON} -B ${PROJECT_SOURCE_DIR}/tools/mutation/check.py ${PROJECT_SOURCE_DIR}
    ${PROJECT_BINARY_DIR}/mutation ${mutation_flags} --report ${PROJECT_SOURCE_DIR}/docs/mutation.md)
set_tests_properties(mutation PROPERTIES LABELS slow TIMEOUT 7200 PROCESSORS 2)
