"""Options that several commands share, declared once."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from modelcards.reading.dialects import NAMES


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
