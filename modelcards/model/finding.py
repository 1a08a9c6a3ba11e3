"""What a rule says of a card: the finding, and the edits that would mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Edit:
    r"""Replace what stands from the start up to the end (exclusive) by `text`.

    Lines and columns are 1-based, columns count code points of the file as it is, without its
    byte-order mark. A "\n" in `text` is written as the file's own line ending.
    """

    start_line: int
    start_column: int
    end_line: int
    end_column: int
    text: str

    @property
    def place(self) -> tuple[int, int, int, int]:
        """Where it begins and ends, which edits are sorted by."""
        return self.start_line, self.start_column, self.end_line, self.end_column


@dataclass(frozen=True)
class Fix:
    """How a finding is mended. A `safe` fix needs no judgement; the others change a stated fact.

    `edits` is empty where the text stays and only its bytes change (the encoding). `changes` names
    the fields of the card that may differ afterwards; the fix is refused if any other does.
    """

    safe: bool
    edits: tuple[Edit, ...]
    changes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """One finding of `modelcards.lint`.

    Lines and columns are 1-based and those of the file as it is; the end column is exclusive.
    `path` is None for a card that was read from no file.
    """

    path: str | None
    line: int
    column: int
    end_line: int
    end_column: int
    code: str
    name: str
    severity: Severity
    message: str
    fix: Fix | None = None

    def to_dict(self) -> dict[str, Any]:
        """The finding as `lint --output-format json` prints it.

        >>> found = Finding("a.md", 3, 1, 3, 9, "MC101", "missing-title", "warning", "no name")
        >>> found.to_dict()["line"], found.to_dict()["fix"]
        (3, None)
        """
        shown: dict[str, Any] = {
            key: getattr(self, key)
            for key in ("path", "line", "column", "end_line", "end_column", "code", "name",
                        "severity", "message")
        }  # fmt: skip
        shown["fix"] = None
        if self.fix is not None:
            keys = ("start_line", "start_column", "end_line", "end_column", "text")
            edits = [{key: getattr(edit, key) for key in keys} for edit in self.fix.edits]
            shown["fix"] = {"safe": self.fix.safe, "edits": edits}
        return shown


def order(finding: Finding) -> tuple[str, int, int, str, str]:
    """The key by which findings are sorted: file, place, code."""
    return (finding.path or "", finding.line, finding.column, finding.code, finding.message)
