"""The README is true: its tables are generated, its examples run, its names exist."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
import yaml

import modelcards
from tests.support.cards import ROOT
from tests.support.readme import LABELS, README, written
from tools import stub

TEXT = README.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", [README, LABELS])
def test_generated_parts_are_up_to_date(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert written(text) == text, "run: python -m tests.support.readme"


def test_it_opens_with_the_two_commands() -> None:
    first = re.findall(r"^```console\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)[0]
    assert [line.split("#")[0].split() for line in first.splitlines()] == [
        ["make", "demo"], ["make", "check"],
    ]  # fmt: skip
    assert TEXT.index("```console") < 40


def test_every_public_name_is_there_and_documented() -> None:
    for name in modelcards.__all__:
        value = getattr(modelcards, name)
        assert name == "__version__" or value.__doc__, name
    assert dir(modelcards) == sorted(modelcards.__all__)
    with pytest.raises(AttributeError, match="no_such_name"):
        getattr(modelcards, "no_such_" + "name")


def test_the_stub_for_type_checkers_is_written_from_the_one_list() -> None:
    assert stub.STUB.read_text(encoding="utf-8") == stub.written(), "run: python tools/stub.py"


@pytest.mark.parametrize("name", ["arrow", "derive", "pictures"])
def test_public_modules_are_found_under_their_short_name(name: str) -> None:
    assert getattr(modelcards, name).__name__.rpartition(".")[2] == name


def test_no_submodule_hides_a_public_name() -> None:
    """Importing `modelcards.x` sets the attribute `x` of the package, whatever it was before."""
    hidden = [
        name
        for name in modelcards.__all__
        if importlib.util.find_spec(f"modelcards.{name}") is not None
    ]
    assert hidden == []


def test_the_citation_names_this_version() -> None:
    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    stated = yaml.safe_load(text)
    assert (stated["version"], stated["cff-version"]) == (modelcards.__version__, "1.2.0")


def test_the_templates_of_issues_ask_for_the_smallest_input() -> None:
    folder = ROOT / ".github" / "ISSUE_TEMPLATE"
    forms = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in folder.glob("*.yml")}
    asked = {part["id"]: part for part in forms["card-read-wrong"]["body"]}
    assert asked["input"]["validations"]["required"]
    assert "smallest" in asked["input"]["attributes"]["label"].casefold()


def test_every_link_of_the_readme_leads_somewhere() -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#\s]+)", TEXT)
    assert targets
    assert [one for one in targets if not (ROOT / one).exists()] == []
