"""Build the site: the pages of `docs/`, and the reference that the program tells of itself.

`python docs/build.py` writes all pages to `build/docs` and lets Zensical make `build/site` of them,
strictly: a link that leads nowhere ends the build. The pages on commands, rules and the JSON of a
card are made from the program, so they are nowhere written twice.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from modelcards import schema
from modelcards.cli import COMMANDS
from modelcards.cli.main import command_line_help
from modelcards.linting.rule_page import explain
from modelcards.linting.rules import all_rules, page
from modelcards.model.card import field_labels

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
PAGES = ROOT / "build" / "docs"
SITE = ROOT / "build" / "site"
COPIED = (".md", ".svg", ".png", ".ipynb", ".js")


def commands() -> str:
    """The page on the commands: the help of each, as the program prints it."""
    parts = [
        "# Commands",
        "`modelcards COMMAND --help` prints what stands here. Results go to stdout, everything else"
        " to stderr; output is UTF-8 whatever the locale.",
        "Exit codes: 0 done; 1 findings, or a file met in a directory could not be read (the rest"
        " is written); 2 wrong use, a named file that does not exist, or a fault of the program.",
    ]
    for name, text in COMMANDS.items():
        parts += [
            f"## modelcards {name}",
            f"{text.capitalize()}.",
            _fenced(command_line_help(name)),
        ]
    return "\n\n".join(parts) + "\n"


def rules() -> str:
    """The page on the rules: a table of all of them, then the page of each."""
    rows = []
    for rule in all_rules():
        link = f"[{rule.code}](#{rule.code.lower()}-{rule.name})"
        cells = (link, rule.name, rule.severity, rule.fix or "-", page(rule).split("\n\n", 1)[0])
        rows.append(f"| {' | '.join(map(_cell, cells))} |")
    head = (
        "# Rules\n\nWhat `modelcards lint` finds. `modelcards rules` prints this table,"
        " `modelcards explain CODE` a rule's page. Codes are never reused. A fix that is *safe*"
        " needs no judgement; an *unsafe* one changes a stated fact and needs `--unsafe-fixes`."
    )
    table = "\n".join(
        ["| code | name | severity | fix | finds |", "| --- | --- | --- | --- | --- |", *rows]
    )
    return "\n\n".join([head, table, *(f"#{explain(rule)}" for rule in all_rules())])


def json_keys() -> str:
    """The page on a card's JSON: every key with its type and labels, and every part of a card."""
    whole = schema()
    labels = field_labels()
    rows = ["| key | value | labels |", "| --- | --- | --- |"]
    for name, value in whole["properties"].items():
        printed = ", ".join(labels[name].labels) if name in labels else ""
        rows.append(f"| `{name}` | {_kind(value)} | {_cell(printed)} |")
    parts = [
        "# The JSON of a card",
        "`modelcards parse` and `modelcards.to_json` print these keys, always all of them: `null`"
        " or an empty list where the card states nothing. `modelcards schema` prints the JSON"
        " Schema that this page is made from. `schema_version` rises when a key is removed or"
        " changes its meaning; new keys may come at any time.",
        "Amounts are integers in units of one: 30.0B is 30000000000. Dates are ISO 8601 with the"
        " precision stated: `2025`, `2025-03`, `2025-10-02`. Lines count from 1 in the file as it"
        " is.",
        "The labels are what a value is printed behind on a card. They are compared without case,"
        " emoji, markup and final colon; a field without labels is read from its place.",
        "\n".join(rows),
    ]
    for name, one in sorted(whole["$defs"].items()):
        rows = ["| key | value |", "| --- | --- |"]
        rows += [f"| `{key}` | {_kind(value)} |" for key, value in one["properties"].items()]
        parts += [f"## {name}", one["description"], "\n".join(rows)]
    return "\n\n".join(parts) + "\n"


def _kind(value: dict[str, Any]) -> str:
    """The type of a value in words, for a cell of a table."""
    if "anyOf" in value:
        return " or ".join(_kind(one) for one in value["anyOf"])
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "enum" in value:
        return ", ".join(f"`{one}`" for one in value["enum"])
    if value.get("type") == "array":
        return f"list of {_kind(value['items'])}" if value.get("items") else "list"
    inner = value.get("additionalProperties")
    if isinstance(inner, dict):
        return f"object of {_kind(inner)}"
    return str(value.get("type", "any value"))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "&#124;")


def _fenced(text: str) -> str:
    return f"```text\n{text.rstrip()}\n```"


GENERATED: dict[str, Callable[[], str]] = {
    "reference/commands.md": commands,
    "reference/rules.md": rules,
    "reference/json.md": json_keys,
}
"""The pages that are made from the program, by their place among the others."""


def write_pages(target: Path = PAGES) -> None:
    """Write every page of the site, as Markdown, to a directory that is made anew."""
    shutil.rmtree(target, ignore_errors=True)
    for path in sorted(DOCS.rglob("*")):
        if path.suffix in COPIED and ".ipynb_checkpoints" not in path.parts:
            copy = target / path.relative_to(DOCS)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
    for name, made in GENERATED.items():
        written = target / name
        written.parent.mkdir(parents=True, exist_ok=True)
        written.write_text(made(), encoding="utf-8", newline="\n")


def main() -> int:
    """Write the pages and build the site; the exit code is Zensical's."""
    write_pages()
    shutil.rmtree(SITE, ignore_errors=True)
    command = [sys.executable, "-m", "zensical", "build", "--strict", "--clean"]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
