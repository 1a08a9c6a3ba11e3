"""The report: one HTML page with its styles, scripts and pictures inside, which asks for nothing.

A strict Content-Security-Policy names the digests of the page's own scripts and styles, so that
nothing else can run; every text of a card passes through escaping on its way into the template.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modelcards import __version__
from modelcards.cardset.coverage import coverage, template_of
from modelcards.cardset.parts import counts
from modelcards.display.escape import harmless, shortened, web_address
from modelcards.errors import MissingExtraError
from modelcards.report.claim_rows import told
from modelcards.report.gather import Gathered, by_rule
from modelcards.report.rows import Column, columns, figures, sections, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from modelcards.cardset.rows import Rows
    from modelcards.model.card import ModelCard
    from modelcards.model.finding import Finding
    from modelcards.report.plots.picture import Picture

_FILES = Path(__file__).parent.parent / "data" / "report"
_SCRIPTS = ("vendor/datatables.min.js", "report.js")
_STYLES = ("report.css",)
_LONGEST = 4_000
_SHORT = 200
CELL = 60
"""The most characters in a cell of the table; its tooltip has more."""
_MOST_OF_A_RULE = 500
_LONGEST_VALUE, _MOST_VALUES = 40, 60  # of a filter: longer texts are for the search


def render(gathered: Gathered, *, title: str = "Model cards", template: str = "hub") -> str:
    """The page; the same cards give the same text. `template` is what `coverage` compares with.

    Raises:
        MissingExtraError: jinja2, altair or vl-convert are not installed (extra `report`).
        NotFoundError: there is no such template and no such file.
        SettingsError: the file is no template.
    """
    environment, markup = _jinja()
    scripts = [_asset(name) for name in _SCRIPTS]
    styles = [_asset(name) for name in _STYLES]
    cards = gathered.cards
    claimed, more = told(cards)
    covered = [coverage(card, template) for card in cards]
    shown = columns(cards, gathered.findings, covered)
    page: str = environment.get_template("page.html").render(
        title=title,
        version=__version__,
        policy=_policy(scripts, styles),
        scripts=[markup(text) for text in scripts],
        styles=[markup(text) for text in styles],
        figures=figures(gathered),
        pictures=[(one, markup(svg)) for one, svg in _pictures(cards)],
        columns=shown,
        rows=[[column.cell(card) for column in shown] for card in cards],
        filters=_filters(shown, cards),
        template=template_of(template).title,
        coverage=_coverage(counts(covered, template)) if cards else [],
        words=[words(card) for card in cards],
        claims=claimed,
        more_claims=more,
        cards=[
            {**one, "overview": markup(one["overview"])} if one["overview"] else one
            for one in sections(gathered)
        ],
        rules=_rules(gathered.findings, {card.source.path: n for n, card in enumerate(cards)}),
        skipped=gathered.skipped,
        failures=gathered.failures,
    )
    return page


def _jinja() -> tuple[Any, Callable[[str], Any]]:
    """An environment that escapes everything, and what marks a text as HTML."""
    try:
        import jinja2
        from markupsafe import Markup
    except ImportError:
        raise MissingExtraError("the report", "report") from None

    def finalize(value: Any) -> Any:
        if value is None:
            return ""
        if isinstance(value, (Markup, int)):
            return value
        return shortened(harmless(value, lines=True), _LONGEST)

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_FILES),
        autoescape=True,
        finalize=finalize,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["web_address"] = web_address
    environment.globals["most"] = CELL
    environment.filters["short"] = _short
    return environment, Markup


def _short(text: str | None, most: int = _SHORT) -> str:
    """A text of a card on one line, where a long one would be in the way."""
    return shortened(harmless(text or ""), most)


@cache
def _asset(name: str) -> str:
    return (_FILES / name).read_text(encoding="utf-8")


def _policy(scripts: Sequence[str], styles: Sequence[str]) -> str:
    """The Content-Security-Policy: nothing but the scripts and styles with these digests."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(_digest, scripts))}",
            f"style-src {' '.join(map(_digest, styles))}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _digest(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"


def _pictures(cards: Sequence[ModelCard]) -> list[tuple[Picture, str]]:
    """The pictures that have something to show, as SVG."""
    from modelcards.report.plots import pictures
    from modelcards.report.plots.svg import embedded

    draw = (pictures.scaling, pictures.alscore_over_time, pictures.benchmarks, pictures.coverage)
    try:
        made = [one(cards) for one in draw]
        # One dot among lines that mean something is a picture; one without is none.
        return [
            (one, embedded(one.svg()))
            for one, function in zip(made, draw, strict=True)
            if one.shown >= (1 if function in (pictures.scaling, pictures.coverage) else 2)
        ]
    except MissingExtraError:
        raise MissingExtraError("the report", "report") from None


def _coverage(counted: Rows) -> list[tuple[str, list[tuple[int, str]]]]:
    """The items of the template, with the number and share of the cards in each status."""
    out = []
    for row in counted:
        name, *found = row.values()
        out.append((name, [(count, f"{count / sum(found):.0%}") for count in found]))
    return out


def _filters(
    shown: Sequence[Column], cards: Sequence[ModelCard]
) -> list[tuple[int, str, list[str]]]:
    """The columns to choose from: their number, name and values."""
    out = []
    for number, column in enumerate(shown):
        if column.chosen:
            counted = Counter(column.cell(card).text for card in cards)
            short = [one for one, _ in counted.most_common() if 0 < len(one) <= _LONGEST_VALUE]
            values = {_short(one, CELL) for one in short[:_MOST_VALUES]}
            out.append((number, column.label, sorted(values, key=str.casefold)))
    return [row for row in out if len(row[2]) > 1]


def _rules(findings: Sequence[Finding], places: dict[str | None, int]) -> list[dict[str, Any]]:
    """The findings by rule, with the number of the card that each is about."""
    from modelcards.linting.rules import page, rule_of

    out = []
    for code, found in by_rule(findings):
        told = [(places.get(one.path), one) for one in found[:_MOST_OF_A_RULE]]
        summary = " ".join(page(rule_of(code)).split("\n\n", 1)[0].split())
        out.append(
            {
                "code": code,
                "name": found[0].name,
                "severity": found[0].severity,
                "summary": summary,
                "count": len(found),
                "findings": told,
            }
        )
    return out
