"""An export for people: what goes out and what does not, and what it changes in files."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from modelcards.display.escape import harmless

if TYPE_CHECKING:
    from modelcards.exporting.results import Export

_MARKS = {"added": "+", "updated": "~", "there": "="}
_CHANGES = {"added": "added", "updated": "updated", "there": "there already"}


def listing(made: Export) -> Iterator[str]:
    """Every score on a line: those that go out with their target, the others with the reason."""
    yield f"{harmless(made.path or '-')}: {len(made.sent)} go out, {len(made.held)} held back\n"
    for one in made.sent:
        where = f"{one.target}  (line {one.score.line})"
        yield f"  {_MARKS[one.change]} {_title(one.score.label, one.score.raw)} → {where}\n"
    for held in made.held:
        title = _title(held.score.label, held.score.raw)
        yield f"  - {title}: {' '.join(held.reason.split())}  (line {held.score.line})\n"


def _title(label: str, raw: str) -> str:
    return " ".join(f"{label} {raw}".split())


def unified(made: Export, directory: str) -> Iterator[str]:
    """What writing would change, as a unified diff with the files' own line ends."""
    for file in made.files:
        if file.changed:
            name = harmless(f"{directory}/{file.path}" if directory else file.path)
            before = _lines(file.before or b"")
            old = name if file.before is not None else "/dev/null"
            for line in difflib.unified_diff(before, _lines(file.after), old, name):
                yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8", "replace").splitlines(keepends=True)


def summary(exports: Iterable[Export]) -> str:
    """One line: how many scores of how many cards, and why the others stay."""
    made = list(exports)
    changes = Counter(_CHANGES[one.change] for export in made for one in export.sent)
    kinds = Counter(one.kind for export in made for one in export.held)
    sent = ", ".join(f"{changes[word]} {word}" for word in _CHANGES.values() if changes[word])
    why = ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())
    cards = f"{len(made)} {'card' if len(made) == 1 else 'cards'}"
    total, held = sum(changes.values()), sum(kinds.values())
    return (
        f"{total} scores of {cards} go out"
        + (f" ({sent})" if sent else "")
        + (f"; {held} held back ({why})" if held else "")
    )
