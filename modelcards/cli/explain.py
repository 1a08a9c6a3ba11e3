"""Print the page of one rule: why it is there, a good and a bad example, its fix."""

from __future__ import annotations

import argparse
import sys


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("rule", metavar="CODE", help="a rule's code (MC301) or name")


def run(args: argparse.Namespace) -> int:
    """Print the page as Markdown."""
    from modelcards.linting.rule_page import explain
    from modelcards.linting.rules import rule_of

    sys.stdout.write(explain(rule_of(args.rule)))
    return 0
