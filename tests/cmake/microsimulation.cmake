# Single lives against the cohort engine (tests/microsimulation/README.md).
add_test(NAME microsimulation
  COMMAND ${BALLAST_PYTHON} -B ${CMAKE_CURRENT_SOURCE_DIR}/microsimulation/compare.py $<TARGET_FILE:ballast>
    ${PROJECT_SOURCE_DIR})
set_tests_properties(microsimulation PROPERTIES LABELS reference TIMEOUT 1800 COST 800)
