"""The values of a card in words, and its facts as rows, for everything that people look at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from modelcards.model.card import ModelCard
    from modelcards.model.parts import Benchmark, DerivedValue

_NAMES = {
    "alscore": "ALScore",
    "alscore_tier": "ALScore tier",
    "training_flop": "training FLOP",
    "above_1e25_flop": "above 1e25 FLOP",
    "token_param_ratio": "tokens per parameter",
}
_MAGNITUDES = ((10**12, "T"), (10**9, "B"), (10**6, "M"), (10**3, "K"))
# A card from JSON may hold any integer; from here on none means anything, and floats end at 1e308.
_BEYOND = 10**60
_IN_MAGNITUDES = ("parameters", "active_parameters", "training_tokens")
_STATUS = {
    "agrees": "agrees with the card",
    "differs": "the card states {stated}",
    "not_stated": "the card does not state it",
    "unsupported": "the card states {stated}, an input is missing",
}


class Fact(NamedTuple):
    """A stated field: its name in words, its value, and where it stands in the file."""

    field: str
    label: str
    text: str
    line: int | None
    raw: str | None


class Recomputed(NamedTuple):
    """A derived value beside what the card states; `status` is that of `DerivedValue`."""

    label: str
    text: str
    status: str
    note: str


def label_of(field: str) -> str:
    """The name of a field in words.

    >>> label_of("training_tokens"), label_of("alscore")
    ('training tokens', 'ALScore')
    """
    return _NAMES.get(field, field.replace("_", " "))


def amount(number: float | None) -> str:
    """A number of parameters or tokens as people write it; "" for None.

    >>> amount(30_500_000_000), amount(512), amount(7.5e12)
    ('30.5B', '512', '7.5T')
    """
    if number is None:
        return ""
    for size, letter in _MAGNITUDES:
        if size <= number < _BEYOND:
            return f"{_figures(number / size)}{letter}"
    return _figures(number)


def _figures(number: float) -> str:
    """Four figures, and no exponent below a million."""
    if abs(number) >= _BEYOND:
        return f"more than {_BEYOND:.0e}".replace("e+", "e")
    if 10_000 <= abs(number) < 10**6:
        return f"{number:,.0f}"
    return f"{number:,.4g}".replace("e+", "e")


def in_words(value: Any) -> str:
    """A derived or scalar value; large numbers as powers of ten.

    >>> in_words(5.4e24), in_words(True), in_words("mid-tier"), in_words(154.0)
    ('5.4e24', 'yes', 'mid-tier', '154')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return _figures(value)
    return str(value)


def stated(card: ModelCard, field: str) -> str:
    r"""The value of a typed field in words; "" where the card does not state it.

    >>> import modelcards
    >>> stated(modelcards.parse("# A\n\n- **Parameters:** 7.0B\n"), "parameters")
    '7B'
    """
    value: Any = getattr(card, field)
    if value is None:
        return ""
    if isinstance(value, int):
        return amount(value) if field in _IN_MAGNITUDES or value >= _BEYOND else f"{value:,}"
    if field == "organization":
        return str(value.name)
    if field == "token_param_ratio":
        number = "" if value.value is None else f"{_figures(value.value)}:1"
        return ", ".join(part for part in (number, value.label) if part)
    if field == "alscore":
        number = "" if value.value is None else str(value.value)
        return ", ".join(part for part in (number, value.tier) if part)
    return ", ".join(value) if isinstance(value, list) else str(value)


def facts(card: ModelCard) -> Iterator[Fact]:
    """The stated fields of a card, in its order."""
    for field in card.fact_fields():
        text = stated(card, field)
        if text:
            found = card.provenance.get(field) or card.provenance.get(f"{field}.value")
            found = found or card.provenance.get(f"{field}.name")
            line, raw = (found.line, found.raw) if found else (None, None)
            yield Fact(field, label_of(field), text, line, raw)


def recomputed(card: ModelCard) -> Iterator[Recomputed]:
    """The derived values that can be computed or that the card states."""
    for field in ("token_param_ratio", "ratio_label", "alscore", "alscore_tier", "training_flop",
                  "above_1e25_flop"):  # fmt: skip
        value: DerivedValue = getattr(card.derived, field)
        if value.status != "unknown":
            note = _STATUS[value.status].format(stated=in_words(value.stated))
            yield Recomputed(label_of(field), in_words(value.value), value.status, note)


def score_text(score: Benchmark) -> str:
    """A score as printed, with its unit and error; "not stated" where it is missing.

    >>> from modelcards.model.parts import Benchmark
    >>> score_text(Benchmark(benchmark="MMLU", label="MMLU", score=61.2, unit="%", stderr=0.5,
    ...                      raw="61.2%", table=0, line=9))
    '61.2% ± 0.5'
    """
    if score.score is None:
        return "not stated"
    error = "" if score.stderr is None else f" ± {score.stderr:g}"
    unit = score.unit or ""
    return f"{score.score:.12g}{unit if unit == '%' else f' {unit}'.rstrip()}{error}"


def score_details(score: Benchmark) -> str:
    """What was taken apart from the name of a score, joined with commas."""
    parts = (score.variant, score.group, score.metric, score.setting)
    return ", ".join(part for part in parts if part)
