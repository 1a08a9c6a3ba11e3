"""The way through: bytes → text → repair → blocks → facts and tables → a `ModelCard`."""

from __future__ import annotations

import os
from functools import partial
from typing import Any

from modelcards.front_matter import model_index as modelindex
from modelcards.front_matter import split as frontmatter
from modelcards.front_matter.hub_keys import key_problems
from modelcards.limits import DEFAULT_LIMITS, Limits
from modelcards.markdown.blocks import read_blocks
from modelcards.markdown.outline import outline
from modelcards.model import derive
from modelcards.model.card import SCHEMA_VERSION, ModelCard
from modelcards.model.frozen import freeze_parts
from modelcards.model.parts import Section, SourceInfo
from modelcards.model.unchecked import changed, trusted
from modelcards.model.unstated import unstated
from modelcards.reading import dialects, name_evidence, variants
from modelcards.reading import names as naming
from modelcards.reading.card_tables import find_grids, read_tables
from modelcards.reading.citation import read_citations
from modelcards.reading.code_blocks import code_blocks
from modelcards.reading.draft import Draft
from modelcards.reading.environment import read_environment
from modelcards.reading.name_places import metadata_names
from modelcards.reading.original import Original
from modelcards.reading.own_links import read_links
from modelcards.reading.proportion import keep_within
from modelcards.reading.sections import read_sections
from modelcards.reading.statements.common import Reading, heading_links, own_names
from modelcards.scores import read as benchmarks
from modelcards.text.lines import joined, lines_of
from modelcards.text.mojibake import mend
from modelcards.text.source import Source, decode
from modelcards.text.source import read as read_source

_card = trusted(ModelCard)
_source_info = trusted(SourceInfo)


