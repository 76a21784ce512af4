"""Proof that each check can fail: a small clean tree passes, and one planted offence is named with its place."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

import clause_coverage
import doors
import equations
import floors
import format as formatting
import headers
import kernel_symbols
import law
import readme
import run_ctest
import sentences
import terms

HERE = pathlib.Path(__file__).parent
COMPILER = "c++"
CLEAN = {
    "models/base/money.hpp": "/// Money.\n#pragma once\n#include <cstdint>\nusing Fen = std::int64_t;\n",
    "models/fund/ledger.hpp": '#pragma once\n#include "models/base/money.hpp"\nstruct Ledger {\n  Fen sum = 0;\n};\n',
    "scenarios/reader/toml.cpp": "#include <toml++/toml.h>\n",
    "sim/engine/parallel.cpp": "#include <tbb/parallel_for.h>\n#include <thread>\n",
    "output/hdf5/writer.cpp": "#include <hdf5.h>\n// std::cout is only spoken of here\nconst char* t = \"printf(\";\n",
    "apps/cli/main.cpp": "#include <boost/program_options.hpp>\n#include <iostream>\n\nvoid f() { std::cout << 1; }\n",
    "tests/base/money_test.cpp": '#include <random>\n\n#include "models/base/money.hpp"\n',
}


class Tree(unittest.TestCase):
    """A scratch tree that starts clean."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        for name, text in CLEAN.items():
            self.write(name, text)
        self.write(".clang-format", (HERE.parent.parent / ".clang-format").read_text())

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def assert_names(self, problems, *parts):
        self.assertEqual(len(problems), 1, problems)
        for part in parts:
            self.assertIn(part, problems[0])


class Floors(Tree):
    def check(self):
        return floors.check(self.root, HERE / "floors.txt")

    def test_a_clean_tree_passes(self):
        self.assertEqual(self.check(), [])

    def test_an_include_from_a_higher_floor_is_named(self):
        self.write("models/base/bad.cpp", '\n#include "models/fund/ledger.hpp"\n')
        self.assert_names(self.check(), "models/base/bad.cpp:2", "models/fund")

    def test_the_reader_may_see_scenarios_but_not_the_other_way_round(self):
        self.write("scenarios/reader/toml.hpp", "#pragma once\n")
        self.write("scenarios/scenario.hpp", '#include "scenarios/reader/toml.hpp"\n')
        self.assert_names(self.check(), "scenarios/scenario.hpp:1")

    def test_production_code_never_includes_tests(self):
        self.write("tests/base/tool.hpp", "#pragma once\n")
        self.write("apps/cli/bad.cpp", '#include "tests/base/tool.hpp"\n')
        self.assert_names(self.check(), "apps/cli/bad.cpp:1", "tests")

    def test_a_folder_that_is_to_know_less_than_its_floor_allows_is_named(self):
        self.write("models/uncertainty/draw.cpp", '#include "models/base/money.hpp"\n')
        self.assertEqual(self.check(), [])
        self.write("models/uncertainty/draw.cpp", '#include "models/fund/ledger.hpp"\n')
        self.assert_names(self.check(), "models/uncertainty/draw.cpp:1", "models/base at most, not models/fund")

    def test_a_file_that_no_check_would_read_is_named(self):
        self.write("models/base/hidden.h", '#include "models/fund/ledger.hpp"\n')
        self.assert_names(self.check(), "models/base/hidden.h", ".cpp or .hpp")

    def test_a_tree_without_a_file_is_not_called_clean(self):
        with self.assertRaises(SystemExit) as said:
            floors.check(self.root / "elsewhere", HERE / "floors.txt")
        self.assertIn("nothing to check", str(said.exception))

    def test_an_unknown_folder_is_refused(self):
        self.write("models/attic/old.cpp", "")
        self.assert_names(self.check(), "models/attic/old.cpp", "no floor")

    def test_a_floor_without_a_file_is_named(self):
        self.write("models/subsidy/fixed.hpp", "#pragma once\n")
        named = floors.deserted(self.root, HERE / "floors.txt")
        self.assertIn("floors.txt: models/budget holds no file", named)
        self.assertNotIn("floors.txt: models/subsidy holds no file", named)

    def test_a_folder_at_the_top_that_nobody_knows_is_named(self):
        self.write("ARCHITECTURE.md", "`models/` `scenarios/` `sim/` `output/` `apps/` `tests/` `bench/`\n")
        names = ["README.md", "models/base/money.hpp"]
        self.assertEqual(floors.strangers(self.root, names), [])
        self.assert_names(floors.strangers(self.root, [*names, "trial.out/baseline.csv"]), "trial.out/")

    def test_an_include_not_written_from_the_root_is_refused(self):
        self.write("models/base/bad.cpp", '#include "money.hpp"\n')
        self.assert_names(self.check(), "models/base/bad.cpp:1", "root")

    def test_neighbours_on_one_floor_never_form_a_circle(self):
        self.write("models/budget/a.hpp", "")
        self.write("models/subsidy/b.hpp", '#include "models/budget/a.hpp"\n')
        self.assertEqual(self.check(), [])
        self.write("models/budget/c.cpp", '#include "models/subsidy/b.hpp"\n')
        self.assert_names(self.check(), "models/budget", "models/subsidy")


