"""What real cards read as, kept as a hash a key: what one change of the code changes in them.

`python -m tests.support.wild_hashes FILE` writes `FILE`, or compares with it when it is there and
prints how many cards differ in which keys, with the first few paths of each; `--write` replaces it.
The cards are those of `../shared/cards/wild`, or of `--cards DIRECTORY`; `--sample N` takes every
so-many-th. A card that raises, or that says "internal error", is told in any case.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import modelcards
from modelcards.cardset.directory import walk

_SHOWN = 3
_WITHOUT = ("source", "id")  # they name the place of the file
_DIGITS = 8


def hashes(card: modelcards.ModelCard) -> dict[str, str]:
    """A short hash of the JSON of each key."""
    held = json.loads(modelcards.to_json(card, indent=None))
    return {
        key: hashlib.sha256(json.dumps(value).encode()).hexdigest()[:_DIGITS]
        for key, value in held.items()
        if key not in _WITHOUT
    }


def read(root: Path, sample: int) -> Iterator[tuple[str, dict[str, str]]]:
    """The path below `root` and the hashes of each card, or of every so-many-th."""
    paths = [Path(entry.path) for entry in walk(str(root)) if entry.error is None]
    step = max(1, len(paths) // sample) if sample else 1
    for path in paths[::step]:
        name = path.relative_to(root).as_posix()
        try:
            yield name, hashes(modelcards.load(path))
        except Exception as error:  # a fault of ours is what this looks for
            yield name, {"fault": f"{type(error).__name__}: {error}"}


def compare(old: dict[str, dict[str, str]], new: dict[str, dict[str, str]]) -> Iterator[str]:
    """What differs, a line a key: the number of cards, and the first of them."""
    differ: dict[str, list[str]] = defaultdict(list)
    for name in sorted(old.keys() & new.keys()):
        keys = old[name].keys() | new[name].keys()
        for key in sorted(keys):
            if old[name].get(key) != new[name].get(key):
                differ[key].append(name)
    for key, names in sorted(differ.items(), key=lambda pair: -len(pair[1])):
        yield f"{key}: {len(names)} of {len(new)} cards, such as {', '.join(names[:_SHOWN])}"


def main(argv: list[str] | None = None) -> int:
    """1 when a card differs, or raised."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--cards", type=Path, default=Path("../shared/cards/wild"))
    parser.add_argument("--sample", type=int, default=0, metavar="N")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args(argv)
    new = dict(read(args.cards, args.sample))
    faults = [f"{name}: {held['fault']}" for name, held in new.items() if "fault" in held]
    sys.stdout.writelines(f"fault: {line}\n" for line in faults)
    if args.write or not args.file.exists():
        args.file.write_text(json.dumps(new, indent=0, sort_keys=True), "utf-8")
        print(f"{len(new)} cards kept in {args.file}")
        return 1 if faults else 0
    old = json.loads(args.file.read_text("utf-8"))
    lines = list(compare(old, new))
    sys.stdout.writelines(f"{line}\n" for line in lines)
    shared = len(old.keys() & new.keys())
    print(f"{shared} cards compared, {len(new) - shared} new, {len(old) - shared} gone")
    return 1 if faults or lines else 0


if __name__ == "__main__":
    sys.exit(main())
