"""Draws the rooms of CONTRIBUTING.md from the contract in pyproject.toml: run this file."""

from __future__ import annotations

import ast
import re
import tomllib
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "CONTRIBUTING.md"
_DRAWING = re.compile(r"(?<=<!-- rooms -->\n).*?(?=<!-- /rooms -->)", re.DOTALL)


def layers() -> list[list[str]]:
    """The rooms from the ground up; names in one list share a line."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = project["tool"]["importlinter"]["contracts"][0]
    return [line.split(" | ") for line in reversed(contract["layers"])]


def purpose(room: str) -> str:
    """The first sentence of a room's docstring."""
    package = ROOT / "modelcards" / room / "__init__.py"
    path = package if package.is_file() else ROOT / "modelcards" / f"{room}.py"
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return said.split("\n", 1)[0].rstrip(".").replace('"', "'").replace("`", "")


def drawing() -> str:
    """A Mermaid chart: each line of rooms rests on the one below it."""
    lines = ["```mermaid", "flowchart TB"]
    names = []
    for level in reversed(layers()):
        name = level[0] if len(level) == 1 else "ground"
        said = purpose(name) if len(level) == 1 else ", ".join(level)
        lines.append(f'  {name}["<b>{name}</b><br>{said}"]')
        names.append(name)
    lines += [f"  {upper} --> {lower}" for upper, lower in pairwise(names)]
    return "\n".join([*lines, "```", ""])


def written(text: str) -> str:
    """The guide with the drawing as it should be."""
    return _DRAWING.sub(lambda _: drawing(), text)


if __name__ == "__main__":
    GUIDE.write_text(written(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")