class Doors(Tree):
    def check(self):
        return doors.check(self.root, HERE / "doors.txt")

    def test_a_clean_tree_passes_and_prose_does_not_offend(self):
        self.assertEqual(self.check(), [])

    def test_each_library_is_refused_outside_its_door(self):
        for header in ("hdf5.h", "H5Cpp.h", "tbb/tbb.h", "thread", "mutex", "boost/program_options.hpp", "random",
                       "nlohmann/json.hpp", "iostream", "toml++/toml.h", "fstream", "chrono"):
            with self.subTest(header):
                self.write("models/base/bad.cpp", f"#include <{header}>\n")
                self.assertIn("models/base/bad.cpp:1", "\n".join(self.check()))

    def test_toml_has_one_reader_file_only(self):
        self.write("scenarios/reader/second.cpp", "#include <toml++/toml.h>\n")
        self.assert_names(self.check(), "alone")

    def test_printing_is_for_apps(self):
        for text in ("std::cout << 1;", 'std::printf("x");', 'fmt::print("x");', 'fprintf(stderr, "x");', "rand();",
                     'std::fputs("x", stdout);', 'std::perror("x");', "dup(STDERR_FILENO);"):
            with self.subTest(text):
                self.write("sim/engine/bad.cpp", f"void f() {{\n  {text}\n}}\n")
                self.assert_names(self.check(), "sim/engine/bad.cpp:2")

    def test_writing_into_a_buffer_is_allowed(self):
        self.write("output/text.cpp", "int n = std::snprintf(b, 3'000, f) + 1'0;\n")
        self.assertEqual(self.check(), [])


class Headers(Tree):
    def check(self):
        return headers.check(self.root, [COMPILER, "-std=c++20", "-fsyntax-only"], self.root / "build")

    def test_a_clean_tree_passes(self):
        self.assertEqual(self.check(), [])

    def test_a_header_that_leans_on_others_is_named(self):
        self.write("models/base/bad.hpp", "#pragma once\ninline std::string name();\n")
        self.assert_names(self.check(), "models/base/bad.hpp")

    def test_a_change_below_a_header_found_good_is_noticed(self):
        self.assertEqual(self.check(), [])
        self.write("models/base/money.hpp", "#pragma once\n")
        self.assert_names(self.check(), "models/fund/ledger.hpp")


    def build(self, source):
        """Leaves what a build leaves that compiled this source a moment from now."""
        thing = self.root / "build/thing.o"
        self.write("build/thing.o", "")
        self.write("build/compile_commands.json", json.dumps([
            {"directory": str(thing.parent), "file": str(self.root / source), "command": "c++ -o thing.o -c x.cpp"}]))
        os.utime(thing, (time.time() + 60, time.time() + 60))

    def test_a_header_its_own_source_includes_first_is_proven_by_the_build(self):
        self.write("models/base/bad.hpp", "#pragma once\ninline std::string name();\n")
        self.write("models/base/bad.cpp", '#include "models/base/bad.hpp"\n')
        self.build("models/base/bad.cpp")
        self.assertEqual(self.check(), [])  # had it not compiled, the object would not be there
        later = time.time() + 120
        os.utime(self.root / "models/base/bad.hpp", (later, later))
        self.assert_names(self.check(), "models/base/bad.hpp")

    def test_a_source_that_includes_its_header_second_proves_nothing(self):
        self.write("models/base/bad.hpp", "#pragma once\ninline std::string name();\n")
        self.write("models/base/bad.cpp", '#include <string>\n\n#include "models/base/bad.hpp"\n')
        self.build("models/base/bad.cpp")
        self.assert_names(self.check(), "models/base/bad.hpp")


class Format(Tree):
    def test_a_clean_tree_passes_and_a_badly_set_line_is_named(self):
        self.assertEqual(formatting.check(self.root), [])
        self.write("models/base/bad.cpp", "int  x ;\n")
        self.assert_names(formatting.check(self.root), "bad.cpp:1")


