"""The rooms: drawn as they are declared, each with its purpose, and every module told of."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.support.cards import ROOT
from tools import rooms

PACKAGE = ROOT / "modelcards"
ROOMS = [names[0] for names in rooms.layers() if len(names) == 1]


def test_the_drawing_is_made_from_the_contract() -> None:
    text = rooms.GUIDE.read_text(encoding="utf-8")
    assert rooms.written(text) == text, "run: python tools/rooms.py"


def test_every_folder_is_a_room_of_the_contract() -> None:
    found = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert found == set(ROOMS)


@pytest.mark.parametrize("room", [room for room in ROOMS if room != "cli"])
def test_a_room_says_which_of_its_modules_does_what(room: str) -> None:
    said = ast.get_docstring(ast.parse((PACKAGE / room / "__init__.py").read_text("utf-8"))) or ""
    named = set(re.findall(r"`([a-z_0-9.]+)`", said))
    modules = {path.stem for path in (PACKAGE / room).glob("*.py")} - {"__init__"}
    folders = {path.parent.name for path in (PACKAGE / room).glob("*/__init__.py")}
    untold = (modules | folders) - named - _TOLD_BY_ALL.get(room, set())
    assert not untold


_TOLD_BY_ALL = {
    # A module a format, named for it.
    "formats": {"arrow", "arrow_schema", "csv", "json_lines", "parquet", "sqlite"},
    "exporting": {"cyclonedx", "eval_results", "every_eval_ever", "model_index"},
}


def test_the_modules_that_the_guide_names_are_there() -> None:
    text = rooms.GUIDE.read_text(encoding="utf-8")
    named = re.findall(r"`([a-z_]+/(?:[a-z_]+/)*[a-z_]+\.(?:py|txt))`", text)
    missing = [name for name in named if not (PACKAGE / name).is_file() and not _elsewhere(name)]
    assert named
    assert not missing


def _elsewhere(name: str) -> bool:
    return Path(ROOT / name).is_file()
