"""Arguments in, exit code out: 0 done, 1 findings or unreadable files, 2 wrong use or a fault.

Each command is a module in `modelcards/cli/` with `HELP`, `configure(parser)` and `run(args)`;
the table below is the only other place that knows of it.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Collection, Sequence
from importlib import import_module

from modelcards import __version__
from modelcards.cli import COMMANDS, streams
from modelcards.errors import ArgumentError, ModelCardsError
from modelcards.name_clash import refuse as refuse_conflict

# As `typing.TYPE_CHECKING`: every command starts here, and `typing` takes a while to import.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from _typeshed import SupportsWrite

_DESCRIPTION = "Turn the Markdown of AI model cards into typed, checked data."
_START = """\
usage: modelcards COMMAND ...

Turn the Markdown of AI model cards into typed, checked data. To begin with:

  modelcards parse CARD.md --pretty         look at one card
  modelcards convert CARDS -o cards.csv     make a table of a directory
  modelcards lint CARDS                     find what is wrong
  modelcards report CARDS -o report.html    make a page to send around

modelcards --help lists all commands, modelcards COMMAND --help tells more of one.
"""


class _Parser(argparse.ArgumentParser):
    """A parser whose messages are a line, and cannot steer the terminal with what was typed."""

    def error(self, message: str) -> NoReturn:
        streams.say(f"{message}{_meant(message)} ({self.prog} --help tells more)")
        raise SystemExit(2)

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        # argparse passes over a full disk in silence.
        (file or sys.stderr).write(message)


def _meant(message: str) -> str:
    """A hint for a command that is one slip away from one that exists; newer argparse has its own.

    >>> _meant("argument COMMAND: invalid choice: 'lnit' (choose from ...)")
    "; did you mean 'lint'?"
    """
    found = re.search(r"invalid choice: '([^']{1,40})'", message)
    if found is None or "COMMAND" not in message or "maybe you meant" in message:
        return ""
    from difflib import get_close_matches

    near = get_close_matches(found[1], COMMANDS, n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def build_parser(configured: Collection[str] = tuple(COMMANDS)) -> argparse.ArgumentParser:
    """The argument parser; commands that are not `configured` are only listed, not imported."""
    parser = _Parser(
        prog="modelcards",
        description=_DESCRIPTION,
        epilog="modelcards COMMAND --help tells more. Exit codes: 0 done; 1 findings, or a file in"
        " a directory could not be read; 2 wrong use, or a named file that does not exist.",
    )
    parser.add_argument("--version", action="version", version=f"modelcards {__version__}")
    # Without `prog`, argparse would load `shutil` and its compressors to format it.
    subparsers = parser.add_subparsers(
        dest="command", metavar="COMMAND", title="commands", prog=parser.prog
    )
    for name, text in COMMANDS.items():
        if name not in configured:
            subparsers.add_parser(name, help=text)
            continue
        module = import_module(f"modelcards.cli.{name}")
        sub = subparsers.add_parser(name, help=text, description=module.__doc__)
        module.configure(sub)
        sub.set_defaults(run=module.run)
    return parser


def command_line_help(command: str) -> str:
    """The help text of one command, as `modelcards COMMAND --help` prints it 100 columns wide.

    >>> command_line_help("schema").splitlines()[0]
    'usage: modelcards schema [-h]'
    """
    parser = build_parser([command])
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return str(action.choices[command].format_help())
    raise ArgumentError(f"unknown command {command!r}")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; never raises for what a user may do."""
    # When the other distribution was installed last, its `__init__.py` has replaced ours, and
    # this script is the first of our own code that runs.
    refuse_conflict()
    streams.prepare()
    try:
        code = _run(list(sys.argv[1:] if argv is None else argv))
        streams.finish()
    except ModelCardsError as error:
        streams.say(str(error))
        code = 2
    except BrokenPipeError:
        code = 0  # the reader went away (`| head`)
    except KeyboardInterrupt:
        streams.say("stopped")
        code = 130
    except (OSError, MemoryError) as error:
        streams.say(_refused(error))
        code = 2
    except Exception:
        # Python itself would exit with 1, which means findings here: a fault must be a 2.
        import traceback

        traceback.print_exc()
        streams.say("this is a fault of modelcards, please report it")
        code = 2
    streams.abandon()
    return code


def _run(arguments: list[str]) -> int:
    for one in arguments:
        _refuse_what_no_shell_gives(one)
    # Only the command that runs is imported: `modelcards parse` does not pay for the others.
    parser = build_parser(arguments[:1])
    try:
        args = parser.parse_args(arguments)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    if args.command is None:
        sys.stderr.write(_START)
        return 2
    code: int = args.run(args)
    return code


def _refuse_what_no_shell_gives(argument: str) -> None:
    if "\0" in argument:
        raise ArgumentError("an argument holds a NUL, which no name may hold")
    try:
        os.fsencode(argument)
    except UnicodeEncodeError:
        raise ArgumentError("an argument holds half a character, which no name may hold") from None
    if argument.startswith("--") and argument.endswith("=--"):
        # argparse takes the second `--` for the end of the options, and gives no value at all.
        raise ArgumentError(f"argument {argument[:-3]}: expected one argument")


def _refused(error: OSError | MemoryError) -> str:
    """What the system says against going on: a full disk, closed streams, no memory."""
    if isinstance(error, MemoryError):
        return "there is not enough memory"
    try:
        os.getcwd()  # noqa: PTH109 - pathlib costs 10 ms at import
    except OSError:
        return "the working directory does not exist any more: name files by their whole path"
    said = error.strerror or str(error) or type(error).__name__
    return f"{error.filename}: {said}" if error.filename else f"cannot read or write: {said}"
