"""Scores as records of Every Eval Ever: one JSON file a score, by version 0.3.0 of its schema.

The schema and the layout of the files are those of github.com/evaleval/every_eval_ever. A record
says what a card states, so its source is documentation; what the card leaves open (who ran it, with
which library) is `unknown` there, and a score of which nothing says whether more is better stays.
"""

from __future__ import annotations

import json
import os
import re
import time
import uuid
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from modelcards.exporting.eligibility import Candidate, Held, choose
from modelcards.exporting.eval_results import Attribution, own_page
from modelcards.exporting.results import Change, Export, ExportFile, Sent
from modelcards.scores.directions import direction

if TYPE_CHECKING:
    from modelcards.model.card import ModelCard

SCHEMA_VERSION = "0.3.0"
_NAMESPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")  # of URLs, RFC 9562
_HUB = "https://huggingface.co/"
_SLUG = re.compile(r"[^A-Za-z0-9._+-]+")
_SHOTS = re.compile(r"(\d{1,4})-shot")
_PARAMETERS = ("parameters", "active_parameters", "training_tokens", "context_length")


def every_eval_ever(
    card: ModelCard,
    model_name: str | None = None,
    attribution: Attribution | None = None,
    repository: Path | None = None,
) -> Export:
    """The scores of a card as records, one a score, each at the path that the project asks for.

    A record that lies below `repository` already keeps its time, and so its bytes, when nothing
    else in it differs. The time of new ones is now, or that of `SOURCE_DATE_EPOCH`.
    """
    given = attribution or Attribution()
    chosen, held = choose(card, model_name=model_name)
    model = _model(card, model_name)
    files: dict[str, ExportFile] = {}
    sent: list[Sent] = []
    for one in chosen:
        lower = _lower_is_better(one)
        if lower is None:
            reason = f"nothing says whether more of {one.score.label!r} is better"
            held.append(Held(one.score, "direction", reason))
            continue
        record = _record(card, model, one, given, lower)
        path = _path(card, one, model, record)
        before = _there(repository, path)
        after = _timed(record, one, model, before)
        files[path] = ExportFile(path, before, after)
        change: Change = "added" if before is None else "there" if before == after else "updated"
        sent.append(Sent(one.score, f"{one.metric.type} of {one.title}", change))
    return Export(
        to="every-eval-ever",
        path=card.source.path,
        files=tuple(files[path] for path in sorted(files)),
        sent=tuple(sent),
        held=tuple(sorted(held, key=lambda one: one.score.line)),
    )


def _lower_is_better(one: Candidate) -> bool | None:
    """From the card's arrow or metric, else from the metric that the benchmark's data name."""
    better = one.score.direction or direction(one.metric.type, one.score.benchmark_id, ())
    return None if better is None else better == "lower"


def _model(card: ModelCard, name: str | None) -> dict[str, Any]:
    shown = name or card.name or card.id or "model"
    page = own_page(card)
    maker = card.organization.name if card.organization else None
    if page is not None:
        called = page.removeprefix(_HUB)
    elif "/" in shown or "/" in (card.id or ""):
        called = shown if "/" in shown else str(card.id)
    else:
        called = f"{_slug(maker or 'unknown')}/{_slug(shown)}"
    facts = {key: str(value) for key in _PARAMETERS if (value := getattr(card, key)) is not None}
    details = {"deployment_type": "unknown", "model_availability": "unknown", **facts}
    developer = {"developer": maker} if maker else {}
    return {"name": shown, "id": called, **developer, "additional_details": details}


def _record(
    card: ModelCard, model: dict[str, Any], one: Candidate, given: Attribution, lower: bool
) -> dict[str, Any]:
    evaluated = {"evaluation_timestamp": given.date} if given.date else {}
    return {
        "schema_version": SCHEMA_VERSION,
        "evaluation_id": "",
        **evaluated,
        "retrieved_timestamp": "",
        "source_metadata": _source(card, given),
        "eval_library": {"name": "unknown", "version": "unknown"},
        "model_info": model,
        "evaluation_results": [_result(one, lower)],
    }


def _source(card: ModelCard, given: Attribution) -> dict[str, Any]:
    maker = card.organization
    owner = (card.id or "").rpartition("/")[0]
    url = {"source_organization_url": maker.url} if maker and _is_web(maker.url) else {}
    where = {
        "file": PurePosixPath(card.source.path or "").name,
        "sha256": card.source.sha256,
        "url": given.url or "",
    }
    return {
        "source_name": given.name or "Model Card",
        "source_type": "documentation",
        "source_organization_name": (maker.name if maker else None) or owner or "unknown",
        **url,
        # A maker's own card: the numbers are the maker's, whoever ran them. Else nobody is named.
        "evaluator_relationship": "first_party" if _is_makers(card, owner) else "other",
        "additional_details": {key: value for key, value in where.items() if value},
    }


