# The committed tables hold together; and are what the scripts of tools/ write from the raw data, skipped where those
# are not.
set(tables_check ${PROJECT_SOURCE_DIR}/tests/data/china_tables_check.py)
add_test(NAME china-tables COMMAND ${BALLAST_PYTHON} -B ${tables_check} LeeCarter StandingTables)
set_tests_properties(china-tables PROPERTIES LABELS published TIMEOUT 600)
add_test(NAME china-tables-from-raw-data COMMAND ${BALLAST_PYTHON} -B ${tables_check} RawData)
set_tests_properties(china-tables-from-raw-data PROPERTIES LABELS published TIMEOUT 900 SKIP_REGULAR_EXPRESSION "skipped=[1-9]")
set(puyang_check ${PROJECT_SOURCE_DIR}/tests/data/puyang_tables_check.py)
add_test(NAME puyang-tables COMMAND ${BALLAST_PYTHON} -B ${puyang_check} StandingTables)
set_tests_properties(puyang-tables PROPERTIES LABELS published TIMEOUT 600)
add_test(NAME puyang-tables-from-raw-data COMMAND ${BALLAST_PYTHON} -B ${puyang_check} RawData)
set_tests_properties(puyang-tables-from-raw-data PROPERTIES LABELS published TIMEOUT 900 SKIP_REGULAR_EXPRESSION "skipped=[1-9]")
# The tables as the program sees them, the empty ones it writes, and the page about them.
add_test(NAME data-check COMMAND $<TARGET_FILE:ballast> data check scenarios/places/puyang
  WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
set_tests_properties(data-check PROPERTIES LABELS check TIMEOUT 300)
add_test(NAME data-template COMMAND ${BALLAST_PYTHON} -B ${PROJECT_SOURCE_DIR}/tests/data/template_check.py
  $<TARGET_FILE:ballast>)
set_tests_properties(data-template PROPERTIES LABELS unit TIMEOUT 300)
add_test(NAME data-page COMMAND ${BALLAST_PYTHON} -B ${PROJECT_SOURCE_DIR}/tools/write_data_page.py --check)
set_tests_properties(data-page PROPERTIES LABELS check TIMEOUT 300)
set(tables_check ${PROJECT_SOURCE_DIR}/tests/data/national_tables_check.py)
add_test(NAME national-tables COMMAND ${BALLAST_PYTHON} -B ${tables_check} StandingTables)
set_tests_properties(national-tables PROPERTIES LABELS published TIMEOUT 600)
add_test(NAME national-tables-from-raw-data COMMAND ${BALLAST_PYTHON} -B ${tables_check} RawData)
set_tests_properties(national-tables-from-raw-data PROPERTIES LABELS published TIMEOUT 900 SKIP_REGULAR_EXPRESSION "skipped=[1-9]")
# The default spreads of the random futures are what the raw data give; skipped where those are not.
add_test(NAME uncertainty-defaults COMMAND ${BALLAST_PYTHON} -B ${PROJECT_SOURCE_DIR}/tools/uncertainty/estimate.py --check)
set_tests_properties(uncertainty-defaults PROPERTIES LABELS published TIMEOUT 300 SKIP_RETURN_CODE 77)
