"""What a reader would use instead, on the same cards: prints a table of scores found, and times.

Run as `python -m tests.support.score_peers` from the root of the repository. The cards are those of
`../shared/cards/hub`, whose truth was written by hand. `modelcards` has to say of each score which
model and benchmark it is of; of the others it is enough that the number can be reached at all: they
do not say what a number means.
"""

from __future__ import annotations

import io
import json
import re
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.support.cards import SHARED

Found = list[tuple[str, frozenset[str], float]]
"""Model, words of the benchmark (none where a tool does not say) and number."""

_NUMBER = re.compile(r"-?\d+(?:,\d{3})*(?:\.\d+)?")


def ours(text: str) -> Found:
    """The scores of a card with what they are of."""
    import modelcards

    return [
        (
            _key(one.model),
            _words(
                one.label,
                one.benchmark,
                one.group,
                one.variant,
                one.metric,
                one.setting,
                one.section,
                one.description,
            ),
            one.score,
        )
        for one in modelcards.parse(text).benchmarks
        if one.score is not None
    ]


def hub(text: str) -> Found:
    """The values of `model-index`, as huggingface_hub.ModelCard reads them."""
    from huggingface_hub import ModelCard

    try:
        results = ModelCard(text, ignore_metadata_errors=True).data.get("eval_results") or []
    except Exception:  # it raises whatever its YAML reader or its checks do
        return []
    return [
        ("", frozenset(), found) for one in results for found in _numbers(str(one.metric_value))
    ]


def pandas(text: str) -> Found:
    """The numbers in the cells that pandas.read_html finds in the page that mistune makes."""
    import mistune
    import pandas as pd

    page = str(mistune.create_markdown(plugins=["table"], escape=False)(text))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            frames = pd.read_html(io.StringIO(page))
    except (ValueError, ImportError, IndexError):
        return []
    return [
        ("", frozenset(), found)
        for frame in frames
        for cell in frame.to_numpy().ravel()
        for found in _numbers(str(cell))
    ]


def _numbers(text: str) -> Iterator[float]:
    return (float(found.replace(",", "")) for found in _NUMBER.findall(text))


def _key(text: str | None) -> str:
    return "".join(re.findall(r"[^\W_]+", (text or "").casefold()))


def _words(*texts: str | None) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", " ".join(filter(None, texts)).casefold()))


def main() -> int:
    """Print one row a tool."""
    folder = SHARED / "hub"
    if not folder.is_dir():
        print("the real cards are not beside this checkout (../shared/cards): nothing to compare")
        return 0
    cards = [
        (Path(str(file).replace(".truth.json", ".md")).read_text("utf-8", "replace"), wanted(file))
        for file in sorted(folder.glob("*/*.truth.json"))
    ]
    total = sum(len(truth) for _, truth in cards)
    print(f"{len(cards)} cards, {total} scores in tables\n")
    print(f"{'tool':<38} {'reached':>8} {'share':>7} {'ms a card':>10}")
    tools: dict[str, Callable[[str], Found]] = {
        "modelcards, with model and benchmark": ours,
        "mistune and pandas.read_html": pandas,
        "huggingface_hub.ModelCard": hub,
    }
    for name, read in tools.items():
        reached, took = 0, 0.0
        for text, truth in cards:
            start = time.perf_counter()
            found = read(text)
            took += time.perf_counter() - start
            reached += matched(found, truth, told=read is ours)
        print(f"{name:<38} {reached:>8} {reached / total:>7.1%} {took / len(cards) * 1000:>10.2f}")
    return 0


def wanted(file: Path) -> Found:
    """The scores that a card's truth holds."""
    truth: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    doubtful = {one["line"] for one in truth["tables"] if one.get("ambiguous")}
    return [
        (_key(one.get("model")), _words(one["benchmark"]), float(one["value"]))
        for one in truth["scores"]
        if one["table_line"] not in doubtful
    ]


def matched(found: Found, truth: Found, *, told: bool) -> int:
    """How many scores of the truth are among those found, each found one used once."""
    left = list(found)
    count = 0
    for model, benchmark, value in truth:
        for at, (named, label, number) in enumerate(left):
            same = abs(number - value) < 1e-6
            if same and (not told or (_agrees(named, model) and benchmark <= label)):
                del left[at]
                count += 1
                break
    return count


def _agrees(one: str, other: str) -> bool:
    return not one or not other or one == other


if __name__ == "__main__":
    sys.exit(main())
