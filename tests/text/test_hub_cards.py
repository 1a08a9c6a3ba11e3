"""Cards by their id on the Hub: read through its client, from a small Hub on this machine."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import modelcards
from modelcards import MissingExtraError, NotFoundError, ReadError
from modelcards.cli.main import main
from modelcards.text.hub import _told, hub_id, hub_ids
from tests.support.hub_server import hub

CARDS = {
    "acme/lumen-7b": "# Lumen-7B\n\n- **Parameters:** 7B\n\nOf REVISION.\n",
    "acme/lumen-30b": "# Lumen-30B\n\n- **Parameters:** 30B\n",
    "acme/kestrel": "# Kestrel-1B\n\n- **Parameters:** 1B\n",
    "acme/empty": "",
    "other/wren": "# Wren-2B\n",
}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    constants = pytest.importorskip("huggingface_hub.constants", reason="extra hub is missing")
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_PROGRESS_BARS", True)
    with hub(CARDS, frozenset(["acme/gated"])) as address:
        monkeypatch.setenv("HF_ENDPOINT", address)
        yield address


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("hf://acme/lumen-7b", ("acme/lumen-7b", None)),
        ("hf://acme/lumen-7b@refs/pr/1", ("acme/lumen-7b", "refs/pr/1")),
        ("https://huggingface.co/acme/lumen-7b", ("acme/lumen-7b", None)),
        ("https://hf.co/acme/lumen-7b/", ("acme/lumen-7b", None)),
        ("https://huggingface.co/acme/lumen-7b/blob/v2/README.md", ("acme/lumen-7b", "v2")),
        ("https://huggingface.co/acme/lumen-7b/tree/main", ("acme/lumen-7b", "main")),
        ("https://huggingface.co/datasets/acme", None),
        ("https://huggingface.co/acme/lumen-7b/blob/main/other.md", None),
        ("https://example.org/acme/lumen-7b", None),
        ("acme/lumen-7b", None),
        ("hf://acme", None),
    ],
)
def test_what_names_a_model(path: str, expected: tuple[str, str | None] | None) -> None:
    found = hub_id(path)
    assert (tuple(found) if found else None) == expected


@pytest.mark.usefixtures("server")
def test_a_card_is_loaded_by_its_id() -> None:
    card = modelcards.load("hf://acme/lumen-7b")
    assert (card.name, card.parameters) == ("Lumen-7B", 7_000_000_000)
    assert card.source.path == "hf://acme/lumen-7b"
    page = modelcards.load("https://huggingface.co/acme/lumen-7b/blob/v2/README.md")
    assert page.source.path == "hf://acme/lumen-7b@v2"
    assert "Of v2." in modelcards.to_json(page)


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("hf://acme/none", "no model hf://acme/none on the Hub, or it is private"),
        ("hf://acme/gated", "is gated: ask for access"),
        ("hf://acme/empty", "has no README.md"),
        ("hf://acme/lumen-7b@v9", "no such revision"),
        ("hf://acme/a--b..c", "hf://acme/a--b..c: "),
    ],
)
def test_what_is_not_there_is_one_line(
    path: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(NotFoundError, match=said.replace("(", r"\(")):
        modelcards.load(path)
    assert main(["parse", path]) == 2
    told = capsys.readouterr().err
    assert told.startswith("modelcards: ")
    assert told.count("\n") == 1


def test_a_hub_out_of_reach_is_one_line(
    server: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    # The client tries again and again, and waits in between.
    monkeypatch.setattr(time, "sleep", lambda _: None)
    with pytest.raises(ReadError, match="check the network, HF_ENDPOINT"):
        modelcards.load("hf://acme/lumen-7b")
    assert main(["parse", "hf://acme/lumen-7b"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.usefixtures("server")
def test_the_same_on_every_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = "hf://acme/lumen-7b"
    assert main(["parse", one]) == 0
    assert json.loads(capsys.readouterr().out)["name"] == "Lumen-7B"
    assert main(["lint", one, "--exit-zero", "--select", "MC101"]) == 0
    assert main(["diff", one, "hf://acme/lumen-30b"]) == 1
    assert "7000000000" in capsys.readouterr().out
    out = tmp_path / "cards.jsonl"
    assert main(["convert", "hf://acme/lumen-*", "hf://other/wren", "-o", str(out), "-j", "1"]) == 0
    paths = [card.source.path for card in modelcards.load_set(out)]
    assert paths == ["hf://acme/lumen-30b", one, "hf://other/wren"]


@pytest.mark.usefixtures("server")
def test_one_model_that_is_not_there_costs_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "cards.jsonl"
    code = main(["convert", "hf://acme/none", "hf://acme/kestrel", "-o", str(out), "-j", "1"])
    assert (code, [card.name for card in modelcards.load_set(out)]) == (1, ["Kestrel-1B"])
    assert "no model hf://acme/none" in capsys.readouterr().err


@pytest.mark.usefixtures("server")
def test_patterns_that_match_nothing() -> None:
    with pytest.raises(NotFoundError, match="matches hf://acme/x"):
        hub_ids("hf://acme/x*")
    with pytest.raises(NotFoundError, match="names no owner"):
        hub_ids("hf://*/x")


def test_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)
    with pytest.raises(MissingExtraError, match=r"modelcards-scraper\[hub\]"):
        modelcards.load("hf://acme/lumen-7b")


def test_what_the_client_says_of_each_try_is_not_heard(capsys: pytest.CaptureFixture[str]) -> None:
    from huggingface_hub.utils.logging import get_logger, get_verbosity

    def refused() -> None:
        get_logger("huggingface_hub.utils").warning("Retrying in 1s")
        raise OSError("refused")

    before = get_verbosity()
    with pytest.raises(ReadError, match="cannot read hf://acme/x"), _told("hf://acme/x"):
        refused()
    assert get_verbosity() == before
    assert capsys.readouterr().err == ""