def parse(
    data: str | bytes,
    *,
    path: str | None = None,
    dialect: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> ModelCard:
    r"""Read one card from text or bytes. No content raises: a bad card gives one with less in it.

    `path` is where the text came from (kept in `source.path`; its name helps to tell which model
    of a table is the card's own). `dialect` forces a house style: `leaderboard`, `huggingface` or
    `generic`; by default the content decides.

    Raises:
        ArgumentError: `data` is neither str nor bytes, or the dialect is not known.

    >>> import modelcards
    >>> card = modelcards.parse("# Lumen-7B\n\n|Task|Score|\n|-|-|\n| MMLU | 61.2 |\n")
    >>> [(score.benchmark, score.score) for score in card.benchmarks]
    [('MMLU', 61.2)]
    """
    dialects.check(dialect)
    return read_card(decode(data, path, limits), dialect, limits)


def load(
    path: str | os.PathLike[str], *, dialect: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> ModelCard:
    """Read one card from a file, or from the Hub by its id (`hf://acme/lumen-7b`, extra `hub`).

    Raises:
        MissingExtraError: a card of the Hub, and its client is not installed.
        NotFoundError: there is no such file, or no such model.
        NotAFileError: the path is a directory or a device.
        ReadError: the system refused to read it, or the Hub cannot be reached.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "lumen.md")
    ...     _ = file.write_bytes(b"# Lumen-7B")
    ...     load(file).name, load(file).id
    ('Lumen-7B', 'lumen')
    """
    dialects.check(dialect)
    return read_card(read_source(path, limits), dialect, limits)


def read_card(source: Source, dialect: str | None, limits: Limits) -> ModelCard:
    """The card in a decoded file."""
    mended = mend(source.text, limits=limits)
    # A byte-order mark that was damaged, too, comes back as the first character.
    text = mended.text.removeprefix("\ufeff")
    front = frontmatter.split(text, limits)
    lines = lines_of(text)
    body = joined(lines, front.body_line - 1, len(lines)) if front.body_line > 1 else text
    document = read_blocks(body, first_line=front.body_line, limits=limits)
    sections = outline(document)
    names = naming.other_names(front.metadata or {}, source.path)
    reading = Reading(lines, sections, document.references, front, source.path, names)
    draft = Draft()
    draft.problems += (*source.problems, *front.problems, *document.problems)
    if not mended.complete:
        limit = f"damaged text is left as it is behind the limit of {limits.repairs:,} repairs"
        draft.problem("MC004", limit, None)
    draft.problems += find_grids(reading, document.references, limits)
    style = dialects.choose(reading, dialect)
    _name(reading, draft)
    read_tables(reading, draft)
    draft.citation, broken = read_citations(body, front.body_line, limits)
    draft.problems += broken
    style.read(reading, draft)
    if style.NAME != "leaderboard":
        read_links(reading, draft, limits)
    draft.environment = read_environment(reading, draft)
    reading.let_go()
    draft.code = code_blocks(document.blocks, lines)
    if front.lines is not None:
        _metadata(reading, draft)
    draft.sections = _sections(reading, draft, body)
    original = Original(source, mended, text, front.lines)
    return _finish(style.NAME, original, reading, draft, limits)


def _name(reading: Reading, draft: Draft) -> None:
    """The name that the card states, where it states one for sure."""
    names = metadata_names(reading.front.metadata or {})
    found = name_evidence.find(reading, names, naming.card_id(reading.path))
    if found is not None:
        draft.state("name", found.name, found.line, found.raw)


def _sections(reading: Reading, draft: Draft, body: str) -> list[Section]:
    """The sections, with what they are about; the heading that is the model's name is none."""
    heading_links(reading, draft)
    named = draft.provenance.get("name")
    return read_sections(reading, body, named.line if named else None, draft.fields.get("name"))


def _names_beside(reading: Reading, draft: Draft) -> tuple[str, ...]:
    """The names that stand outside the front matter: the title's and the file's."""
    stated = draft.provenance.get("name")
    titled = stated is not None and (stated.line or 0) >= reading.front.body_line
    names = (draft.fields.get("name") if titled else None, naming.card_id(reading.path))
    return tuple([name for name in names if name])


def _metadata(reading: Reading, draft: Draft) -> None:
    """The scores that the front matter states, what the Hub does not take of it, and the lines of
    it that gave no value.
    """
    front = reading.front
    draft.problems += key_problems(front.metadata or {}, front.key_lines)
    scores, problems = modelindex.read_model_index(
        front.metadata or {},
        front.key_lines.get("model-index", 1),
        lines=front.key_lines,
        names=own_names(reading, draft),
        benchmark_id=benchmarks.benchmark_id,
        own=partial(benchmarks.may_be_own, _names_beside(reading, draft)),
    )
    draft.benchmarks += [
        changed(score, aggregate=True) if benchmarks.is_aggregate(score.label) else score
        for score in scores
    ]
    draft.problems += problems
    for line, text in front.unread:
        draft.extra(None, text, line)


def _finish(
    dialect: Any, original: Original, reading: Reading, draft: Draft, limits: Limits
) -> ModelCard:
    """The finished card, with what it keeps of its file."""
    stated = draft.fields
    source = original.source
    values = unstated() | stated
    values |= {
        "schema_version": SCHEMA_VERSION,
        "source": _source_info(
            path=source.path,
            sha256=source.data_sha256,
            encoding=source.encoding,
            newline=source.newline,
            dialect=dialect,
            repaired=original.mended.applied,
        ),
        "models": variants.models(draft.models),
        "id": naming.card_id(source.path),
        "specs": draft.specs,
        "tables": draft.tables,
        "benchmarks": draft.benchmarks,
        "analysis": draft.analysis,
        "resources": draft.resources,
        "related": draft.related,
        "citation": draft.citation,
        "environment": draft.environment,
        "code": draft.code,
        "sections": draft.sections,
        "metadata": reading.front.metadata,
        "derived": derive.derive(
            stated.get("parameters"),
            stated.get("active_parameters"),
            stated.get("training_tokens"),
            stated.get("token_param_ratio"),
            stated.get("alscore"),
        ),
        "provenance": draft.provenance,
        "extras": draft.extras,
    }
    draft.problems += keep_within(values, draft.problems, len(source.original), limits)
    values["problems"] = sorted(draft.problems, key=lambda one: (one.line or 0, one.code))
    freeze_parts(values)
    card = _card(**values)
    card.__dict__["_held_original"] = original
    return card
