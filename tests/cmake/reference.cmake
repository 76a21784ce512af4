# Stage 1 against its second computation in NumPy, over drawn scenarios. numpy and h5py come with Debian's own python.
add_test(NAME reference-stage-1
  COMMAND ${BALLAST_PYTHON} -B ${PROJECT_SOURCE_DIR}/tests/reference/compare.py --seeds 69 --jobs 2)
set_tests_properties(reference-stage-1 PROPERTIES LABELS reference TIMEOUT 1800 PROCESSORS 2 COST 500
  ENVIRONMENT "BALLAST_PROGRAM=$<TARGET_FILE:ballast>;OMP_NUM_THREADS=1;OPENBLAS_NUM_THREADS=1")
# Futures of an ensemble against the same reference, which moves knobs and mortality by itself.
add_test(NAME reference-futures
  COMMAND ${BALLAST_PYTHON} -B ${PROJECT_SOURCE_DIR}/tests/reference/futures_test.py $<TARGET_FILE:compare_futures>)
set_tests_properties(reference-futures PROPERTIES LABELS reference TIMEOUT 900
  ENVIRONMENT "BALLAST_PROGRAM=$<TARGET_FILE:ballast>;OMP_NUM_THREADS=1;OPENBLAS_NUM_THREADS=1")
# Stage 2: the program's flows settled again, over drawn cities and the shipped case with both openings.
add_test(NAME reference-stage-2
  COMMAND ${BALLAST_PYTHON} -B ${PROJECT_SOURCE_DIR}/tests/reference/settle_compare.py --seeds 150 --jobs 2
    --shipped baseline baseline@2025)
set_tests_properties(reference-stage-2 PROPERTIES LABELS reference TIMEOUT 900 PROCESSORS 2 COST 100
  ENVIRONMENT "BALLAST_PROGRAM=$<TARGET_FILE:ballast>;OMP_NUM_THREADS=1;OPENBLAS_NUM_THREADS=1")
# Who pays in futures: the same, with the knobs that chance moves and plans that go by the case.
add_test(NAME reference-settled-futures
  COMMAND ${BALLAST_PYTHON} -B ${PROJECT_SOURCE_DIR}/tests/reference/settle_futures.py $<TARGET_FILE:compare_futures>)
set_tests_properties(reference-settled-futures PROPERTIES LABELS reference TIMEOUT 900
  ENVIRONMENT "BALLAST_PROGRAM=$<TARGET_FILE:ballast>;OMP_NUM_THREADS=1;OPENBLAS_NUM_THREADS=1")
# Other rules beside the case's own: who pays, the next yuan, cliffs, ratchets, spreads.
add_test(NAME reference-studies COMMAND ${BALLAST_PYTHON} -B ${PROJECT_SOURCE_DIR}/tests/reference/studies_test.py)
set_tests_properties(reference-studies PROPERTIES LABELS reference TIMEOUT 600
  ENVIRONMENT "BALLAST_PROGRAM=$<TARGET_FILE:ballast>;OMP_NUM_THREADS=1;OPENBLAS_NUM_THREADS=1")
# The budget form of some years, as drafted and solved.
add_test(NAME reference-budget COMMAND ${BALLAST_PYTHON} -B ${PROJECT_SOURCE_DIR}/tests/reference/budget_test.py)
set_tests_properties(reference-budget PROPERTIES LABELS reference TIMEOUT 600
  ENVIRONMENT "BALLAST_PROGRAM=$<TARGET_FILE:ballast>;OMP_NUM_THREADS=1;OPENBLAS_NUM_THREADS=1")
