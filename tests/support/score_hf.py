"""How well Hub cards are read: every card beside its hand-checked truth, and the totals.

Run it with `python -m tests.support.score_hf [-v]`; `-v` lists every mismatch. The truth is not
part of the repository: it stands in `../shared/cards/hf`, whose MANIFEST.md says what counts as
equal.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import modelcards
from modelcards.model.card import ModelCard
from modelcards.model.parts import Benchmark

TRUTH = Path(__file__).parents[2] / ".." / "shared" / "cards" / "hf"
_NOTE = re.compile(r"\s*(?:\*+|†|‡|\^)+$")
_NUMERIC = (
    "parameters", "active_parameters", "training_tokens", "context_length", "vocab_size", "layers",
    "hidden_size", "attention_heads",
)  # fmt: skip


class Tally:
    """What was counted of one card: right, of how many, by name; and the mismatches in words."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.all: Counter[str] = Counter()
        self.wrong: list[str] = []

    def count(self, what: str, right: bool, message: str = "") -> None:
        """Count one thing; `message` says what is wrong with it."""
        self.all[what] += 1
        self.right[what] += right
        if not right:
            self.wrong.append(f"{what}: {message}")

    def add(self, other: Tally) -> None:
        """Add another card's counts."""
        self.right += other.right
        self.all += other.all

    def share(self, what: str) -> float | None:
        """The share that is right, or None where nothing was counted."""
        return self.right[what] / self.all[what] if self.all[what] else None


class Truth(NamedTuple):
    """One card's truth."""

    name: str
    data: dict[str, Any]


def truths() -> list[Truth]:
    """All truth files, by name."""
    paths = sorted(TRUTH.glob("*.truth.json"))
    return [
        Truth(path.name.removesuffix(".truth.json"), json.loads(path.read_text("utf-8")))
        for path in paths
    ]


def plain(text: str) -> str:
    """A name for comparing: single spaces, no footnote mark behind it."""
    return _NOTE.sub("", " ".join(text.split()))


def _pieces(text: str) -> list[str]:
    return [plain(part) for part in re.split(r"\s+/\s+", text) if plain(part)]


def same_benchmark(truth: dict[str, Any], found: Benchmark) -> bool:
    """The label or the benchmark as the truth names it, or all levels of it in whatever fields."""
    wanted = plain(truth["benchmark"])
    if wanted in (plain(found.benchmark or ""), plain(found.label)):
        return True
    path = truth.get("benchmark_path")
    if not path:
        return False
    printed = (found.label, found.benchmark, found.variant, found.group, found.metric)
    held = [piece for text in printed if text for piece in _pieces(text)]
    return all(piece in held for level in path for piece in _pieces(level))


def same_model(wanted: str | None, found: str | None) -> bool:
    """Both none, or the same name; a footnote mark behind it may be gone."""
    if wanted is None or found is None:
        return wanted is found
    return " ".join(wanted.split()) == " ".join(found.split()) or plain(wanted) == plain(found)


def _words(*texts: str | None) -> set[str]:
    """Words of metric and setting, without arrows: the truth may hold both in one field."""
    joined = " ".join(text for text in texts if text).casefold()
    joined = re.sub(r"(\d+)-shot", r"\1", re.sub(r"[↑↓,;]", " ", joined))
    return set(joined.split())


def _match(truth: dict[str, Any], held: list[Benchmark]) -> int | None:
    """The place of the reported score that is this one."""
    for place, found in enumerate(held):
        if found.score is None or abs(found.score - truth["value"]) > 1e-9:
            continue
        if same_model(truth["model"], found.model) and same_benchmark(truth, found):
            return place
    return None


def _own(model: str | None, names: list[str]) -> bool | None:
    """Whether a model is the card's own by its truth: the name, or the name and more behind it."""
    if model is None:
        return True
    squashed = _squash(model)
    if re.fullmatch(r"\d+b(params)?", squashed):
        return None
    for name in names:
        bare = _squash(name)
        rest = squashed.removeprefix(bare)
        other_version = bare[-1].isdigit() and re.match(r"\d+(?!\d*b)", rest) is not None
        if squashed.startswith(bare) and not other_version:
            return True
    return False


