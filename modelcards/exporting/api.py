"""One card in one format."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from modelcards.errors import ArgumentError, demand, demand_unicode
from modelcards.exporting.results import FORMATS, Export

if TYPE_CHECKING:
    from modelcards.model.card import ModelCard

_DATE = re.compile(
    r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
    r"(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})?)?"
)
_URL = re.compile(r"https?://[^\s/]+(?:/\S*)?")


def export(
    card: ModelCard | str | os.PathLike[str],
    to: str = "eval-results",
    *,
    model_name: str | None = None,
    source_url: str | None = None,
    source_name: str | None = None,
    date: str | None = None,
    repository: str | os.PathLike[str] | None = None,
) -> Export:
    r"""A card's scores as metadata that others read; `Export.write` puts them on disk.

    `to` is `eval-results` (files for the Hub's leaderboards), `model-index` (the card with its
    scores in the front matter), `cyclonedx` (an ML-BOM) or `every-eval-ever` (one record a score by
    that project's schema; needs no extra). `model_name` says which model is meant
    where a card has scores of several. `source_url`, `source_name` and `date` (ISO 8601) go into
    evaluation results; entries that lie in `repository` already are matched and updated.

    Raises:
        ArgumentError: a format that is not known, a date or URL that is none, or a card from JSON
            for `model-index`.
        RefusedError: a file cannot be changed without touching more than was asked for.
        MissingExtraError: the extra `hub` is not installed.

    >>> import modelcards
    >>> card = modelcards.parse("# Lumen\n\n|Task|Lumen|\n|-|-|\n|MMLU-Pro (5-shot)|41.2|\n")
    >>> made = modelcards.export(card, to="model-index")
    >>> print(made.text())
    ---
    model-index:
    - name: Lumen
      results:
      - task:
          type: text-generation
        dataset:
          name: MMLU-Pro (5-shot)
          type: TIGER-Lab/MMLU-Pro
          args:
            num_few_shot: 5
        metrics:
        - type: accuracy
          value: 41.2
    ---
    <BLANKLINE>
    # Lumen
    ...
    """
    for name, value in (
        ("model_name", model_name), ("source_url", source_url), ("source_name", source_name),
        ("date", date),
    ):  # fmt: skip
        demand(name, value, str, none=True)
        demand_unicode(name, value)
    demand("repository", repository, str, os.PathLike, none=True)
    if to not in FORMATS:
        raise ArgumentError(f"unknown format {to!r}: choose one of {', '.join(FORMATS)}")
    if date is not None and not _DATE.fullmatch(date):
        raise ArgumentError(f"{date!r} is no date of ISO 8601, like 2025-01-15")
    if source_url is not None and not _URL.fullmatch(source_url):
        raise ArgumentError(f"{source_url!r} is no URL")
    if source_name is not None and source_url is None:
        raise ArgumentError("a source with a name needs its URL")
    read = _card(card)
    if to == "model-index":
        from modelcards.exporting.model_index import model_index

        return model_index(read, model_name)
    if to == "cyclonedx":
        from modelcards.exporting.cyclonedx import cyclonedx

        return cyclonedx(read, model_name)
    from modelcards.exporting.eval_results import Attribution, eval_results

    given = Attribution(source_url, source_name, date)
    place = Path(repository) if repository else None
    if to == "every-eval-ever":
        from modelcards.exporting.every_eval_ever import every_eval_ever

        return every_eval_ever(read, model_name, given, place)
    return eval_results(read, model_name, given, place)


def _card(given: ModelCard | str | os.PathLike[str]) -> ModelCard:
    from modelcards.model.card import ModelCard
    from modelcards.reading.reader import load

    if isinstance(given, ModelCard):
        return given
    if not isinstance(given, str | os.PathLike):
        raise ArgumentError(f"export takes a ModelCard or a path, not {type(given).__name__}")
    return load(given)
