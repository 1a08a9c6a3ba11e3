"""Texts of very many repairs: what is kept of them, and what is left when a limit is reached."""

from __future__ import annotations

import pytest

from modelcards import Limits, repair
from modelcards.text.repair_stages import runs
from modelcards.text.repair_stages.edits import Edit, Packed, packed
from modelcards.text.repair_stages.runs import Runs, breaks_before

WORDS = "DÃ©jÃ  vu â€” `cafÃ©` [caffÃ¨](http://x/Ã¨) ðŸ“\n"
TEXTS = {
    "lines": WORDS * 40,
    "one line": WORDS.replace("\n", " ") * 40,
    "code": "```\n" + WORDS * 30 + "```\n" + WORDS * 10,
    "quoted": 'text.replace("Ã©", "é")\n' * 20 + WORDS * 20,
    "two pages": (WORDS + "Ð¿Ñ€Ð¸Ð²ÐµÑ‚ Ã„Â€ å¥½\n") * 20,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_runs_that_are_looked_for_anew_are_those_that_are_kept(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = repair(text)
    kept = [([run.span() for run in line], end) for line, end in Runs(text).lines()]
    monkeypatch.setattr(runs, "_FEW", 3)
    assert [([run.span() for run in line], end) for line, end in Runs(text).lines()] == kept
    assert repair(text) == few


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_is_repaired_within_a_limit_is_what_stands_first(text: str) -> None:
    whole = repair(text)
    for most in (0, 1, 7, 30):
        found = repair(text, limits=Limits(repairs=most))
        assert len(found.repairs) <= most
        assert not found.complete
        assert [one.line for one in found.repairs[:1]] == [whole.repairs[0].line][:most]
    assert whole.complete


def test_many_edits_are_kept_apart_and_given_whole() -> None:
    edits = [Edit(at, at + 2, "é", ("cp1252",), lost=at % 3) for at in range(0, 4000, 2)]
    kept = packed(edits)
    assert type(kept) is Packed
    assert [*kept] == kept[:] == edits
    assert (kept[-1], len(kept)) == (edits[-1], 2000)
    assert packed(edits[:10]) == tuple(edits[:10])


def test_line_breaks_before_places() -> None:
    assert [*breaks_before("ab\ncd\n\ne", [0, 1, 3, 4, 7])] == [-1, -1, 2, 2, 6]
