"""What stands in a report: its figures, the columns of its table, and the section of each card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from modelcards.cardset.coverage import Coverage
from modelcards.display import said
from modelcards.display.values import (
    facts,
    label_of,
    recomputed,
    score_details,
    score_text,
    stated,
)
from modelcards.report.gather import Gathered, by_path
from modelcards.report.overview import rendered

if TYPE_CHECKING:
    from modelcards.model.card import ModelCard
    from modelcards.model.finding import Finding
    from modelcards.model.parts import Benchmark

_MOST_SCORES = 40
_MOST_PARTS = 60


class Cell(NamedTuple):
    """A cell of the table: its text, and what it is sorted by ("" is last)."""

    text: str
    order: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table; of a `chosen` one the reader picks values from a list."""

    label: str
    cell: Callable[[ModelCard], Cell]
    numeric: bool = False
    chosen: bool = False


_TEXTS = (("organization", True), ("released", False), ("access", True),
          ("architecture", True))  # fmt: skip
_MOST_WORDS = 3_000
_NUMBERS = ("parameters", "training_tokens", "context_length", "token_param_ratio", "alscore")


def columns(
    cards: Sequence[ModelCard], findings: Sequence[Finding], covered: Sequence[Coverage]
) -> list[Column]:
    """The columns that at least one card fills; a card's name is not among them. `covered` is what
    each card fills in of a template.
    """
    wanted = [Column("id", _id)]
    wanted += [Column(label_of(name), _text(name), chosen=chosen) for name, chosen in _TEXTS]
    wanted.append(Column(label_of("license"), _license, chosen=True))
    wanted += [Column(label_of(name), _number(name), numeric=True) for name in _NUMBERS]
    wanted.append(Column("scores", _scores, numeric=True))
    filled = [one for one in wanted if any(one.cell(card).text for card in cards)]
    if any(one.score for one in covered):
        shares = {id(card): one.score for card, one in zip(cards, covered, strict=True)}
        filled.append(Column("documented", _share(shares), numeric=True))
    counted = Counter(one.path for one in findings)
    return [*filled, Column("findings", _count(counted), numeric=True)]


def _id(card: ModelCard) -> Cell:
    """What the card is called where it lies, else its path."""
    text = card.id or card.source.path or ""
    return Cell(text, text[:100].casefold())


def _license(card: ModelCard) -> Cell:
    """The licence's identifier, which is short, else its name."""
    text = card.license_id or stated(card, "license")
    return Cell(text, text[:100].casefold())


def words(card: ModelCard) -> str:
    """What the search finds a card by beside its row: its benchmarks and sections."""
    named = [one.benchmark_id or one.benchmark for one in card.benchmarks]
    titles = [one.title for one in card.sections]
    return " ".join(dict.fromkeys(filter(None, (*named, *titles))))[:_MOST_WORDS]


def _text(field: str) -> Callable[[ModelCard], Cell]:
    def cell(card: ModelCard) -> Cell:
        text = stated(card, field)
        return Cell(text, text[:100].casefold())

    return cell


def _number(field: str) -> Callable[[ModelCard], Cell]:
    def cell(card: ModelCard) -> Cell:
        value: Any = getattr(card, field)
        number = getattr(value, "value", value)
        if number is None:
            return Cell("", "")
        # A label or tier behind the number has no place in the table.
        return Cell(stated(card, field).removesuffix(f", {_word(value)}"), str(number))

    return cell


def _word(value: Any) -> str | None:
    """The label of a ratio or the tier of an ALScore."""
    return getattr(value, "label", None) or getattr(value, "tier", None)


def _scores(card: ModelCard) -> Cell:
    count = sum(1 for score in card.benchmarks if score.score is not None)
    return Cell(str(count) if count else "", str(count))


def _share(shares: dict[int, float]) -> Callable[[ModelCard], Cell]:
    return lambda card: Cell(f"{shares[id(card)]:.0%}", f"{shares[id(card)]:.4f}")


def _count(counted: Counter[str | None]) -> Callable[[ModelCard], Cell]:
    return lambda card: Cell(str(counted[card.source.path]), str(counted[card.source.path]))


def figures(gathered: Gathered) -> list[tuple[str, str]]:
    """The summary: what is counted, and the count."""
    cards, findings = gathered.cards, gathered.findings
    labs = {card.organization.name for card in cards if card.organization}
    errors = sum(one.severity == "error" for one in findings)
    clean = len(cards) - len({one.path for one in findings} & {card.source.path for card in cards})
    rows = [
        ("cards", len(cards)),
        ("organizations", len(labs)),
        ("scores", sum(score.score is not None for card in cards for score in card.benchmarks)),
        ("cards without findings", clean),
        ("errors", errors),
        ("warnings", len(findings) - errors),
        ("runs of damaged text repaired", sum(card.source.repaired for card in cards)),
        ("files passed over", len(gathered.skipped)),
        ("files not read", len(gathered.failures)),
    ]
    return [(label, f"{count:,}") for label, count in rows]


def sections(gathered: Gathered) -> list[dict[str, Any]]:
    """What the section of each card shows."""
    found = by_path(gathered.findings)
    return [_section(card, found.get(card.source.path, [])) for card in gathered.cards]


def _section(card: ModelCard, findings: list[Finding]) -> dict[str, Any]:
    scores = sorted(card.benchmarks, key=lambda score: not score.subject)
    about = (stated(card, "organization"), stated(card, "released"))
    return {
        "name": card.name or "A card without a name",
        "about": ", ".join(part for part in about if part),
        "path": card.source.path,
        "dialect": card.source.dialect,
        "overview": rendered(card.overview) if card.overview else None,
        "facts": list(facts(card)),
        "site": card.organization.url if card.organization else None,
        "recomputed": list(recomputed(card)),
        "scores": [_score(score) for score in scores[:_MOST_SCORES]],
        "more_scores": max(0, len(scores) - _MOST_SCORES),
        "parts": said.sections(card)[:_MOST_PARTS],
        "more_parts": max(0, len(card.sections) - _MOST_PARTS),
        "environment": said.environment(card),
        "citations": said.citations(card),
        "links": [*card.resources, *card.related],
        "findings": findings,
    }


def _score(score: Benchmark) -> tuple[str, str, str, str, int]:
    return (
        score.benchmark or score.label,
        score_text(score),
        score_details(score),
        "" if score.subject else score.model or "",
        score.line,
    )
