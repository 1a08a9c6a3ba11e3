"""Real cards, changed in their structure: every word of the text stands somewhere in the JSON.

`python -m tests.support.no_word_lost [--mutants 2000] [--cards DIRECTORY]`. Comments of the front
matter, tags, entities, addresses, and the words that YAML reads as truth values are no words of it.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import modelcards

_WORD = re.compile(r"[A-Za-z]{4,}")
_NO_WORDS = re.compile(r"<[^>]*>|&\w+;|\(http[^)]*\)|(?m:(?:^|\s)#[^\n]*(?=\n))(?=.*?^---)", re.S)
_TYPED = frozenset(("true", "false", "null"))
_ADDED = ("```\n", "<div>", "|", "**", "[", "](", "---\n", "# ")
_LARGEST = 20_000


def mutated(text: str, other: str, rng: random.Random) -> str:
    """A card with blocks moved, nested, joined or broken, some of them of another card."""
    blocks, others = (re.split(r"(\n\s*\n)", one) for one in (text, other))
    for _ in range(rng.choice((1, 2, 4))):
        at = rng.randrange(len(blocks))
        block = blocks[at]
        kind = rng.randrange(6)
        if kind == 0:
            blocks.insert(at, rng.choice(others))
        elif kind == 1:
            blocks[at] = "\n".join(rng.choice(("> ", "  - ")) + line for line in block.split("\n"))
        elif kind == 2:
            blocks[at] = f"<table><tr><td>{block}</td></tr></table>"
        elif kind == 3:
            blocks[at] = rng.choice((block.replace("|", "||", 1), block.replace("-|", "|", 1)))
        elif kind == 4:
            blocks[at] = f"<details><summary>{block[:30]}</summary>\n{block[30:]}</details>"
        else:
            blocks[at] = block[: rng.randrange(len(block) + 1)] + rng.choice(_ADDED) + block
    return "".join(blocks)


def lost(text: str) -> set[str]:
    """The words of a card that its JSON does not hold."""
    card = modelcards.parse(text)
    held = "\n".join(_texts(json.loads(modelcards.to_json(card, indent=None))))
    read = modelcards.repair(text).text
    words = set(_WORD.findall(_NO_WORDS.sub(" ", read)))
    missing = words - set(_WORD.findall(held))
    # Markup between two words may go, and they stand as one.
    return {one for one in missing if one not in held and one.lower() not in _TYPED}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def main(argv: list[str] | None = None) -> int:
    """1 when a word was lost."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--mutants", type=int, default=2000)
    parser.add_argument("--cards", type=Path, default=Path("../shared/cards/wild"))
    args = parser.parse_args(argv)
    rng = random.Random(11)
    paths = sorted(path for path in args.cards.rglob("*") if path.is_file())
    few = [path for path in paths if path.stat().st_size < _LARGEST]
    texts = [path.read_text("utf-8", "replace") for path in rng.sample(few, min(300, len(few)))]
    failed = 0
    for number in range(args.mutants):
        missing = lost(mutated(rng.choice(texts), rng.choice(texts), rng))
        failed += bool(missing)
        if missing:
            print(f"{number}: {', '.join(sorted(missing)[:5])}")
    print(f"{args.mutants} mutants, {failed} with lost words")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
