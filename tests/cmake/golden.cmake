# Figures of the shipped place that moved since somebody last looked.
add_test(NAME golden COMMAND ${BALLAST_PYTHON} -B ${CMAKE_CURRENT_SOURCE_DIR}/golden/golden.py $<TARGET_FILE:ballast>
  ${PROJECT_SOURCE_DIR})
set_tests_properties(golden PROPERTIES LABELS golden TIMEOUT 600)
