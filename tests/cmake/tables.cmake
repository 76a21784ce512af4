# The committed tables hold together; and are what the scripts of tools/ write from the raw data, skipped where those
# are not.
set(tables_check ${PROJECT_SOURCE_DIR}/tests/data/china_tables_check.py)
add_test(NAME china-tables COMMAND ${BALLAST_PYTHON} -B ${tables_check} LeeCarter StandingTables)
set_tests_properties(china-tables PROPERTIES LABELS published TIMEOUT 120)
add_test(NAME china-tables-from-raw-data COMMAND ${BALLAST_PYTHON} -B ${tables_check} RawData)
set_tests_properties(china-tables-from-raw-data PROPERTIES LABELS published TIMEOUT 300 SKIP_REGULAR_EXPRESSION "skipped=[1-9]")
set(tables_check ${PROJECT_SOURCE_DIR}/tests/data/national_tables_check.py)
add_test(NAME national-tables COMMAND ${BALLAST_PYTHON} -B ${tables_check} StandingTables)
set_tests_properties(national-tables PROPERTIES LABELS published TIMEOUT 120)
add_test(NAME national-tables-from-raw-data COMMAND ${BALLAST_PYTHON} -B ${tables_check} RawData)
set_tests_properties(national-tables-from-raw-data PROPERTIES LABELS published TIMEOUT 300 SKIP_REGULAR_EXPRESSION "skipped=[1-9]")
