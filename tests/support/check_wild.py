"""Reads a directory of unlabelled Hub cards and lists names and sizes that cannot be right.

`python -m tests.support.check_wild [DIR] [--sample N]`: names that are section headings (by the
shared lists, not by the project's own), placeholders or notices, and sizes that contradict the one
size in the card's name or id. `--sample` prints values taken from sentences with their lines.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from pathlib import Path

from modelcards import ModelCard, parse
from tests.support.cards import SHARED

_WRONG = re.compile(
    r"[{}<>]|\$\w|^(?:your|my awesome|model (?:id|name|card)\b|note\b|news\b|latest\b|update|"
    r"welcome|hello\b|hi\b|thank|please|this (?:repo|model|is)|we |join|check out|model trained)|"
    r"template$|[?]$",
    re.IGNORECASE,
)
_SIZE = re.compile(r"(?<![a-z0-9.])((?:[1-9]\d{0,3}|0(?=\.))(?:\.\d+)?)([bm])(?![a-z0-9])")
_TIMES = re.compile(r"\dx\d|\d[bm]-a\d")
_ROUGHLY = 0.05
_COUNTS = (
    "parameters", "active_parameters", "training_tokens", "context_length", "vocab_size", "layers",
    "hidden_size", "attention_heads",
)  # fmt: skip


def _key(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def headings() -> frozenset[str]:
    """The headings that the shared lists give a role."""
    folder = SHARED / "sections"
    found = set()
    for line in (folder / "roles.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            found |= {_key(one) for one in line.split("|")[1:] if "…" not in one}
    for line in (folder / "headings.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        heading, _, _, role, *_ = line.split("\t")
        if role:
            found.add(_key(heading))
    return frozenset(found - {""})


def stated_size(*names: str | None) -> float | None:
    """The one size that the first name with any states; None for several, or for experts."""
    for name in names:
        low = (name or "").casefold().replace("_", "-")
        sizes = {float(n) * (1e9 if unit == "b" else 1e6) for n, unit in _SIZE.findall(low)}
        if _TIMES.search(low):
            return None
        if sizes:
            return sizes.pop() if len(sizes) == 1 else None
    return None


def wild_cards(folder: Path) -> Iterator[tuple[Path, ModelCard]]:
    """The cards below a folder, each read under the name of its own folder."""
    for path in sorted(folder.rglob("*.md")):
        yield path, parse(path.read_bytes(), path=f"{path.parent.name}/README.md")


def from_sentences(card: ModelCard) -> list[str]:
    """The counts that no labelled fact stated."""
    labelled = {spec.field for spec in card.specs}
    return [name for name in _COUNTS if getattr(card, name) is not None and name not in labelled]


def main() -> None:
    """Print what cannot be right, and the totals."""
    options = argparse.ArgumentParser()
    options.add_argument("folder", type=Path, nargs="?", default=SHARED / "wild")
    options.add_argument("--sample", type=int, default=0)
    chosen = options.parse_args()
    known = headings()
    names = sizes = wrong_names = wrong_sizes = told = 0
    taken: list[str] = []
    for path, card in wild_cards(chosen.folder):
        names += card.name is not None
        told += any(problem.code == "MC204" for problem in card.problems)
        if card.name and (_key(card.name) in known or _WRONG.search(card.name)):
            wrong_names += 1
            print(f"name: {path.parent.name}: {card.name!r}")
        wanted = stated_size(card.name, card.id)
        sizes += card.parameters is not None
        if wanted and card.parameters and abs(wanted - card.parameters) > _ROUGHLY * wanted:
            wrong_sizes += 1
            print(f"size: {path.parent.name}: {card.name!r} has {card.parameters:,}", end=" ")
            print(f"({card.provenance['parameters'].raw!r})")
        for field in from_sentences(card):
            where = card.provenance[field]
            taken.append(
                f"{path.parent.name}:{where.line} {field} {getattr(card, field)} {where.raw!r}"
            )
    for one in random.Random(1).sample(taken, min(chosen.sample, len(taken))):
        print(one)
    print(f"{names} names, {wrong_names} of them none; {sizes} sizes, {wrong_sizes} contradict")
    print(f"the name; {len(taken)} values from sentences; MC204 in {told} cards")


if __name__ == "__main__":
    main()
