"""Put a comment beside each finding that silences it: what a collection has is accepted in place.

Where a comment may stand depends on what stands there, so each place is tried: behind the text,
inside the last cell of a row, as a comment of the front matter, above the line, and at last one for
the whole file. A place is taken where the comment works and the card reads as before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from modelcards.errors import ModelCardsError
from modelcards.linting.edits import edited
from modelcards.linting.engine import check
from modelcards.linting.ignore_comments import ignored
from modelcards.linting.same_facts import same_facts
from modelcards.linting.work import write
from modelcards.model.finding import Edit, Finding, Fix

if TYPE_CHECKING:
    from modelcards.linting.run import Outcome
    from modelcards.linting.work import Request
    from modelcards.model.card import ModelCard


def add_ignores(outcome: Outcome, request: Request) -> tuple[int, list[Finding]]:
    """Write the comments; how many findings they silence, and the findings that are left.

    A file that is no UTF-8, or cannot be written, is left as it is and told in `outcome.unread`.
    """
    files: dict[str | None, list[Finding]] = {}
    for one in outcome.findings:
        files.setdefault(one.path, []).append(one)
    left: list[Finding] = []
    for path, findings in files.items():
        if path is None or not Path(path).is_file():
            left += findings
            continue
        try:
            left += _silence(path, findings, request)
        except (ModelCardsError, OSError, UnicodeDecodeError) as error:
            outcome.unread.append((path, f"no comment was added: {error}"))
            left += findings
    return len(outcome.findings) - len(left), left


def _silence(path: str, findings: Sequence[Finding], request: Request) -> list[Finding]:
    """Add the comments of one file; gives what no comment could silence."""
    data = Path(path).read_bytes()
    card = _Card(data.decode("utf-8"), path, request)
    by_line: dict[int, list[Finding]] = {}
    for one in findings:
        by_line.setdefault(one.line, []).append(one)
    left: list[Finding] = []
    # From the end, so that lines above keep their numbers.
    for line in sorted(by_line, reverse=True):
        if not card.silence(line, by_line[line]):
            left += by_line[line]
    if card.text.encode("utf-8") != data:
        write(path, data, card.text.encode("utf-8"))
    return left


class _Card:
    """A text that comments are added to, and what it reads as."""

    def __init__(self, text: str, path: str, request: Request) -> None:
        self.text = text
        self._path = path
        self._rules = request.rules(path)
        self._read = self._parsed(text)

    def _parsed(self, text: str) -> ModelCard:
        from modelcards.reading.reader import parse

        return parse(text.encode("utf-8"), path=self._path)

    def silence(self, line: int, findings: Sequence[Finding]) -> bool:
        """Silence the findings of one line; False where no place will do."""
        codes = sorted({one.code for one in findings})
        for edit, shift in self._places(line, " ".join(codes)):
            made = edited(self.text, [edit])
            covered = ignored(made.replace("\r\n", "\n").replace("\r", "\n"))
            if all(covered.covers(code, line + shift, line + shift) for code in codes):
                read = self._parsed(made)
                if self._is_as_before(read, edit, findings):
                    self.text, self._read = made, read
                    return True
        return False

    def _places(self, line: int, codes: str) -> Iterator[tuple[Edit, int]]:
        """The edits that may silence a line, and by how many lines they move it."""
        lines = self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        text = lines[line - 1] if line <= len(lines) else ""
        comment = f"<!-- modelcards: ignore {codes} -->"
        bare = text.rstrip()
        if bare.endswith("|") and len(bare) > 1:
            at = len(bare[:-1].rstrip()) + 1
            yield Edit(line, at, line, at, f" {comment}"), 0
        end = len(bare) + 1
        if bare:
            yield Edit(line, end, line, end, f" {comment}"), 0
            yield Edit(line, end, line, end, f"  # {comment}"), 0
        yield Edit(line, 1, line, 1, f"{comment}\n"), 1
        last = len(lines)
        gap = "\n" if lines[-1].strip() else ""
        whole = f"{gap}\n<!-- modelcards: ignore-file {codes} -->\n"
        end = len(lines[-1]) + 1
        yield Edit(last, end, last, end, whole), 0

    def _is_as_before(self, read: ModelCard, edit: Edit, findings: Sequence[Finding]) -> bool:
        """Whether the card states the same, and the rules say no more than that."""
        one = findings[0]
        place = (one.path, one.line, one.column, one.end_line, one.end_column)
        fix = Fix(True, (edit,), ("<!--",))
        changed = Finding(*place, one.code, one.name, one.severity, one.message, fix)
        if not same_facts(self._read, read, [changed]):
            return False
        here = Counter(found.code for found in findings)
        before = Counter(found.code for found in check(self._read, self._rules))
        after = Counter(found.code for found in check(read, self._rules))
        return all(after[code] <= max(0, before[code] - here[code]) for code in after)
