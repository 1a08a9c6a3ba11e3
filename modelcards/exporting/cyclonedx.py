"""A card as an ML-BOM: one component with its `modelCard`, by CycloneDX 1.6 (ECMA-424).

Alone with its format on purpose: CycloneDX 2.0 moves these fields.
"""

from __future__ import annotations

import json
import re
import uuid
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from modelcards.exporting.considerations import considerations
from modelcards.exporting.eligibility import Candidate, choose
from modelcards.exporting.results import Export, ExportFile, Sent
from modelcards.exporting.validators import check_cyclonedx, spdx_id
from modelcards.front_matter.hub_keys import texts_of

if TYPE_CHECKING:
    from modelcards.model.card import ModelCard
    from modelcards.model.parts import Link

_SCHEMA = "http://cyclonedx.org/schema/bom-1.6.schema.json"
_NAMESPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")  # of URLs, RFC 9562
_URL = re.compile(r"https?://[\w.-]+(?::\d+)?(?:/[\w.~!$&'()*+,;=:@%/-]*)?(?:[?#][\w.~!$&'()*+,;=:@%/?-]*)?",
                  re.ASCII)  # fmt: skip
_NUMBERS = (
    "parameters", "active_parameters", "training_tokens", "context_length", "vocab_size", "layers",
    "hidden_size", "attention_heads",
)  # fmt: skip
_STATED = ("released", "last_updated", "access")


def cyclonedx(card: ModelCard, model_name: str | None = None) -> Export:
    """The card as a BOM in JSON; the same card gives the same bytes.

    Raises:
        MissingExtraError: cyclonedx-python-lib is not installed with its JSON validator.
        RefusedError: its validator does not accept the BOM.
    """
    chosen, held = choose(card, model_name=model_name)
    text = json.dumps(_bom(card, model_name, chosen), ensure_ascii=False, indent=2) + "\n"
    check_cyclonedx(text)
    stem = PurePosixPath(card.source.path).stem if card.source.path else "model"
    return Export(
        to="cyclonedx",
        path=card.source.path,
        files=(ExportFile(f"{stem}.cdx.json", None, text.encode("utf-8", "replace")),),
        sent=tuple(Sent(one.score, f"{one.metric.type} of {one.title}") for one in chosen),
        held=tuple(held),
    )


def _bom(card: ModelCard, model_name: str | None, chosen: list[Candidate]) -> dict[str, Any]:
    name = model_name or card.name or _file_name(card) or "model"
    said = f"https://cyclonedx.org/#{card.source.sha256}:{name}"
    return {
        "$schema": _SCHEMA,
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_NAMESPACE, said)}",
        "version": 1,
        "components": [_component(card, name, chosen)],
    }


def _file_name(card: ModelCard) -> str | None:
    from modelcards.reading.names import other_names

    return next(iter(other_names(card.metadata or {}, card.source.path)), None)


def _component(card: ModelCard, name: str, chosen: list[Candidate]) -> dict[str, Any]:
    links = [one for one in card.resources if _URL.fullmatch(one.url) and _is_external(card, one)]
    parts = {
        "type": "machine-learning-model",
        "bom-ref": f"model:{name}",
        "manufacturer": _manufacturer(card),
        "name": name,
        "description": card.overview,
        "licenses": _licenses(card),
        "pedigree": _pedigree(card),
        "externalReferences": _unique(
            [
                {"type": _reference(link.kind), "url": link.url, "comment": link.label}
                for link in links
            ]
        ),
        "tags": list(dict.fromkeys(card.tags)),
        "modelCard": _model_card(card, name, chosen),
    }
    return _filled(parts)


def _manufacturer(card: ModelCard) -> dict[str, Any]:
    made = card.organization
    if made is None:
        return {}
    urls = [made.url] if made.url and _URL.fullmatch(made.url) else []
    return _filled({"name": made.name, "url": urls})


def _licenses(card: ModelCard) -> list[dict[str, Any]]:
    """SPDX identifiers where the licence is one; `other` is named in `license_name` on the Hub."""
    metadata = card.metadata or {}
    names = texts_of(metadata.get("license")) or ([card.license] if card.license else [])
    if names == ["other"]:
        names = texts_of(metadata.get("license_name")) or names
    link = metadata.get("license_link")
    url = {"url": link} if isinstance(link, str) and _URL.fullmatch(link) else {}
    found = []
    for name in dict.fromkeys(names):
        known = spdx_id(name)
        found.append({"license": {"id": known} if known else {"name": name, **url}})
    return found


def _pedigree(card: ModelCard) -> dict[str, Any]:
    bases = dict.fromkeys(card.base_model)
    return _filled(
        {"ancestors": [{"type": "machine-learning-model", "name": name} for name in bases if name]}
    )


def _is_external(card: ModelCard, link: Link) -> bool:
    """Data and licences have places of their own; a Hub card also links much that is another's."""
    if link.kind in ("dataset", "license"):
        return False
    return link.kind != "other" or card.source.dialect == "leaderboard"


def _reference(kind: str | None) -> str:
    kinds = {
        "paper": "documentation",
        "documentation": "documentation",
        "code": "vcs",
        "model": "distribution",
    }
    return kinds.get(kind or "", "website")


def _model_card(card: ModelCard, name: str, chosen: list[Candidate]) -> dict[str, Any]:
    metadata = card.metadata or {}
    metrics = [_metric(one) for one in chosen]
    datasets = dict.fromkeys([*texts_of(metadata.get("datasets")), *card.dataset_types])
    return _filled(
        {
            "bom-ref": f"model-card:{name}",
            "modelParameters": _filled(
                {
                    "task": next(iter(texts_of(metadata.get("pipeline_tag"))), None),
                    "architectureFamily": next(iter(texts_of(metadata.get("model_type"))), None),
                    "modelArchitecture": card.architecture,
                    "datasets": [{"type": "dataset", "name": dataset} for dataset in datasets],
                }
            ),
            "quantitativeAnalysis": _filled({"performanceMetrics": metrics}),
            "considerations": considerations(card),
            "properties": _properties(card),
        }
    )


def _metric(one: Candidate) -> dict[str, str]:
    """One score: all three are text in CycloneDX, and the value is the number as printed."""
    unit = one.score.unit or ""
    spread = f" ± {one.score.stderr:g}" if one.score.stderr is not None else ""
    return {"type": one.score.metric or one.metric.type, "value": f"{one.number}{spread}{unit}",
            "slice": one.title}  # fmt: skip


def _properties(card: ModelCard) -> list[dict[str, str]]:
    """What the card states and CycloneDX has no field for, in units of one."""
    found = [(key, getattr(card, key)) for key in (*_NUMBERS, *_STATED)]
    found += [("language", language) for language in dict.fromkeys(card.languages)]
    return [
        {"name": f"modelcards:{key}", "value": str(value)}
        for key, value in found
        if value is not None
    ]


def _unique(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each item once, empty texts left out."""
    found: list[dict[str, Any]] = []
    for item in map(_filled, items):
        if item not in found:
            found.append(item)
    return found


def _filled(parts: dict[str, Any]) -> dict[str, Any]:
    """What has a value: CycloneDX leaves out what is not known."""
    return {key: value for key, value in parts.items() if value not in (None, "", [], {})}