class ClauseCoverage(Tree):
    def check(self, text):
        self.write(clause_coverage.TABLE, text)
        self.write("tests/base/a_test.cpp", "TEST(Sum, IsRight) {}\n")
        return clause_coverage.check(self.root)

    def test_every_clause_needs_a_file_of_cases_or_a_reason_where_nothing_is_modelled(self):
        for clause in clause_coverage.all_clauses():
            if clause not in clause_coverage.NOT_MODELLED:
                self.write(f"tests/clauses/{clause}-x.toml", f'clause = "{clause}"\n[[case]]\n')
        head = "clause,proof,why\n"
        rows = [f"{clause},Sum.IsRight,why" for clause in clause_coverage.all_clauses()]
        self.assertEqual(self.check(head + "\n".join(rows)), [])
        self.assertIn("42 of 48 clauses by 42 cases", clause_coverage.report(self.root)[-1])
        self.assert_names(self.check(head + "\n".join(rows[1:])), "44-H0 is missing")
        self.assert_names(self.check(head + "\n".join(["44-H0,Sum.IsWrong,", *rows[1:]])), "no test Sum.IsWrong")
        bare = [row.replace("44-5.8,Sum.IsRight,why", "44-5.8,Sum.IsRight,") for row in rows]
        self.assert_names(self.check(head + "\n".join(bare)), "44-5.8 has neither a case nor a reason")
        (self.root / "tests/clauses/44-3.1-x.toml").unlink()
        self.assert_names(self.check(head + "\n".join(rows)), "44-3.1 has no case")
        self.write("tests/clauses/44-3.1-x.toml", 'clause = "44-3.1"\n[[case]]\n')
        self.write("tests/clauses/44-3.2-y.toml", 'clause = "44-3.1"\n[[case]]\n')
        self.assert_names(self.check(head + "\n".join(rows)), "44-3.2-y.toml is not named after its clause")


class Sentences(Tree):
    def check(self, table, code):
        self.write("output/issues/some_sentences.cpp", table)
        self.write("scenarios/a.cpp", code)
        return sentences.check(self.root)

    def test_a_sentence_that_nobody_says_any_more_is_named(self):
        table = ('IssueSentence{"no case \\"{}\\" of "\n              "{}", "没有"},\n'
                 '// ---- from libraries: C\nIssueSentence{"Permission denied", "没有权限"}')
        says = 'f("no case \\"{}\\" "\n  "of {:.2f}");'
        self.assertEqual(self.check(table, says), [])
        self.assert_names(self.check(table, says.replace("case", "place")), 'nobody says "no case" any more')

    def test_a_sentence_without_blanks_is_said_whole_or_after_a_colon(self):
        table = 'IssueSentence{"a directory", "目录"},'
        self.assertEqual(self.check(table, 'f("--out: a directory");'), [])
        self.assert_names(self.check(table, 'f("a directory this user may write to");'), "a directory")


class Terms(Tree):
    def check(self, name, text):
        self.write(name, text)
        return terms.check(self.root)

    def test_another_name_for_the_same_thing_is_named_with_the_one_that_holds(self):
        self.assertEqual(self.check("output/a.cpp", '"清欠收入", "少收", "市级统筹补足（万元）"\n'), [])
        self.assert_names(self.check("output/a.cpp", '"计划"\n"欠收"\n'), "output/a.cpp:2", "say 少收")
        self.assert_names(self.check("output/a.cpp", '"{}年决算(万元)"\n'), "full-width")

    def test_chinese_in_an_english_source_is_named(self):
        self.assertEqual(self.check("scenarios/law/a.toml", 'source = "by 国发〔2018〕18号"\nsource_zh = "假设"\n'), [])
        self.assert_names(self.check("scenarios/law/a.toml", 'source = "assumed 假设"\n'), "assumed 假设")


class Equations(Tree):
    def check(self, code, page="F1  a = b\n    F9 is only spoken of\nF2  c\n"):
        self.write(equations.PAGE, f"Prose of F7.\n```\n{page}```\n")
        self.write("models/fund/a.cpp", code)
        return equations.check(self.root)

    def test_numbers_of_page_and_code_agree_spans_and_hand_cases_included(self):
        self.assertEqual(self.check("// The year (F1 – F2); hand case T03.\nint F8;\n"), [])

    def test_a_number_that_stands_on_one_side_alone_or_twice_is_named(self):
        self.assert_names(self.check("// F1\n"), "no comment names F2")
        self.assert_names(self.check("int f();  // F1, F2, F3\n"), "models/fund/a.cpp:1", "F3 is not on")
        self.assert_names(self.check("// F1\n", "F1  a\nF1  b\n"), "F1 stands twice")


