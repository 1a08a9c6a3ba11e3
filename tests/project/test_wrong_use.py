"""One table: every public function with values of every wrong type gives a `ModelCardsError`."""

from __future__ import annotations

import argparse
import inspect
import io
import os
from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import modelcards
from modelcards import CardSet, Limits, ModelCardsError
from modelcards.cli import COMMANDS as KNOWN
from modelcards.cli.main import build_parser, main

CARD = modelcards.parse("# Alder-7B\n\n- **Parameters:** 7B\n\n|Task|Score|\n|-|-|\n|MMLU|61.2|\n")
CARDS = CardSet([CARD])

# What each function is called with where nothing is wrong; the rest of its arguments by default.
GOOD: dict[str, tuple[Any, ...]] = {
    "coverage": (CARD,), "diff": (CARD, CARD), "export": (CARD, "model-index"), "fix": ("# A",),
    "from_json": (modelcards.to_json(CARD),), "lint": (CARD,), "load": ("a.md",),
    "load_dir": (".",), "load_set": ("a.jsonl",), "parse": ("# A",), "repair": ("a",),
    "schema": (), "to_json": (CARD,), "update_metadata": ("# A", {"license": "mit"}),
}  # fmt: skip
METHODS: dict[str, tuple[Callable[..., Any], tuple[Any, ...]]] = {
    "CardSet": (CardSet, ([CARD],)), "where": (CARDS.where, ()), "sort": (CARDS.sort, ("name",)),
    "group": (CARDS.group, ("name",)), "scores": (CARDS.scores, ()), "pivot": (CARDS.pivot, ()),
    "[]": (CARDS.__getitem__, (0,)), "section": (CARD.section, ("uses",)),
}  # fmt: skip


def wrong() -> Iterator[Any]:
    """Values of which each argument takes a few at most."""
    yield from (
        None,
        1,
        2.5,
        True,
        b"x",
        bytearray(b"x"),
        b".",
        [],
        [None],
        {},
        set(),
        (1,),
        object(),
    )
    yield from (float("nan"), "nosuch", "x" * 5000, "\0", "\ud83d", "a\nb", -1, 10**30, Path("x"))
    yield iter([1])


def functions() -> Iterator[str]:
    for name in modelcards.__all__:
        value = getattr(modelcards, name)
        if callable(value) and not inspect.isclass(value):
            yield name


def calls(function: Callable[..., Any], good: tuple[Any, ...]) -> Iterator[Callable[[], Any]]:
    """The function, each time with one argument wrong."""
    parameters = list(inspect.signature(function).parameters.values())
    for value in wrong():
        for at, one in enumerate(parameters):
            if one.kind is inspect.Parameter.VAR_POSITIONAL:
                yield partial(function, value)
            elif one.kind is inspect.Parameter.VAR_KEYWORD:
                for key in ("parameters_min", "released_after", "name_contains", "nosuch"):
                    yield partial(function, **{key: value})
            elif at < len(good):
                yield partial(function, *good[:at], value, *good[at + 1 :])
            else:
                yield partial(function, *good, **{one.name: value})


@pytest.mark.parametrize("name", [*functions(), *METHODS])
def test_wrong_types_give_errors_of_our_own(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("# Alder-7B\n")
    Path("a.jsonl").write_text(modelcards.to_json(CARD, indent=None))
    function, good = METHODS[name] if name in METHODS else (getattr(modelcards, name), GOOD[name])
    function(*good)
    for call in calls(function, good):
        try:
            call()
        except ModelCardsError:
            continue
        except IndexError:
            assert name == "[]"  # that a number is beyond the last card is the language's own


WRONG_BOUNDS: tuple[Any, ...] = (None, -1, "1", 2.5, True, float("nan"), [], 1 + 0j, 2**31)


@pytest.mark.parametrize("name", [field.name for field in fields(Limits)])
def test_limits_check_themselves(name: str) -> None:
    make: Any = Limits
    for value in WRONG_BOUNDS:
        with pytest.raises(modelcards.ArgumentError, match=name):
            make(**{name: value})
    text = (
        "---\na: [1]\nb: &a x\n---\n# A\n\n> - a\n\n|a|b|\n|-|-|\n|1|2|\n\n<table><tr><td>1</table>"
        "\n\nÃ©\n\n[a](http://b)\n\n```bibtex\n@misc{a,title={b}}\n```\n"
    )
    for bound in (1, 2, 2**31 - 1):
        limits = Limits(**{name: bound})
        modelcards.to_json(modelcards.parse(text, limits=limits))
        modelcards.repair(text, limits=limits)


COMMANDS = {
    "convert": ("a.md", "-o", "o.jsonl"), "lint": ("a.md",), "report": ("a.md", "-o", "o.html"),
    "export": ("a.md", "--to", "model-index"), "claims": ("a.md",), "coverage": ("a.md",),
    "parse": ("a.md",), "diff": ("a.md", "a.md"), "explain": ("MC001",), "rules": (),
    "completion": ("bash",), "schema": (),
}  # fmt: skip
# None is an option without its value.
VALUES: tuple[str | None, ...] = (
    None, "", "x", "-1", "nan", "1e400", "9" * 5000, "no/such", ".", "d", "pipe", "loop", "odd",
    "/dev/full", "\0", "\ud83d", "\udcff", "\x1b[31m", "a\nb", "[", "**", "hf://x",
    "https://[", "file://host/x", "a::b://c", "://", "-", "--", "a.md/x", ",", "MC,,",
)  # fmt: skip


def options(command: str) -> Iterator[argparse.Action]:
    """The options of a command."""
    for group in build_parser([command])._actions:
        if isinstance(group, argparse._SubParsersAction):
            yield from (one for one in group.choices[command]._actions if one.option_strings)


def wrong_lines(command: str) -> Iterator[list[str]]:
    """A command with each of its arguments and options wrong in every way."""
    good = COMMANDS[command]
    yield [command, *good, "--nosuch"]
    for bad in (one for one in VALUES if one is not None):
        for at, one in enumerate(good):
            if not one.startswith("-") and (at == 0 or not good[at - 1].startswith("-")):
                yield [command, *good[:at], bad, *good[at + 1 :]]
    for option in options(command):
        name = option.option_strings[-1]
        few = ("x",) if option.nargs == 0 else VALUES[:7]
        for value in few if option.nargs == 0 or option.choices or option.type else VALUES:
            yield [command, *good, name if value is None else f"{name}={value}"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_argument_wrong_is_one_line(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("# Alder-7B\n")
    Path("odd").write_bytes(bytes(range(256)))
    Path("d").mkdir()
    Path("loop").symlink_to("loop")
    if hasattr(os, "mkfifo"):
        os.mkfifo("pipe")
    monkeypatch.setattr("modelcards.formats.atomic._PATIENCE", 0)
    if command == "report":  # a page takes a tenth of a second, and is the same for all of these
        monkeypatch.setattr("modelcards.report.page.render", lambda *_, **__: "")
    for line in wrong_lines(command):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
        code = main(line)
        said = capsys.readouterr().err
        assert code in (0, 1, 2), line
        assert not any(one in said for one in ("Traceback", "fault of modelcards", "\x1b")), line
        if code == 2:
            assert said.startswith("modelcards: "), line
            assert said.count("\n") == 1, line
            assert len(said) < 1_500, line
        assert code == 2 or line[-1] != "--nosuch"


def test_every_command_is_called_wrongly() -> None:
    assert COMMANDS.keys() == KNOWN.keys()
