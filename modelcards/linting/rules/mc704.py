"""Front matter that the Hub refuses or drops.

A license that is no identifier of the Hub's list, a language that is no code, data sets in prose,
an address in place of a model's name, a core key without a value: the Hub refuses the upload, or
shows the card without license, language or links. Compared is with what the Hub accepted in August
2026; `hub_metadata.txt` and `licenses.txt` in `modelcards/data` say where that is written down.
Where one spelling is meant, the fix writes it, or takes the line out where it is there already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from modelcards.linting.front_lines import key_lines, value_place
from modelcards.linting.hub_values import accepted, keys, meant
from modelcards.linting.placeholders import is_placeholder
from modelcards.linting.rule import Example, Hit, Rule, quoted
from modelcards.model.finding import Edit, Fix
from modelcards.values.licenses import is_hub_id, license_id

if TYPE_CHECKING:
    from modelcards.linting.view import View

_ID = re.compile(r"[\w][\w.-]{0,95}(?:/[\w][\w.-]{0,95})?")
_HUB = re.compile(r"https?://(?:www\.)?(?:huggingface\.co|hf\.co)/(datasets/)?([\w.-]+/[\w.-]+)/?")
_CODE = re.compile(r"[a-z]{3}|[a-z]{2,3}-[A-Za-z0-9]{2,8}(?:-[A-Za-z0-9]{2,8})*")
_PICTURE = re.compile(r"https?://\S+|\S+\.(?:png|jpe?g|gif|svg|webp)", re.IGNORECASE)
_FACTS = {
    "license": ("license", "license_id"),
    "language": ("languages", "language_codes"),
    "base_model": ("base_model", "resources", "related"),
    "datasets": ("resources", "related"),
}


class _Fault(NamedTuple):
    """What is wrong with a value, and what is meant where that is certain."""

    key: str
    value: str
    said: str
    meant: str | None = None


def check(view: View) -> Iterator[Hit]:
    """Compare the keys of the specification with what the Hub takes, and tell what reading met."""
    told: set[int] = set()
    for hit in _compared(view):
        told.add(hit.span.line)
        yield hit
    for problem in view.problems("MC704"):
        if problem.line not in told:
            yield Hit(view.problem(problem), problem.message)


def _compared(view: View) -> Iterator[Hit]:
    held = view.card.metadata
    if not held or view.card.source.dialect == "leaderboard":
        return
    lines = key_lines(view)
    for fault in _faults(held):
        where = lines.get(fault.key)
        if where is None:
            yield Hit(view.whole(1), fault.said)
            continue
        place, certain = value_place(view, where, fault.key, fault.value)
        fix = None
        if fault.meant is not None and certain:
            changes = ("metadata", *_FACTS.get(fault.key, ()))
            edit = Edit(*place, fault.meant)
            if _is_there(held[fault.key], fault.meant):
                # What the list holds twice is one too many.
                edit = Edit(place.line, 1, place.line + 1, 1, "")
                certain = view.lines[place.line - 1].strip().startswith("- ")
            fix = Fix(True, (edit,), changes) if certain else None
        yield Hit(place, fault.said, fix)


def _is_there(value: Any, meant: str) -> bool:
    return isinstance(value, list) and meant in value


def _faults(held: dict[str, Any]) -> Iterator[_Fault]:
    for key, kind in keys().items():
        if key not in held:
            continue
        value = held[key]
        if value is None or value in ("", []):
            yield _Fault(key, "", f"{key} has no value")
        elif isinstance(value, dict):
            yield _Fault(key, "", f"{key} is a mapping; the Hub takes {kind}")
        elif isinstance(value, list):
            if "list" not in kind:
                yield _Fault(key, "", f"{key} is a list; the Hub takes {kind}")
            for item in value:
                yield from _of_item(key, item)
        elif "text" not in kind:
            yield _Fault(key, str(value), f"{key} is no list")
        else:
            yield from _of_item(key, value)
    yield from _alone(held)


def _of_item(key: str, item: Any) -> Iterator[_Fault]:
    if not isinstance(item, str):
        what = "a mapping" if isinstance(item, dict) else repr(item)
        yield _Fault(
            key, "" if isinstance(item, dict) else str(item), f"{key} holds {what}, no text"
        )
        return
    check_one = _CHECKS.get(key)
    found = check_one(item.strip()) if check_one is not None else None
    if found is not None:
        said, spelt = found
        hint = f"; {spelt!r} is meant" if spelt else ""
        yield _Fault(key, item, f"{key}: {quoted(item)} {said}{hint}", spelt)


def _alone(held: dict[str, Any]) -> Iterator[_Fault]:
    """What one key asks of another, and pictures."""
    license_ = held.get("license")
    if license_ == "other" and not held.get("license_name"):
        yield _Fault("license", "other", "license is 'other', and license_name does not say which")
    picture = held.get("thumbnail")
    if isinstance(picture, str) and picture and not _PICTURE.fullmatch(picture.strip()):
        told = (
            "is a placeholder" if is_placeholder(picture, "section", "value") else "is no picture"
        )
        yield _Fault("thumbnail", picture, f"thumbnail: {quoted(picture)} {told}")


_Found = tuple[str, str | None] | None


def _license(item: str) -> _Found:
    if is_hub_id(item):
        return None
    spelt = license_id(item)
    return "is no license identifier of the Hub", spelt if spelt and is_hub_id(spelt) else None


def _language(item: str) -> _Found:
    if item in accepted("language") or item in accepted("language-also") or _CODE.fullmatch(item):
        return None
    return "is no language code", meant("language", item)


def _pipeline(item: str) -> _Found:
    if item in accepted("pipeline") or item in accepted("pipeline-old"):
        return None
    return "is no pipeline of the Hub", meant("pipeline", item)


def _model(item: str) -> _Found:
    if _ID.fullmatch(item):
        return None
    found = _HUB.fullmatch(item)
    return "is no model's id", found[2] if found and not found[1] else None


def _dataset(item: str) -> _Found:
    if _ID.fullmatch(item):
        return None
    found = _HUB.fullmatch(item)
    return "is no data set's id", found[2] if found and found[1] else None


_CHECKS = {
    "license": _license,
    "language": _language,
    "pipeline_tag": _pipeline,
    "base_model": _model,
    "datasets": _dataset,
}

_CARD = "---\nlicense: {}\nlanguage:\n- {}\nbase_model: {}\n---\n\n# Lumen-7B\n\nA small model.\n"

RULE = Rule(
    code="MC704",
    name="hub-metadata",
    severity="error",
    fix="safe",
    check=check,
    reads="front matter",
    good=(
        Example(_CARD.format("apache-2.0", "en", "acme/lumen")),
        Example(_CARD.format("other\nlicense_name: lumen-1.0", "multilingual", "lumen")),
    ),
    bad=(
        Example(
            _CARD.format("Apache 2.0", "en", "acme/lumen"),
            (2,),
            _CARD.format("apache-2.0", "en", "acme/lumen"),
        ),
        Example(
            _CARD.format("mit", "English", "https://huggingface.co/acme/lumen"),
            (4, 5),
            _CARD.format("mit", "en", "acme/lumen"),
        ),
        Example(_CARD.format("birds-1.0", "en", "acme/lumen"), (2,)),
        Example(_CARD.format("other", "en", "acme/lumen"), (2,)),
    ),
)