class Law(Tree):
    def check(self, decree, prose="docs"):
        self.write(law.PAGE, "| cited as |\n|---|\n| 国发〔2018〕18号 | x |\n| 人社部…年的通知 | x |\n")
        self.write("docs/a.md", f"{prose} 按国发〔2018〕18号\n")
        self.write("scenarios/law/a.toml", f'decree = "{decree}"\nb = {{ decree = "人社部2017年的通知" }}\n')
        return law.check(self.root)

    def test_what_is_cited_stands_on_the_page_a_yearly_notice_once(self):
        self.assertEqual(self.check("国发〔2018〕18号"), [])

    def test_an_unlisted_act_is_named_however_it_is_written(self):
        self.assert_names(self.check("国发〔2019〕18号"), "scenarios/law/a.toml:1", "国发〔2019〕18号")
        self.assert_names(self.check("社会保险法"), "scenarios/law/a.toml:1", "社会保险法")
        self.assert_names(self.check("国发〔2018〕18号", "国发[2018]18号"), "docs/a.md:1", "国发[2018]18号")

    def test_a_listed_act_that_nobody_cites_is_named(self):
        self.check("国发〔2018〕18号")
        self.write("scenarios/law/a.toml", "")
        self.assert_names(law.check(self.root), "nothing cites 人社部…年的通知")


class Readme(Tree):
    def papers(self, english, chinese=None):
        self.write("run", "exit $1\n")
        (self.root / "run").chmod(0o755)
        self.write("README.md", english)
        self.write("README.zh-CN.md", english if chinese is None else chinese)
        return readme.check(self.root)

    def test_commands_that_work_pass_and_test_itself_is_left_out(self):
        self.assertEqual(self.papers("```sh\n./run 0   # fine\n./test    # all\nls\n```\n[x](README.md)\n"), [])

    def test_a_command_that_fails_is_named_with_its_exit_code(self):
        self.assert_names(self.papers("```sh\n./run 7\n```\n"), "./run 7", "exit code 7")

    def test_the_two_languages_show_the_same_commands(self):
        self.assert_names(self.papers("```sh\n./run 0\n```\n", "```sh\n./run 00\n```\n"), "different commands")

    def test_a_readme_without_commands_is_refused(self):
        self.assert_names(self.papers("nothing\n"), "no command")

    def test_a_link_to_nothing_is_named(self):
        self.assert_names(self.papers("```sh\n./run 0\n```\n![p](docs/p.png)\n", "```sh\n./run 0\n```\n"), "docs/p.png")


    def test_a_link_to_a_heading_that_is_not_there_is_named(self):
        block = "```sh\n./run 0\n```\n"
        self.write("docs/a.md", "# Data · 数据\n## How `x` is [made](../README.md)\n```\n# no heading\n```\n")
        for anchor in ("data--数据", "how-x-is-made"):
            self.assertEqual(self.papers(block + f"[a](docs/a.md#{anchor})\n", block), [])
        self.assert_names(self.papers(block + "# One\n[a](#one) [b](#two)\n", block), "#two leads nowhere")
        self.assert_names(self.papers(block + "[a](docs/a.md#no-heading)\n", block), "docs/a.md#no-heading")

    def test_a_paper_in_both_languages_has_the_same_points_and_names_in_both(self):
        self.write("docs/limits.md", "# Limits\n\n* `award` rounds\n")
        self.assert_names(self.papers("```sh\n./run 0\n```\n"), "in one language only")
        self.write("docs/limits.zh-CN.md", "# 局限\n\n* `award` 取整\n")
        self.assertEqual(self.papers("```sh\n./run 0\n```\n"), [])
        self.write("docs/limits.zh-CN.md", "# 局限\n\n* 取整\n")
        self.assert_names(self.papers("```sh\n./run 0\n```\n"), "has other headings, points, rows or `names`")


class KernelSymbols(Tree):
    """A kernel object with one inline function: in its class's namespace, or in everybody's."""

    def check(self, namespace):
        self.write("step.cpp", f"namespace {namespace} {{ inline int step(int* n) {{ return ++*n; }} }}\n"
                               f"int (*use)(int*) = {namespace}::step;\n")
        object_ = self.root / "ballast_kernel_v4.o"
        subprocess.run([COMPILER, "-c", "-O0", self.root / "step.cpp", "-o", object_], check=True)
        return kernel_symbols.problems(object_)

    def test_a_weak_symbol_of_the_class_itself_passes(self):
        self.assertEqual(self.check("ballast_v4"), [])

    def test_a_weak_symbol_that_others_could_be_linked_to_is_named(self):
        self.assert_names(self.check("ballast"), "ballast_kernel_v4.o", "ballast::step")


class RunCtest(Tree):
    def test_slow_tests_are_left_out_unless_labels_are_named(self):
        self.assertIn("slow", run_ctest.ctest_command("b", [], "j"))
        self.assertEqual(run_ctest.ctest_command("b", ["-L", "slow"], "j").count("slow"), 1)

    def test_skipped_tests_are_counted_apart(self):
        self.write("tests.xml", '<testsuite tests="9" failures="2" disabled="0" skipped="3"/>')
        note = run_ctest.closing_note(self.root / "tests.xml", 1.0)
        self.assertIn("4 passed 通过, 2 failed 失败, 3 skipped 跳过", note)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        COMPILER = sys.argv.pop(1)
    unittest.main()
