"""Options that several commands share, declared once."""

from __future__ import annotations

import argparse

from modelcards.reading.dialects import NAMES


def add_dialect(parser: argparse.ArgumentParser) -> None:
    """`--dialect NAME`: read every card in this house style instead of choosing by content."""
    parser.add_argument(
        "--dialect", choices=NAMES, help="force a house style (default: chosen by content)"
    )
