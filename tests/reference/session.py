"""A session with compare_futures: questions in, answers out, the program held open between them."""

import json
import pathlib
import subprocess
import tempfile

import numpy as np


class Session:
    """One case; `top` is the number of service years told apart, 0 the largest legal minimum."""

    def __init__(self, program, case, last_year, top=0, sets=()):
        data, place, name = case
        words = [program, data, place, name, last_year, top, *sets]
        self.process = subprocess.Popen([str(w) for w in words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()

    def ask(self, *words):
        print(*words, file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError(f"no answer to {words}: {self.process.args}")
        return json.loads(answer)

    def departures(self, futures):
        """{"first_year", "flows": keys, "futures": [{factor: departures}]}"""
        return self.ask("departures", futures)

    def flows(self, futures):
        """{flow: [path, unit, year]} of stage 1 as an ensemble has it."""
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "flows"
            shape = self.ask("flows", futures, file)
            values = np.fromfile(file)
        keys = self.ask("departures", 0)["flows"]
        values = values.reshape(futures, shape["units"], shape["years"], len(keys))
        return {key: values[:, :, :, n] for n, key in enumerate(keys)}
