"""Seeds for each target, cut from the fixtures and from the texts that are built to stall."""

from __future__ import annotations

from collections.abc import Iterator

import modelcards
from tests.support import stalls
from tests.support.cards import FIXTURES


def seeds(target: str) -> Iterator[bytes]:
    """The inputs that a target begins with: the shape of text that its stage is given."""
    cards = [path.read_bytes() for path in sorted((FIXTURES / "cards").glob("*.md"))]
    crashes = [path.read_bytes() for path in sorted((FIXTURES / "crashes").glob(f"{target}-*"))]
    yield from crashes
    if target == "values":
        for data in cards:
            read = modelcards.parse(data)
            yield from (spec.raw.encode() for spec in read.specs)
            yield from (score.raw.encode() for score in read.benchmarks)
        return
    groups = {
        "tables": stalls.TABLES,
        "frontmatter": stalls.YAML,
        "repair": stalls.MOJIBAKE,
        "blocks": stalls.MARKUP,
    }
    yield from (make(3).encode() for make in groups.get(target, stalls.ALL).values())
    for data in cards:
        text = data.removeprefix(b"---\n") if target == "frontmatter" else data
        yield text[:2000]
        yield from (part for part in data.split(b"\n## ") if target in ("tables", "blocks", "card"))
