"""Executes every notebook by nbconvert: no error, no missing glyph, figures drawn; and what is committed carries no outputs."""
import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

import nbformat


def outputs(notebook):
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def trouble(path, executed):
    committed = nbformat.read(path, 4)
    if outputs(committed) or any(cell.get("execution_count") for cell in committed.cells):
        yield f"{path.name}: outputs are committed; clear them"
    headings = " ".join(cell.source for cell in committed.cells if cell.cell_type == "markdown")
    for part in ("问题", "Question", "Answer", "Limits of the data"):
        if part not in headings:
            yield f"{path.name}: no '{part}'"
    if not executed.exists():
        return
    made = outputs(nbformat.read(executed, 4))
    if not any("image/png" in output.get("data", {}) for output in made):
        yield f"{path.name}: no figure"
    for output in made:
        if output.output_type == "error" or output.get("name") == "stderr":
            yield f"{path.name}: {output.get('evalue') or output.get('text')}"


def check(root, program, out):
    notebooks = sorted((root / "notebooks").glob("*.ipynb"))
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "run", "baseline", "--format", "h5", "--quiet", "--out", folder], check=True,
                       stdout=subprocess.DEVNULL)
        environment = dict(os.environ, BALLAST_RESULT=f"{folder}/baseline.h5", PYDEVD_DISABLE_FILE_VALIDATION="1",
                           IPYTHONDIR=f"{folder}/ipython", JUPYTER_DATA_DIR=f"{folder}/jupyter", MPLCONFIGDIR=f"{folder}/mpl",
                           JUPYTER_CONFIG_DIR=f"{folder}/config", PYTHONDONTWRITEBYTECODE="1")
        done = subprocess.run(["/usr/bin/python3", "-m", "nbconvert", "--to", "notebook", "--execute", "--output-dir", str(out),
                               *map(str, notebooks)], env=environment, capture_output=True, text=True)
    problems = [done.stderr[-3000:]] if done.returncode != 0 else []
    for path in notebooks:
        problems += trouble(path, out / path.name)
    return problems if notebooks else ["no notebooks"]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ROOT")
    parser.add_argument("PROGRAM")
    parser.add_argument("OUT", help="where the executed notebooks are left")
    asked = parser.parse_args()
    wrong = check(pathlib.Path(asked.ROOT), asked.PROGRAM, pathlib.Path(asked.OUT))
    print("\n".join(wrong) if wrong else "notebooks: executed, no error, no missing glyph")
    sys.exit(1 if wrong else 0)
