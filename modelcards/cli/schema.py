"""Print the JSON Schema of a card on stdout."""

from __future__ import annotations

import argparse
import sys


def configure(parser: argparse.ArgumentParser) -> None:
    """There is nothing to set."""


def run(args: argparse.Namespace) -> int:
    """Print the schema."""
    from modelcards.model.json import schema_json

    sys.stdout.write(schema_json())
    return 0
