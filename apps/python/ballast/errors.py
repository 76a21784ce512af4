"""What the program refuses, as exceptions that carry every issue at once."""
from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Optional, Tuple

__all__ = ["BallastError", "Issue"]


@dataclass(frozen=True)
class Issue:
    """One thing wrong with what was asked, located as far as it has a place."""

    code: int  #: the exit code the command line would give: 64 usage, 65 data, 66 not found, …
    what: str  #: what is wrong
    expected: str  #: what was expected, with unit and range; may be empty
    remedy: str  #: such as the nearest known name; may be empty
    file: Optional[str] = None
    line: Optional[int] = None  #: from 1
    column: Optional[int] = None  #: from 1, in characters

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        text = f"{place}: {self.what}" if place else self.what
        if self.expected:
            text += f" (expected: {self.expected})"
        return text + (f" [{self.remedy}]" if self.remedy else "")


class BallastError(ValueError):
    """Raised when the program refuses; nothing was computed or written."""

    def __init__(self, issues: Tuple[Issue, ...]):
        super().__init__("\n".join(str(issue) for issue in issues))
        self.issues = issues  #: every issue, in the order found
        self.code = issues[0].code if issues else 2  #: the exit code of the command line

    def __reduce__(self):
        return BallastError, (self.issues,)  # out of a worker process


def from_issues(document: str) -> BallastError:
    """The exception for a document `ballast.issues/1`."""
    return BallastError(tuple(Issue(**issue) for issue in json.loads(document)["issues"]))
