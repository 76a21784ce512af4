"""Runs ctest in parallel and closes with what a reader wants to know: passed, failed, skipped, time, memory."""

import os
import pathlib
import resource
import subprocess
import sys
import time
import xml.etree.ElementTree as xml

import clause_coverage


def ctest_command(build, arguments, junit):
    command = ["ctest", "--test-dir", build, "--output-on-failure", "--no-tests=error", "-j", str(os.cpu_count() or 1),
               "--output-junit", junit]
    labels = any(a.startswith(("-L", "--label-regex", "-LE", "--label-exclude")) for a in arguments)
    return command + ([] if labels else ["-LE", "slow"]) + arguments


def closing_note(junit, seconds):
    """The counts of a JUnit file as one bilingual line; a skipped test is never silent."""
    suite = xml.parse(junit).getroot()
    total, failed = int(suite.get("tests")), int(suite.get("failures"))
    skipped = int(suite.get("skipped")) + int(suite.get("disabled") or 0)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    passed = total - failed - skipped
    return (f"ballast tests 测试: {passed} passed 通过, {failed} failed 失败, {skipped} skipped 跳过; "
            f"{seconds:.1f} s, peak memory of one process 单进程内存峰值 {memory:.0f} MB")


def main(build, arguments):
    junit = os.path.join(build, "tests.xml")
    if os.path.exists(junit):
        os.remove(junit)
    # Tests that start Python must not leave folders in the source tree: a new folder asks for a new build.
    environment = dict(os.environ, PYTHONDONTWRITEBYTECODE="1")
    began = time.monotonic()
    code = subprocess.run(ctest_command(build, arguments, junit), env=environment, check=False).returncode
    if os.path.exists(junit):
        print(clause_coverage.report(pathlib.Path(__file__).parents[2])[-1])
        print(closing_note(junit, time.monotonic() - began))
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
