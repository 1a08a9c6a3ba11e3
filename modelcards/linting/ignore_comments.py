"""The comments that silence findings: `<!-- modelcards: ignore MC301 -->` and `ignore-file`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_COMMENT = re.compile(r"<!--\s{0,20}modelcards:\s{0,20}(ignore(?:-file)?)\b([^<>]{0,400}?)-->")
_CODE = re.compile(r"\b(?:MC[0-9]{0,3}|[A-Z]{2,6}[0-9]{3})\b", re.IGNORECASE)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ALL = {""}  # what every code begins with


@dataclass
class Ignored:
    """Code prefixes that are silenced: in the whole file, and by line."""

    file: set[str] = field(default_factory=set)
    lines: dict[int, set[str]] = field(default_factory=dict)

    def covers(self, code: str, first: int, last: int) -> bool:
        """True when a finding of this code on these lines is silenced."""
        starts = {code[:end] for end in (0, *range(2, len(code) + 1))}
        if not starts.isdisjoint(self.file):
            return True
        return bool(self.lines) and any(
            not starts.isdisjoint(self.lines[line])
            for line in range(first, last + 1)
            if line in self.lines
        )


NOTHING = Ignored()


def ignored(text: str) -> Ignored:
    r"""What the comments of a text silence; a comment without codes silences every rule.

    A comment that stands alone on its line silences that line and the next, one behind text the
    line that it stands on. What stands in a code fence is no comment.

    >>> ignored("<!-- modelcards: ignore MC301 -->\n- 5:1").covers("MC301", 2, 2)
    True
    """
    # Nearly every card goes this way, at the cost of one search.
    if "modelcards:" not in text:
        return NOTHING
    found = Ignored()
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        mark = _FENCE.match(line)
        if mark and (not fence or (mark[1].startswith(fence) and not line.strip(" `~"))):
            fence = "" if fence else mark[1]
        if fence or "modelcards:" not in line:
            continue
        comments = list(_COMMENT.finditer(line))
        alone = len(comments) == 1 and not _COMMENT.sub("", line).strip()
        for comment in comments:
            codes = {code.upper() for code in _CODE.findall(comment[2])} or _ALL
            if comment[1] == "ignore-file":
                found.file |= codes
                continue
            for silenced in (number, number + 1) if alone else (number,):
                found.lines.setdefault(silenced, set()).update(codes)
    return found
