"""Print a script that completes commands and options in a shell.

For bash: modelcards completion bash > ~/.local/share/bash-completion/completions/modelcards
For zsh, into a directory of $fpath: modelcards completion zsh > ~/.zfunc/_modelcards
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

_FILES = frozenset(("FILE", "SRC", "PATH", "OUT", "OLD", "NEW", "DIR"))
"""How the help calls arguments that are files or directories."""
_CODES = frozenset(("CODES", "CODE"))
"""How the help calls rules."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("shell", choices=("bash", "zsh", "tcsh"), help="the shell to complete in")


def run(args: argparse.Namespace) -> int:
    """Print the script."""
    from modelcards.cli.main import build_parser
    from modelcards.errors import MissingExtraError
    from modelcards.linting.rules import all_rules

    try:
        import shtab
    except ImportError:
        raise MissingExtraError("shell completion", "completion") from None
    parser = build_parser()
    codes = [word for rule in all_rules() for word in (rule.code, rule.name)]
    for action in _actions(parser):
        if action.metavar in _CODES:
            # Completed one by one; what may be typed there is more: prefixes, and several at once.
            action.choices = codes
        if action.metavar in _FILES:
            # The attribute by which shtab is told what to complete.
            vars(action)["complete"] = shtab.FILE
    sys.stdout.write(shtab.complete(parser, shell=args.shell) + "\n")
    return 0


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Every argument of a parser and of its commands."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _actions(command)
