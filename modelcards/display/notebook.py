"""How a card and a set of cards look in a notebook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.display import said
from modelcards.display.html import Markup, grid, link, tag, text
from modelcards.display.values import facts, recomputed, score_details, score_text, stated

if TYPE_CHECKING:
    from modelcards.cardset.cardset import CardSet
    from modelcards.model.card import ModelCard

_MOST_SCORES = 20
_MOST_CARDS = 20
_MOST_PARTS = 40
_COLUMNS = ("organization", "released", "access", "architecture", "parameters", "training_tokens",
            "alscore")  # fmt: skip


def card_html(card: ModelCard) -> str:
    """The facts of a card with their lines, its recomputed values, its first scores, and what it
    says beside them.
    """
    parts = [tag("h4", text(card.name or "A card without a name"))]
    if card.source.path is not None:
        parts.append(tag("p", tag("code", card.source.path)))
    rows = [
        (
            text(fact.label),
            _fact(card, fact.field, fact.text),
            f"line {fact.line}" if fact.line else "",
        )
        for fact in facts(card)
    ]
    parts.append(grid(("field", "stated", "where"), rows, total=len(rows)))
    derived = [(one.label, one.text, one.note) for one in recomputed(card)]
    if derived:
        parts.append(grid(("recomputed", "value", ""), derived, total=len(derived)))
    scores = [
        (
            score.benchmark or score.label,
            score_text(score),
            score_details(score),
            score.model or "",
            score.line,
        )
        for score in card.benchmarks[:_MOST_SCORES]
    ]
    if scores:
        heads = ("benchmark", "score", "details", "model", "line")
        parts.append(grid(heads, scores, total=len(card.benchmarks)))
    parts += _said(card)
    if card.problems:
        met = [(one.code, one.message, one.line or "") for one in card.problems[:_MOST_SCORES]]
        parts.append(grid(("problem", "message", "line"), met, total=len(card.problems)))
    return tag("div", *parts)


def _said(card: ModelCard) -> Iterator[Markup]:
    """The sections of a card with their status, its environment, its links and its citations."""
    found = said.sections(card)
    rows = [
        (
            text("\u2003" * one.depth + (one.title or "(before the first heading)")),
            one.about,
            one.status,
            f"line {one.line}",
        )
        for one in found[:_MOST_PARTS]
    ]
    if rows:
        yield grid(("section", "about", "status", "where"), rows, total=len(found))
    ran = [(name, value, f"line {line}") for name, value, line in said.environment(card)]
    if ran:
        yield grid(("environment", "stated", "where"), ran, total=len(ran))
    for heads, held in (
        (("link", "leads to", "target", "where"), said.links(card)),
        (("cites", "title", "found at", "where"), said.citations(card)),
    ):
        shown = [(*row[:-1], f"line {row[-1]}") for row in held[:_MOST_PARTS]]
        if shown:
            yield grid(heads, shown, total=len(held))


def _fact(card: ModelCard, field: str, value: str) -> Markup:
    if field == "organization" and card.organization is not None:
        return link(value, card.organization.url)
    return text(value)


def cards_html(cards: CardSet) -> str:
    """The first cards of a set, a row each."""
    rows = [
        (card.name or "", *(stated(card, field) for field in _COLUMNS), len(card.benchmarks))
        for card in cards[:_MOST_CARDS]
    ]
    heads = ("name", *(field.replace("_", " ") for field in _COLUMNS), "scores")
    return tag("div", tag("p", repr(cards)), grid(heads, rows, total=len(cards)))
