"""The columns of a sheet: which hold scores, which name them, which say something else."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from modelcards.scores.kin import kin
from modelcards.scores.kinds import counts_units, head_kinds, is_no_score, model_likeness
from modelcards.scores.metrics import settings_of
from modelcards.scores.subtable import Sheet
from modelcards.scores.telling import known, looks_like_model, names_scores
from modelcards.scores.words import head_words, is_list_word

Kind = Literal[
    "score", "benchmark", "model", "metric", "shots", "setting", "group", "variant", "stderr",
    "description", "unknown", "ignored",
]  # fmt: skip

_TEXT = frozenset("tkqh")
_LONG = 48
_WHOLE = frozenset(("shots", "rank"))
_FILE = re.compile(r"\.(?:ya?ml|json|gguf|py|txt|bin|pt|pth|ckpt|h5|onnx|nemo|safetensors|zip|md)$")


@dataclass(frozen=True, eq=False)
class Column:
    """One column: its nearest head, what it holds, and its texts that may be names.

    What the names look like is worked out when it is asked: heads often leave nothing open.
    """

    at: int
    head: str
    kind: Kind
    texts: list[str]

    @cached_property
    def names(self) -> float:
        """Share of its texts that name a known benchmark or a metric."""
        return share(self.texts, names_scores)

    @cached_property
    def models(self) -> float:
        """Share of its texts that look like models."""
        return share(self.texts, looks_like_model)


def columns(sheet: Sheet) -> list[Column]:
    """Every column of a sheet with its kind; which of the naming ones lead is decided later."""
    found = [_column(sheet, at) for at in range(len(sheet.columns))]
    if (
        found
        and all(column.kind in ("score", "variant") for column in found)
        and len(sheet.rows) == 1
    ):
        if sheet.rows[0].kinds[0] == "n" and not is_no_score(found[0].head):
            found[0] = replace(found[0], kind="score")  # one row of numbers without a name
    found = [_like_others(sheet, column, found) for column in found]
    heads = [head_words(column.head) for column in found]
    if not _TOLD.isdisjoint(heads):
        found = [_beside_heads(column, frozenset(heads)) for column in found]
    if found and _counts_rows(sheet) and any(column.texts for column in found[1:]):
        found[0] = replace(found[0], kind="ignored")
    scored = any(column.kind == "score" for column in found)
    return [_unfilled(sheet, column, scored) for column in found]


def share(texts: list[str], test: Callable[[str], bool]) -> float:
    """The share of texts that pass a test; 0 of none."""
    return sum(map(test, texts)) / len(texts) if texts else 0.0


def _column(sheet: Sheet, at: int) -> Column:
    head = sheet.head(at)
    held = "".join([row.kinds[at] for row in sheet.rows])
    numbers = held.count("n") + held.count("s")
    texts = []
    if numbers < len(held):
        texts = [row.cells[at] for row in sheet.rows if row.kinds[at] in "tqh"]
    says = head_kinds(head) if head else frozenset()
    # A column of words with a few numbers among them names something; "No multimodal support" may
    # stand in a column of scores.
    sizes = held.count("q")
    if at and 0 < numbers <= sizes:  # rows of facts above those of scores
        sizes -= sum(row.kinds[at] == "q" and is_no_score(row.cells[0]) for row in sheet.rows)
    numeric = numbers > 0 and numbers >= held.count("t") // 2 and numbers > sizes
    if numeric:
        above = any(known(level[at]) for level in sheet.levels[:-1])
        whole = not says.isdisjoint(_WHOLE) and _ordered(sheet, at)
        kind = "score" if above else _numeric_kind(head, says, at, held, whole)
    else:
        kind = _text_kind(at, head, says, held, texts)
    return Column(at, head, kind, [text for text in texts if len(text) <= 90])


def _like_others(sheet: Sheet, column: Column, found: list[Column]) -> Column:
    """A column under a word that may also count something is one of scores among others like it.

    "Base" or "Speed Control" stands for a benchmark where all of its numbers have decimals, as
    those of two other columns of scores have.
    """
    if column.kind != "ignored" or not _may_be_score(column.head):
        return column
    scores = [c for c in found if c.kind == "score"]
    if kin(column.head) is not None and any(kin(c.head) is not None for c in scores):
        return replace(column, kind="score")  # "Base" beside "Chat"
    others = [c for c in scores if _has_decimals(sheet, c.at)]
    # Beside "Test", "Train" is another part of the data; beside "Large", "Base" another size.
    head = head_words(column.head)
    least = 1 if head == "base" or is_list_word("split", head) else 2
    like = len(others) >= least and _has_decimals(sheet, column.at)
    return replace(column, kind="score") if like else column


def _beside_heads(column: Column, heads: frozenset[str]) -> Column:
    """A column whose head is told by those of others: a loss of games, the p of a correlation."""
    head = head_words(column.head)
    if column.kind == "ignored" and head in _LOST and _holds_any("of games", heads):
        return replace(column, kind="score")
    if column.kind == "score" and head == "p" and _holds_any("correlation", heads):
        return column if _holds_any("with precision", heads) else replace(column, kind="ignored")
    return column


_LOST = frozenset({"loss", "losses"})
_TOLD = frozenset({"p", *_LOST})


def _holds_any(kind: str, heads: frozenset[str]) -> bool:
    return any(is_list_word(kind, head) for head in heads)


def _may_be_score(head: str) -> bool:
    words = head_words(head).split()
    if len(words) == 1:
        return is_list_word("weak no score", words[0]) or is_list_word("split", words[0])
    weak = bool(words) and is_list_word("weak first", words[0])
    if not weak or "/" in head or counts_units(head.casefold()):
        return False
    return not is_no_score(" ".join(words[1:]))


def _has_decimals(sheet: Sheet, at: int) -> bool:
    """True where most cells are numbers with decimals."""
    held = [row.cells[at] for row in sheet.rows if row.kinds[at] == "n"]
    return bool(held) and sum("." in text for text in held) * 4 > len(held) * 3


def _counts_rows(sheet: Sheet) -> bool:
    """True for a first column without a head that holds nothing but the number of each row."""
    first = [row.cells[0] for row in sheet.rows]
    return (
        len(first) > 1
        and not any(level[0] for level in sheet.levels)
        and first in (list(map(str, range(len(first)))), list(map(str, range(1, len(first) + 1))))
    )


def _ordered(sheet: Sheet, at: int) -> bool:
    """True for whole numbers alone, as ranks are."""
    return all(row.cells[at].isdecimal() for row in sheet.rows if row.kinds[at] == "n")


def _numeric_kind(head: str, says: frozenset[str], at: int, held: str, whole: bool) -> Kind:
    """What a column of numbers holds; `whole` tells that all of its shots or ranks are."""
    if "shots" in says and whole:
        return "shots"
    if "stderr" in says:
        return "stderr"
    if "direction" in says or ("rank" in says and whole):
        return "ignored"
    if not known(head) and is_no_score(head) and model_likeness(head) < 3:
        return "variant" if at == 0 else "ignored"
    if at == 0 and says & {"variant", "group"} and "value" not in says:
        return "variant"
    if at == 0 and not says & {"value", "benchmark"} and set(held) <= set("nme"):
        return "score" if names_scores(head) or looks_like_model(head) else "variant"
    return "score"


def _text_kind(at: int, head: str, says: frozenset[str], held: str, texts: list[str]) -> Kind:
    """What a column of words holds, by its head first and by its content where that is open."""
    if texts and all(_FILE.search(text) for text in texts):
        return "ignored"
    if texts and not any(sign.isalnum() for text in texts for sign in text):
        return "ignored"  # "*" marks the best
    wordy = bool(texts) and sum(map(len, texts)) > _LONG * len(texts)
    if not set(held) & _TEXT:
        return "unknown" if not head and "e" in held and "m" not in held else "ignored"
    for kind in ("benchmark", "model", "metric", "shots", "setting", "group", "variant"):
        if kind in says and not (wordy and kind in ("variant", "group", "setting")):
            if kind in ("model", "variant") and set(held) <= set("qme"):
                return "ignored"
            return kind
    if at == 0 and texts and share(texts, looks_like_model) > 0.5:
        return "unknown"  # links to models, by their names
    # Words among marks for missing scores are scores that cannot be read.
    if "value" in says and "m" in held and not wordy:
        return "score"
    if "description" in says or wordy:
        return "description"
    if says & {"rank", "direction", "stderr"} or set(held) <= set("kme") or is_no_score(head):
        return "ignored"
    if is_list_word("textual", head_words(head)):
        return "ignored"
    if texts and all(settings_of(text) for text in texts):
        return "setting"
    if not texts or held.count("q") > len(texts) // 2:
        return "ignored"
    return "unknown"


def _unfilled(sheet: Sheet, column: Column, scored: bool) -> Column:
    """A column without numbers is one of scores where it says "missing" and its head fits.

    Beside columns of scores (`scored`) any head fits that names nothing else.
    """
    held = {row.kinds[column.at] for row in sheet.rows}
    if column.kind not in ("ignored", "unknown", "model") or column.at == 0 or not column.head:
        return column
    if not held <= {"m", "e"} or is_no_score(column.head):
        return column
    if scored and "m" in held and not head_kinds(column.head) & {"description", "rank", "shots"}:
        return replace(column, kind="score")
    if (
        "value" in head_kinds(column.head)
        or names_scores(column.head)
        or looks_like_model(column.head)
    ):
        return replace(column, kind="score")
    return column
