"""A broken YAML mapping, top-level key by top-level key: only the broken ones are left out."""

from __future__ import annotations

import re

from modelcards.front_matter.keys import KEY
from modelcards.front_matter.yaml import Mapping, YamlError
from modelcards.limits import Limits

__all__ = ["Pieces", "YamlError"]

_FAULTS = 100
"""After so many broken keys the rest is left out: it was not written as front matter."""

_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_NO_TEXT = "[{|>"  # what opens a flow collection or a block scalar opens no plain text


class Pieces:
    """`mapping` as far as it has been read, and in `unread` the lines that gave nothing."""

    def __init__(self, limits: Limits, first_line: int) -> None:
        """Nothing is read yet; the front matter's first line is `first_line` of the file."""
        self.mapping = Mapping(limits)
        self.unread: list[tuple[int, str]] = []
        self._faults = 0
        self._first = first_line

    def within(self, raw: str, most: int) -> str:
        """The whole keys of `raw` within the first `most` characters."""
        if len(raw) <= most:
            return raw
        lines = raw[:most].split("\n")
        while lines and not KEY.match(lines.pop()):
            pass
        message = f"only the first {most} characters are read"
        self.mapping.problem("MC004", message, self._first + len(lines))
        return "\n".join(lines) + "\n"

    def salvage(self, lines: list[str]) -> None:
        """Read every top-level key on its own."""
        starts = [n for n, line in enumerate(lines) if n == 0 or _opens_piece(line)]
        self._halves(lines, list(zip(starts, [*starts[1:], len(lines)], strict=True)))

    def _halves(self, lines: list[str], pieces: list[tuple[int, int]]) -> None:
        """Halving finds the broken keys without parsing each of thousands of good ones alone."""
        start, end = pieces[0][0], pieces[-1][1]
        if self._faults >= _FAULTS:
            self._give_up(lines, start, end)
            return
        try:
            if self.mapping.take("\n".join(lines[start:end]) + "\n", self._first + start):
                return
            error = YamlError("neither key nor list", self._first + start)
        except YamlError as raised:
            error = raised
        if len(pieces) == 1:
            self._faults += 1
            self._mend(lines, start, end, error)
            return
        middle = len(pieces) // 2
        self._halves(lines, pieces[:middle])
        self._halves(lines, pieces[middle:])

    def _mend(self, lines: list[str], start: int, end: int, error: YamlError) -> None:
        """One broken key: its tabs as spaces, or its only line as text; else it is left out."""
        mapping = self.mapping
        key = KEY.match(lines[start])
        name = key[0].rstrip(": \t").strip("\"'") if key else ""
        text = "\n".join(lines[start:end]) + "\n"
        spaced = _INDENT.sub(lambda indent: indent[0].replace("\t", "  "), text)
        if error.code == "MC701" and key:
            if spaced != text and self._takes(spaced, self._first + start):
                message = f"tabs indent the key {name!r}; they are read as spaces"
                mapping.problem("MC701", message, error.line)
                return
            rest = lines[start][key.end() :].strip()
            alone = not any(line.strip() for line in lines[start + 1 : end])
            if rest and alone and rest[0] not in _NO_TEXT and name not in mapping.values:
                mapping.values[name], mapping.lines[name] = rest, self._first + start
                message = f"{name!r} is no YAML ({error.reason}); its value is kept as text"
                mapping.problem("MC701", message, error.line)
                return
        shown = f"the key {name!r}" if name else f"the line {lines[start].strip()[:40]!r}"
        mapping.problem(error.code, f"{shown} is left out: {error.reason}", error.line)
        self._leave(lines, start, end)

    def _takes(self, text: str, line: int) -> bool:
        try:
            return self.mapping.take(text, line)
        except YamlError:
            return False

    def _give_up(self, lines: list[str], start: int, end: int) -> None:
        if self._faults == _FAULTS:
            self._faults += 1
            message = f"more than {_FAULTS} keys are no YAML; the rest is not read"
            self.mapping.problem("MC004", message, self._first + start)
        self._leave(lines, start, end)

    def _leave(self, lines: list[str], start: int, end: int) -> None:
        self.unread += [(self._first + n, lines[n]) for n in range(start, end) if lines[n].strip()]


def _opens_piece(line: str) -> bool:
    """A key or a stray line at the margin; lists, comments, closing brackets belong to a key."""
    return bool(line.strip()) and line[0] not in " \t#-]}"