def _squash(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", re.sub(r"\.0\b", "", name.casefold()))


def score_tables(truth: Truth, card: ModelCard, tally: Tally) -> None:
    """Tables seen, their roles and header rows, and the scores in them."""
    at_line = {table.line: index for index, table in enumerate(card.tables)}
    names = [name for name in (truth.data["name"], *truth.data.get("name_acceptable", [])) if name]
    for table in truth.data["tables"]:
        line = table["line"]
        index = at_line.get(line)
        tally.count("tables", index is not None, f"no table at line {line}")
        if index is None:
            for one in truth.data["scores"]:
                if one["table_line"] == line:
                    tally.count("found", False, f"{one}")
            continue
        read = card.tables[index]
        if not table.get("ambiguous"):
            right = (read.role == "benchmark") == table["is_benchmark"]
            tally.count("roles", right, f"line {line} is read as {read.role}")
            if table["is_benchmark"] and read.role == "benchmark":
                tally.count("orientation", read.orientation == table["orientation"], f"line {line}")
        widths = {table["columns"], *table.get("columns_alt", [])}
        width = len((read.header or read.rows)[0])
        tally.count("columns", width in widths, f"line {line}: {width} for {widths}")
        held = [one for one in card.benchmarks if one.table == index and one.score is not None]
        for one in truth.data["scores"]:
            if one["table_line"] != line:
                continue
            place = _match(one, held)
            tally.count(
                "found",
                place is not None,
                f"line {line}: {one['model']} {one['benchmark']} {one['raw']}",
            )
            if place is not None:
                found = held.pop(place)
                tally.count("right", True)
                _score_parts(one, found, names, tally)
        for found in held:
            tally.count(
                "right", False, f"line {found.line}: {found.model} {found.label} {found.raw}"
            )


def _score_parts(one: dict[str, Any], found: Benchmark, names: list[str], tally: Tally) -> None:
    """Metric, setting, aggregate and subject of a score that was found."""
    where = f"line {found.line}: {found.label}"
    mine, printed = (
        _words(found.metric, found.setting),
        _words(one.get("metric"), one.get("setting")),
    )
    if "metric" in one:
        tally.count(
            "metric",
            _words(one["metric"]) <= mine,
            f"{where} {found.metric!r} for {one['metric']!r}",
        )
    elif found.metric is not None:
        right = found.metric in one["benchmark"]
        tally.count("metric", right, f"{where} {found.metric!r} is not printed")
    if "setting" in one:
        tally.count(
            "setting",
            _words(one["setting"]) <= mine,
            f"{where} {found.setting!r} for {one['setting']!r}",
        )
    elif found.setting is not None:
        right = (
            _words(found.setting) <= printed
            or found.setting in one["benchmark"]
            or found.setting == "5-shot"
        )
        tally.count("setting", right, f"{where} {found.setting!r} is not printed")
    tally.count("aggregate", found.aggregate == one.get("aggregate", False), where)
    own = _own(one["model"], names)
    if own is not None:
        tally.count(
            "subject", found.subject is own, f"{where} {one['model']!r} {found.subject} for {own}"
        )
    if "category" in one:
        right = plain(one["category"]) == plain(found.group or "")
        tally.count("group", right, f"{where} {found.group!r} for {one['category']!r}")


def score_facts(truth: Truth, card: ModelCard, tally: Tally) -> None:
    """The name, the keys of the front matter, and the numeric specs."""
    data = truth.data
    named = [data["name"], *data.get("name_acceptable", [])]
    tally.count("names", card.name in named, f"{card.name!r} for {named}")
    front = data["front_matter"]
    if front is None or data.get("front_matter_null_ok"):
        tally.count("front matter", front is not None or card.metadata is None, "there is none")
    else:
        for key, value in front.items():
            if key.startswith("model_index"):
                results = [
                    one
                    for entry in (card.metadata or {}).get("model-index", [])
                    for one in entry["results"]
                ]
                counts = {
                    "model_index_results": len(results),
                    "model_index_metrics": sum(len(one["metrics"]) for one in results),
                    "model_index_names": [
                        entry["name"] for entry in (card.metadata or {}).get("model-index", [])
                    ],
                }
                tally.count(
                    "front matter", counts.get(key, value) == value, f"{key}: {counts.get(key)}"
                )
                continue
            read = (card.metadata or {}).get(key)
            listed = [read] if isinstance(value, list) and not isinstance(read, list) else read
            tally.count("front matter", listed == value, f"{key}: {read!r} for {value!r}")
    for key in _NUMERIC:
        spec = data["specs"].get(key)
        if spec is None:
            continue
        kind = "prose specs" if spec["form"] == "prose" else "specs"
        fair = [spec["value"], *spec.get("value_alt", [])]
        tally.count(
            kind, getattr(card, key) in fair, f"{key}: {getattr(card, key)} for {spec['raw']}"
        )


def tally_card(truth: Truth) -> Tally:
    """All counts of one card."""
    tally = Tally()
    card = modelcards.load(TRUTH / f"{truth.name}.md")
    score_tables(truth, card, tally)
    score_facts(truth, card, tally)
    return tally


COLUMNS = (
    "found", "right", "tables", "roles", "orientation", "metric", "setting", "aggregate", "subject",
    "group", "columns", "names", "front matter", "specs", "prose specs",
)  # fmt: skip


def _line(name: str, tally: Tally) -> str:
    cells = []
    for what in COLUMNS:
        share = tally.share(what)
        cells.append(
            "-".rjust(9) if share is None else f"{tally.right[what]}/{tally.all[what]}".rjust(9)
        )
    return f"{name[:24]:24}" + " ".join(cells)


def totals() -> Tally | None:
    """The counts over all cards; None where the shared cards are not there."""
    total = Tally()
    for truth in truths():
        total.add(tally_card(truth))
    return total if total.all else None


def main(argv: list[str] | None = None) -> int:
    """Print the table, and with `-v` every mismatch; 1 when a share is below its gate."""
    verbose = "-v" in (sys.argv[1:] if argv is None else argv)
    if not truths():
        print("no truth in ../shared/cards/hf: nothing to compare")
        return 0
    print(f"{'card':24}" + " ".join(what[:9].rjust(9) for what in COLUMNS))
    total = Tally()
    for truth in truths():
        tally = tally_card(truth)
        total.add(tally)
        print(_line(truth.name, tally))
        if verbose:
            for message in tally.wrong:
                print("    " + message[:240])
    print(_line("all", total))
    shares = {what: total.share(what) for what in COLUMNS}
    print(
        " " * 24
        + " ".join("-".rjust(9) if s is None else f"{s:8.1%}".rjust(9) for s in shares.values())
    )
    low = [what for what, gate in GATES.items() if (shares[what] or 0.0) < gate]
    print("below the gate: " + ", ".join(low) if low else "every gate is met")
    return 1 if low else 0


GATES = {
    "found": 0.97, "right": 0.97, "tables": 1.0, "roles": 0.97, "metric": 0.9, "setting": 0.9,
    "aggregate": 0.9, "subject": 0.9, "names": 1.0, "front matter": 1.0, "specs": 0.95,
}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
