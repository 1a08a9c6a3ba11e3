"""Writes the generated parts of the README, and of the page of labels: commands and labels."""

from __future__ import annotations

import re
import sys

from modelcards.cli import COMMANDS
from modelcards.cli.main import command_line_help
from modelcards.model.card import field_labels
from tests.support.cards import ROOT

# An option in brackets, and the brackets within it.
_OPTION = re.compile(r"\[-[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\]")
README = ROOT / "README.md"
LABELS = ROOT / "docs" / "reference" / "labels.md"


def commands() -> str:
    """One row a command: what it is given, and its one-line help."""
    rows = []
    for name, text in COMMANDS.items():
        usage = " ".join(command_line_help(name).split("\n\n")[0].split())
        shown = _without_options(usage.removeprefix("usage: "))
        rows.append(f"| `{shown.replace('|', '&#124;')}` | {text} |")
    return "\n".join(["| command | does |", "| --- | --- |", *rows])


def _without_options(usage: str) -> str:
    """A usage with what has to be given alone: the reference has the rest."""
    while (bare := _OPTION.sub(" ", usage)) != usage:
        usage = bare
    return " ".join(usage.split())


def labels() -> str:
    """One row a field: its key, the kind of its value, its labels."""
    rows = [
        f"| `{name}` | {one.kind} | {', '.join(one.labels)} |"
        for name, one in field_labels().items()
    ]
    return "\n".join(["| key | kind | labels |", "| --- | --- | --- |", *rows])


def written(text: str) -> str:
    """The README with its generated parts as they should be."""
    for name, part in (("commands", commands()), ("labels", labels())):
        start = re.search(rf"<!-- {name}: [^>]*-->\n", text)
        if start is not None:
            end = text.index(f"<!-- /{name} -->", start.end())
            text = f"{text[: start.end()]}\n{part}\n\n{text[end:]}"
    return text


def main() -> int:
    """Write the README and the page of labels."""
    for page in (README, LABELS):
        page.write_text(written(page.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
