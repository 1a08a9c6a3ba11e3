"""The file is not plain UTF-8: a byte-order mark, UTF-16, other bytes, NUL, control characters.

Tools that expect UTF-8 show such a file as garbage or stop at it, and a byte-order mark hides front
matter from many of them. The fix writes UTF-8 without a mark and takes control characters out;
where bytes could not be read at all, or a control character stands beside a digit, what was meant
is lost, and there is no fix; nor where a value would be read only without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule
from modelcards.linting.span import Span
from modelcards.model.finding import Edit, Fix
from modelcards.text.source import CONTROLS

if TYPE_CHECKING:
    from modelcards.linting.view import View


def check(view: View) -> Iterator[Hit]:
    """Report the encoding once, and each line with control characters."""
    encoding = view.card.source.encoding
    problems = view.problems("MC003")
    if encoding == "utf-8" and not problems:
        return
    marked = encoding.startswith("utf-")
    if marked and encoding != "utf-8":
        said = "a byte-order mark" if encoding == "utf-8-sig" else f"the file is {encoding.upper()}"
        lossy = any("U+FFFD" in problem.message for problem in problems)
        yield Hit(
            Span(1, 1, 1, 1),
            f"{said}; UTF-8 without a mark is meant",
            None if lossy else Fix(True, ()),
        )
    controls = False
    for problem in problems:
        if "control character" in problem.message:
            controls = True
            continue
        whole = not marked and "U+FFFD" not in problem.message
        yield Hit(view.whole(problem.line), problem.message, Fix(True, ()) if whole else None)
    if not controls:
        return
    for number, line in enumerate(view.file_lines, 1):
        found = list(CONTROLS.finditer(line))
        if found:
            edits = tuple(Edit(number, m.start() + 1, number, m.end() + 1, "") for m in found)
            codes = ", ".join(sorted({f"U+{ord(m[0]):04X}" for m in found}))
            span = Span(number, found[0].start() + 1, number, found[-1].end() + 1)
            # Beside a digit it stands for a lost sign: taking it out would make up a number.
            lost = any(_touches_a_digit(line, m.start(), m.end()) for m in found)
            fix = None if lost else Fix(True, edits, ("*",))
            yield Hit(span, f"control characters ({codes})", fix)


def _touches_a_digit(line: str, start: int, end: int) -> bool:
    return line[max(0, start - 1) : start].isdigit() or line[end : end + 1].isdigit()


RULE = Rule(
    code="MC003",
    name="encoding",
    severity="error",
    fix="safe",
    check=check,
    good=(Example(card()),),
    bad=(
        Example("\ufeff" + card(), (1,), card()),
        Example(card(("General knowledge", "General\x00 know\x1bledge")), (27,), card()),
        Example(card(("General knowledge", "General \x1a9 knowledge")), (27,)),
    ),
)
