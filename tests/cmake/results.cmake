# Results and the Python package as outsiders use them; everything here runs in Debian's own python.
set(python /usr/bin/python3)
add_test(NAME readers COMMAND ${python} -B ${CMAKE_CURRENT_SOURCE_DIR}/output/readers_test.py ${PROJECT_SOURCE_DIR}
  $<TARGET_FILE:ballast>)
set_tests_properties(readers PROPERTIES LABELS published TIMEOUT 600)

add_test(NAME hostile-results COMMAND ${python} -B ${CMAKE_CURRENT_SOURCE_DIR}/output/hostile_results.py
  $<TARGET_FILE:ballast>)
set_tests_properties(hostile-results PROPERTIES LABELS unit TIMEOUT 600)

set(python_environment "PYTHONPATH=${PROJECT_BINARY_DIR}/python;PYTHONDONTWRITEBYTECODE=1"
  "BALLAST_ROOT=${PROJECT_SOURCE_DIR}" "BALLAST_PROGRAM=$<TARGET_FILE:ballast>")
add_test(NAME python-package COMMAND ${python} -B -m pytest -q -p no:cacheprovider ${CMAKE_CURRENT_SOURCE_DIR}/python)
set_tests_properties(python-package PROPERTIES LABELS unit TIMEOUT 600 ENVIRONMENT "${python_environment}")

add_test(NAME format-document COMMAND ${python} -B ${CMAKE_CURRENT_SOURCE_DIR}/output/format_test.py ${PROJECT_SOURCE_DIR}
  $<TARGET_FILE:ballast>)
set_tests_properties(format-document PROPERTIES LABELS published TIMEOUT 600)

add_test(NAME picture COMMAND ${python} -B ${CMAKE_CURRENT_SOURCE_DIR}/output/picture_test.py ${PROJECT_SOURCE_DIR}
  $<TARGET_FILE:ballast>)
set_tests_properties(picture PROPERTIES LABELS published TIMEOUT 300)

add_test(NAME notebooks COMMAND ${python} -B ${CMAKE_CURRENT_SOURCE_DIR}/notebooks/execute.py ${PROJECT_SOURCE_DIR}
  $<TARGET_FILE:ballast> ${PROJECT_BINARY_DIR}/notebooks)
set_tests_properties(notebooks PROPERTIES LABELS published TIMEOUT 900 COST 700 ENVIRONMENT "${python_environment}")
