"""Options that several commands share, declared once."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.reading.dialects import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from modelcards.model.card import ModelCard


class _Dialects:
    """Our dialects to the help and to shells; those of plug-ins are looked for only when named."""

    def __iter__(self) -> Iterator[str]:
        return iter(NAMES)

    def __contains__(self, name: object) -> bool:
        if name in NAMES:
            return True
        from modelcards.model.plug_ins import added

        return any(name == style.NAME for style in added("dialects").values())


def add_dialect(parser: argparse.ArgumentParser) -> None:
    """`--dialect NAME`: read every card in this house style instead of choosing by content."""
    parser.add_argument(
        "--dialect",
        choices=_Dialects(),
        help="force a house style (default: chosen by content)",
    )


def add_jobs(parser: argparse._ActionsContainer) -> None:
    """`-j N`: how many processes work."""
    parser.add_argument(
        "-j", "--jobs", type=int, metavar="N", help="worker processes (default: all cores, or none)"
    )


def cards_of(paths: Iterable[str], all_files: bool, failed: list[str]) -> Iterator[ModelCard]:
    """The cards of files, directories, Hub ids, and of what `convert` wrote, one after the other.

    What cannot be read in a directory is told in `failed`.
    """
    import os

    from modelcards.cardset.load_dir import load_dir
    from modelcards.cardset.load_set import load_set
    from modelcards.display.escape import harmless
    from modelcards.formats.compressed import split_suffix
    from modelcards.reading.reader import load

    for path in paths:
        if os.path.isdir(path):
            held = load_dir(path, all_files=all_files)
            failed += [harmless(f"{one.path}: {one.error}") for one in held.failures]
            yield from held
        elif split_suffix(path)[0] in (".json", ".jsonl", ".parquet"):
            yield from load_set(path)
        else:
            yield load(path)