def _is_makers(card: ModelCard, owner: str) -> bool:
    name = card.organization.name if card.organization else None
    return bool(owner and name) and _slug(owner).casefold() == _slug(name or "").casefold()


def _is_web(url: str | None) -> bool:
    return url is not None and url.startswith(("https://", "http://"))


def _result(one: Candidate, lower: bool) -> dict[str, Any]:
    score = one.score
    details = {"raw": score.raw, "label": score.label, "line": str(score.line)}
    spread: dict[str, Any] = {}
    if score.stderr is not None:
        spread["standard_error"] = {"value": score.stderr}
    if score.ci is not None:
        spread["confidence_interval"] = {"lower": score.ci[0], "upper": score.ci[1]}
    return {
        "evaluation_name": one.title,
        "source_data": _data(one),
        "metric_config": _metric(one, lower),
        "score_details": {
            "score": one.number,
            "details": details,
            **({"uncertainty": spread} if spread else {}),
        },
        **_generation(one),
    }


def _data(one: Candidate) -> dict[str, Any]:
    if one.dataset is None:
        return {"dataset_name": one.score.benchmark or one.score.label, "source_type": "other"}
    more = {"additional_details": {"config": one.dataset.config}} if one.dataset.config else {}
    return {
        "dataset_name": one.score.benchmark or one.score.label,
        "source_type": "hf_dataset",
        "hf_repo": one.dataset.id,
        **more,
    }


def _metric(one: Candidate, lower: bool) -> dict[str, Any]:
    name = one.score.metric or one.metric.type
    made: dict[str, Any] = {"metric_id": one.metric.type, "metric_name": name}
    if one.metric.is_share:
        percent = one.score.unit == "%" or one.number > 1
        made["metric_unit"] = "percent" if percent else "proportion"
        scale = {"score_type": "continuous", "min_score": 0, "max_score": 100 if percent else 1}
        return {**made, "lower_is_better": lower, **scale}
    unit = {"metric_unit": "percent"} if one.score.unit == "%" else {}
    return {**made, **unit, "lower_is_better": lower}


def _generation(one: Candidate) -> dict[str, Any]:
    """How it was measured, as the card says it; the number of shots apart."""
    if one.setting is None:
        return {}
    shots = _SHOTS.search(one.setting)
    more = {"setting": one.setting, **({"num_few_shot": shots[1]} if shots else {})}
    return {"generation_config": {"additional_details": more}}


def _path(card: ModelCard, one: Candidate, model: dict[str, Any], record: dict[str, Any]) -> str:
    """`data/<benchmark>/<developer>/<model>/<uuid>.json`: one path for one score of one card."""
    developer, _, name = str(model["id"]).rpartition("/")
    result = record["evaluation_results"][0]
    metric = result["metric_config"]["metric_id"]
    # Cards of several owners share names; where a card lies below is not where it is worked on.
    place = list(PurePosixPath(card.source.path or "").parts[-3:])
    data = result["source_data"]
    said = [place, model["id"], result["evaluation_name"], metric, one.score.label, data]
    number = uuid.uuid5(_NAMESPACE, json.dumps(said, ensure_ascii=False))
    parts = _slug(_benchmark(one)), _slug(developer) or "unknown", _slug(name) or "model"
    return f"data/{'/'.join(parts)}/{number}.json"


def _benchmark(one: Candidate) -> str:
    return one.score.benchmark_id or (one.score.benchmark or one.score.label).casefold()


def _slug(text: str) -> str:
    return _SLUG.sub("-", text).strip("-.")[:96]


def _there(repository: Path | None, path: str) -> bytes | None:
    """The record that lies there already."""
    file = repository / path if repository is not None else None
    return file.read_bytes() if file is not None and file.is_file() else None


def _timed(
    record: dict[str, Any], one: Candidate, model: dict[str, Any], before: bytes | None
) -> bytes:
    """The record's bytes: with the time of the one before it where only that would differ."""
    if before is not None:
        try:
            stamp = str(json.loads(before)["retrieved_timestamp"])
        except (ValueError, KeyError, TypeError):
            stamp = ""
        if stamp and (same := _stamped(record, one, model, stamp)) == before:
            return same
    now = os.environ.get("SOURCE_DATE_EPOCH") or str(int(time.time()))
    return _stamped(record, one, model, now)


def _stamped(record: dict[str, Any], one: Candidate, model: dict[str, Any], stamp: str) -> bytes:
    called = f"{_benchmark(one)}/{model['id']}/{stamp}"
    timed = {**record, "evaluation_id": called, "retrieved_timestamp": stamp}
    return (json.dumps(timed, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")
