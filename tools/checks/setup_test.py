"""The set-up shared by ./run and ./test: it never starts a stale program, asks dpkg once, and says what it lacks."""

import os
import pathlib
import subprocess
import tempfile
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
SOURCES = ("CMakeLists.txt", "CMakePresets.json", "tools/packages.txt", "tools/setup.sh", "cmake/warnings.cmake",
           "var/status", "models/base/a.cpp", "models/base/a.hpp", "scenarios/b.cpp",
           "sim/c.cpp", "output/d.cpp", "apps/cli/e.cpp")


class SetUp(unittest.TestCase):
    """A small tree that was built a moment ago; dpkg-query, id and apt-get are stand-ins on PATH."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name).resolve() / "tree"
        for name in SOURCES:
            self.write(name, "")
        self.write("tools/setup.sh", (REPOSITORY / "tools/setup.sh").read_text())
        self.write("tools/packages.txt", "# list\n[program]\ng++   # why\ncmake\n[test]\npython3 # why\n")
        self.write("output/runs/old.csv", "")
        self.program("build/release/ballast", "exit 0")
        self.stand_ins = self.root.parent / "stand-ins"
        self.stamp = self.root / "build/release/.stamp"
        self.age(100)
        self.build()

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def program(self, name, body):
        self.write(name, f"#!/bin/sh\n{body}\n")
        (self.root / name).chmod(0o755)

    def build(self):
        """What a build leaves: a stamp newer than its sources, older than whatever happens next."""
        self.write(self.stamp, f"{self.root}\n")
        os.utime(self.stamp, (time.time() - 50, time.time() - 50))

    def age(self, seconds):
        """Makes the whole tree look that old."""
        then = time.time() - seconds
        for path in [self.root, *self.root.rglob("*")]:
            os.utime(path, (then, then))

    def shell(self, script, path=None):
        setup = f'root="{self.root}"; . "{self.root}/tools/setup.sh"; '
        setup += f'package_record="{self.root}/var/status"; {script}'
        environment = dict(os.environ, PATH=path or os.environ["PATH"])
        return subprocess.run(["/bin/sh", "-uc", setup], capture_output=True, text=True, env=environment, check=False)

    def fresh(self):
        return self.shell(f'up_to_date "{self.stamp}"').returncode == 0

    def test_a_built_tree_is_up_to_date_and_results_do_not_age_it(self):
        self.assertTrue(self.fresh())
        self.write("output/runs/new/baseline.csv", "")
        self.assertTrue(self.fresh())

    def test_every_kind_of_source_and_a_changed_package_age_the_program(self):
        for name in SOURCES:
            with self.subTest(name):
                self.assertTrue(self.fresh())
                os.utime(self.root / name, None)
                self.assertFalse(self.fresh())
                os.utime(self.root / name, (1, 1))

    def test_a_file_that_came_or_went_ages_the_program(self):
        self.write("models/base/new.cpp", "")
        os.utime(self.root / "models/base/new.cpp", (1, 1))
        self.assertFalse(self.fresh())
        self.age(100)
        self.build()
        self.assertTrue(self.fresh())
        (self.root / "sim/c.cpp").unlink()
        self.assertFalse(self.fresh())

    def test_a_lost_program_folder_or_stamp_and_a_moved_tree_are_noticed(self):
        self.write(self.stamp, "/somewhere/else\n")
        self.assertFalse(self.fresh())
        self.build()
        self.assertTrue(self.fresh())
        (self.root / "cmake").rename(self.root / "build/cmake")
        self.assertFalse(self.fresh())
        (self.root / "build/cmake").rename(self.root / "cmake")
        self.assertTrue(self.fresh())
        (self.root / "build/release/ballast").unlink()
        self.assertFalse(self.fresh())

    def bare_machine(self, installed):
        """A PATH on which nothing is root, sudo is absent and dpkg knows these packages; the calls are counted."""
        lines = " ".join(f"{name}=ii " for name in installed)
        self.program("../stand-ins/dpkg-query", f'echo call >>"{self.root}/calls"; printf "%s" "{lines}"')
        self.program("../stand-ins/id", "echo 1000")
        return str(self.stand_ins)

    def test_dpkg_is_asked_once_about_all_names_of_the_sections(self):
        path = self.bare_machine(["g++", "cmake"])
        self.assertEqual(self.shell("packages program test", path).stdout.split(), ["g++", "cmake", "python3"])
        self.assertEqual(self.shell("missing $(packages program test)", path).stdout.split(), ["python3"])
        self.assertEqual((self.root / "calls").read_text(), "call\n")

    def test_without_root_or_sudo_it_says_what_to_ask_for(self):
        path = self.bare_machine(["cmake"])
        done = self.shell("install_missing program", path)
        self.assertEqual(done.returncode, 78)
        self.assertIn("apt-get install --no-install-recommends g++\n", done.stderr)
        self.assertEqual(done.stdout, "")

    def test_an_install_that_reports_success_but_installs_nothing_is_seen(self):
        path = self.bare_machine(["cmake"])
        self.program("../stand-ins/id", "echo 0")
        self.program("../stand-ins/env", 'echo "$@" >>"%s/apt"; exit 0' % self.root)
        done = self.shell("install_missing program", path)
        self.assertEqual(done.returncode, 78)
        update, install = (self.root / "apt").read_text().splitlines()
        self.assertIn(" update", update)
        self.assertTrue(install.endswith("install --no-install-recommends g++"), install)
        self.assertEqual(done.stdout, "")

    def test_a_build_that_fails_says_where_to_look_and_how_to_go_on(self):
        self.bare_machine(["cmake", "g++"])
        self.program("../stand-ins/cmake", "echo broken >&2; exit 3")
        done = self.shell(f'ready "{self.root}/never" program ballast OFF', f"{self.stand_ins}:{os.environ['PATH']}")
        self.assertEqual(done.returncode, 78, done.stderr)
        self.assertEqual(done.stdout, "")
        for word in ("broken", "构建失败 (3)", "first error stands above", "重新执行同一命令", "rm -rf build/release"):
            self.assertIn(word, done.stderr)
        self.assertFalse((self.root / "never").exists())


if __name__ == "__main__":
    unittest.main()
