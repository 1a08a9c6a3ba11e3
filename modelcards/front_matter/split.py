r"""Front matter: where it begins and ends, and as much of its YAML as can be read.

It is on when `---` is the first line that says anything: the Hub's client passes over white space
before it (`^\s*---`), and so does this, which is told. The block up to the next `---` is front
matter unless it holds no mapping (then both are rules of the body). A block without its end is read
as far as its lines are keys and lists: the body is never lost. Where the whole is no YAML, each
top-level key is read on its own, and only the broken ones are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from modelcards.front_matter.hub_keys import is_hub_key
from modelcards.front_matter.keys import KEY
from modelcards.limits import DEFAULT_LIMITS, Limits
from modelcards.model.parts import Problem
from modelcards.model.unchecked import trusted

if TYPE_CHECKING:
    from modelcards.front_matter.broken_yaml import Pieces

LED = "white space stands before the front matter"
"""What MC701 says of front matter that does not begin the file."""

# Possessive: what is no fence behind megabytes of blanks is not asked for at each of them.
_FENCE = re.compile(r"[\s\ufeff]*+---[ \t]*\r?$", re.MULTILINE)
_CLOSE = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,60}:(?=[ \t\r]|$)")
_YAML_LINE = re.compile(r"[ \t#]|-[ \t]+(?!\*\*|\[)|[a-z][a-z0-9_-]{0,60}:(?=[ \t\r]|$)")
_HEADING = re.compile(r"#{1,6}[ \t]+\S")
# A heading with blank lines around it, right below the dashes: they are a rule above a title.
_TITLED = re.compile(r"[ \t]*\r?\n\s*#{1,6}[ \t]+\S[^\n]*\n[ \t]*\r?\n")
_FEW_BEFORE, _LONGEST_BEHIND, _FEWEST_KEYS = 300, 5000, 2
_problem = trusted(Problem)


class FrontMatter(NamedTuple):
    """Front matter as read; `metadata` is None, and the body begins at line 1, where there is none.

    `lines` are the first and last line with the fences; `closed` is False where the end is missing,
    and the last line is then the last that was read. `key_lines` has the line of each top-level key
    and of each mapping below `model-index` (`model-index.0.results.1`). `raw` is the text between
    the fences, `unread` the lines of it that no value came from.
    """

    metadata: dict[str, Any] | None
    body_line: int
    lines: tuple[int, int] | None
    closed: bool
    problems: tuple[Problem, ...]
    key_lines: dict[str, int]
    raw: str
    unread: tuple[tuple[int, str], ...]


_NONE = FrontMatter(None, 1, None, True, (), {}, "", ())


def split(text: str, limits: Limits = DEFAULT_LIMITS) -> FrontMatter:
    r"""Read the front matter of a card; whatever its content, nothing is raised.

    >>> front = split("---\nlicense: mit\ninference: no\n---\n# Title\n")
    >>> front.metadata, front.body_line, front.key_lines["license"]
    ({'license': 'mit', 'inference': 'no'}, 5, 2)
    >>> split("\n---\nlicense: mit\n---\n").problems[0].message
    'front matter: white space stands before the front matter'
    >>> split("---\nA rule, and prose.\n\n---\n").metadata is None
    True
    """
    opening = _FENCE.match(text)
    if opening is None:
        return _behind_text(text)
    start = opening.end() + 1
    first = 1 + text.count("\n", 0, opening.end())
    closing = _CLOSE.search(text, start)
    if closing is None:
        front = _unclosed(text[start : start + limits.front_matter], first, limits)
    else:
        front = _closed(text[start : closing.start()], first, limits)
    # A title may be a comment to YAML; then a key that the Hub knows shows what was meant.
    if front.metadata and _TITLED.match(front.raw) and not any(map(is_hub_key, front.metadata)):
        return _NONE
    if front.lines is None or text.startswith("---"):
        return front
    led = _problem(code="MC701", message=f"front matter: {LED}", line=first)
    return front._replace(problems=(led, *front.problems))


def _behind_text(text: str) -> FrontMatter:
    """None, which is told where keys of the Hub are fenced right below a line or two of text."""
    opening = _CLOSE.search(text, 0, _FEW_BEFORE)
    closing = _CLOSE.search(text, opening.end() + 1) if opening is not None else None
    if opening is None or closing is None:
        return _NONE
    lines = text[opening.end() + 1 : closing.start()][:_LONGEST_BEHIND].rstrip("\n").split("\n")
    keys = [line.partition(":")[0] for line in lines if KEY.match(line)]
    if sum(map(is_hub_key, keys)) < _FEWEST_KEYS or not all(map(_YAML_LINE.match, lines)):
        return _NONE
    line = 1 + text.count("\n", 0, opening.start())
    said = "front matter: text stands before it, so it is read as part of the body"
    return _NONE._replace(problems=(_problem(code="MC701", message=said, line=line),))


def _closed(raw: str, first: int, limits: Limits) -> FrontMatter:
    """Front matter whose opening fence is line `first`, and whose end is there."""
    from modelcards.front_matter.broken_yaml import Pieces, YamlError

    reading = Pieces(limits, first + 1)
    block = reading.within(raw, limits.front_matter)
    try:
        read = reading.mapping.take(block, first + 1)
        if not read or not _is_meant(reading.mapping.values, raw):
            return _NONE
    except YamlError:
        lines = block.split("\n")
        if not _begins(lines):
            return _NONE
        extent = _extent(lines)
        if extent and _is_body(lines[extent:]):
            return _unclosed(block, first, limits)
        reading.salvage(lines)
    return _result(reading, (first, first + 1 + raw.count("\n")), True, raw)


def _unclosed(text: str, first: int, limits: Limits) -> FrontMatter:
    lines = text.split("\n")
    extent = _extent(lines)
    if not extent:
        return _NONE
    from modelcards.front_matter.broken_yaml import Pieces, YamlError

    block = "\n".join(lines[:extent]) + "\n"
    reading = Pieces(limits, first + 1)
    try:
        reading.mapping.take(block, first + 1)
    except YamlError:
        reading.salvage(lines[:extent])
    last = first + extent
    reading.mapping.problem("MC701", f"a line --- is missing behind line {last}", last)
    return _result(reading, (first, last), False, block)


def _result(reading: Pieces, lines: tuple[int, int], closed: bool, raw: str) -> FrontMatter:
    mapping = reading.mapping
    return FrontMatter(
        metadata=mapping.values,
        body_line=lines[1] + 1,
        lines=lines,
        closed=closed,
        problems=tuple(sorted(mapping.problems, key=lambda problem: problem.line or 0)),
        key_lines=mapping.lines,
        raw=raw,
        unread=tuple(sorted({*reading.unread, *mapping.unread})),
    )


def _is_meant(values: dict[str, Any], raw: str) -> bool:
    """False for two rules around a sentence that holds a colon, or around a heading alone."""
    if not values:
        return not raw.strip() or "{" in raw or _begins(raw[:1000].split("\n"))
    return any(key.count(" ") <= 2 for key in values)


def _begins(lines: list[str]) -> bool:
    """True if the first line that says anything is a key."""
    first = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    return KEY.match(first) is not None


def _extent(lines: list[str]) -> int:
    """How many lines from the top read as keys, lists and what is indented below them.

    After a blank line only a lower-case key goes on: the body may begin with "Developer: …". A `#`
    begins a heading more often than a comment.
    """
    end, gap = 0, False
    for number, line in enumerate(lines):
        if not line.strip():
            gap = True
            continue
        goes_on = end > 0 and not gap and (line[0] in " \t" or line.startswith("- "))
        if not goes_on and not (_NAME if gap or not end else KEY).match(line):
            break
        end, gap = number + 1, False
    return end


def _is_body(lines: list[str]) -> bool:
    """True if the lines behind some keys are the body, and not more keys with a broken one."""
    said = [line for line in lines if line.strip()]
    strange = sum(1 for line in said if not _YAML_LINE.match(line))
    if not said or any(_NAME.match(line) for line in said):
        return strange * 2 > len(said)
    return strange > 2 or lines[:1] != said[:1] or any(_HEADING.match(line) for line in said)
