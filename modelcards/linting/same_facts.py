"""Whether a mended card states the same facts, but for those that its fixes name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from modelcards.model.card import ModelCard
    from modelcards.model.finding import Finding

# What is made from the facts, or says where they stand.
_NO_FACTS = ("schema_version", "source", "derived", "problems", "provenance")
_ANY = "*"
_COMMENTS = "<!--"
_PLACES = ("line", "end_line")
# Texts of many lines: they may differ by just what was edited.
_LONG = ("overview", "notes")


def same_facts(before: ModelCard, after: ModelCard, findings: Iterable[Finding]) -> bool:
    """True when no fact differs but those that the findings' fixes name in `changes`.

    A fix that names `*` may change the signs that it takes out and puts in, wherever a text has
    them; one that is unsafe also any fact that stands on the lines it edits. One that names `<!--`
    takes comments out; then texts are compared without theirs.
    """
    named: set[str] = set()
    edited: set[int] = set()
    free: set[int] = set()
    swapped: set[str] = set()
    lines = before._original.source.text.split("\n") if before._original else []
    for one in findings:
        fix = one.fix
        if fix is None:
            continue
        named.update(fix.changes)
        for edit in fix.edits:
            edited.add(edit.start_line)
            if _ANY in fix.changes:
                if not fix.safe:
                    free.add(edit.start_line)
                old = lines[edit.start_line - 1][edit.start_column - 1 : edit.end_column - 1]
                swapped.update(old, edit.text)
    facts, others = _facts(before, named), _facts(after, named)
    for path in {p.split(".")[0] for p, where in before.provenance.items() if where.line in free}:
        if path not in _LONG:
            facts.pop(path, None)
            others.pop(path, None)
    _release(facts, others, edited, free)
    if _COMMENTS in named:
        facts, others = _uncommented(facts), _uncommented(others)
    signs: dict[int, None] = dict.fromkeys(map(ord, swapped))
    return bool(_bare(facts, signs) == _bare(others, signs))


def _facts(card: ModelCard, named: set[str]) -> dict[str, Any]:
    from modelcards.markdown.labels import field_of
    from modelcards.model.json import adapter

    held: dict[str, Any] = adapter().dump_python(card)
    for key in (*_NO_FACTS, *named):
        held.pop(key, None)
    if "specs" in held:
        held["specs"] = [
            spec for spec in held["specs"] if (spec["field"] or field_of(spec["key"])) not in named
        ]
    # A section's text is all that stands in it, facts among it, which are compared by themselves.
    held["sections"] = [
        {key: section[key] for key in ("title", "level", "role", "line")}
        for section in held.get("sections", ())
        if section["level"]
    ]
    return held


def _release(one: dict[str, Any], other: dict[str, Any], edited: set[int], free: set[int]) -> None:
    """Let the raw texts of edited lines differ, and everything that stands on a free line."""
    for first, second in zip(one["sections"], other["sections"], strict=False):
        if first["line"] in edited:
            first["title"] = second["title"] = None
    for key in ("specs", "benchmarks"):
        pair = one.get(key, []), other.get(key, [])
        for first, second in zip(*pair, strict=False):
            if first["line"] in edited:
                first["raw"] = second["raw"] = None
        if free:
            for side, held in zip((one, other), pair, strict=True):
                side[key] = [row for row in held if row["line"] not in free]


def _uncommented(value: Any) -> Any:
    """A value whose texts are without comments and doubled blanks; what held only these is gone."""
    if isinstance(value, dict):
        return {key: _uncommented(item) for key, item in value.items()}
    if isinstance(value, list):
        kept = (item for item in value if not (isinstance(item, dict) and _is_comment(item)))
        return [_uncommented(item) for item in kept]
    if not isinstance(value, str):
        return value
    head, *opened = value.split(_COMMENTS)
    text = head + " ".join(part.partition("-->")[2] for part in opened)
    return " ".join(text.split()) or None


def _is_comment(item: dict[str, Any]) -> bool:
    text = item.get("text")
    return (
        isinstance(text, str)
        and text.lstrip().startswith(_COMMENTS)
        and not (_uncommented(text) or item.get("title"))
    )


def _bare(value: Any, signs: dict[int, None]) -> Any:
    """A value without line numbers, its texts without these signs.

    To swap each text for its mended one takes as many passes as there are edits.
    """
    if isinstance(value, dict):
        return {key: _bare(item, signs) for key, item in value.items() if key not in _PLACES}
    if isinstance(value, list):
        return [_bare(item, signs) for item in value]
    return value.translate(signs) if signs and isinstance(value, str) else value
