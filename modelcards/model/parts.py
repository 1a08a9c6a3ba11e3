"""The parts that a model card is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

# Schemas are built when a card is first validated or dumped, not at import: fifteen of them would
# cost more than everything else that `import modelcards` does.
CONFIG = ConfigDict(defer_build=True, extra="forbid")


class Part:
    """What is made of fields alone: a card may have a hundred thousand, and a dict in each would be
    most of what they take. `vars(part)` gives the fields all the same, as a dict of its own.
    """

    __slots__ = ()

    if not TYPE_CHECKING:  # to whom it is a dict that one may write to

        @property
        def __dict__(self) -> dict[str, Any]:
            return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True, config=CONFIG, kw_only=True)
class SourceInfo(Part):
    """Where a card was read from: `encoding` and `newline` as found, `repaired` counts runs.

    `dialect` is `leaderboard`, `huggingface` or `generic`, or one that a plug-in adds.
    """

    path: str | None
    sha256: str
    encoding: str
    newline: str
    dialect: str
    repaired: int


@dataclass(frozen=True, slots=True, config=CONFIG, kw_only=True)
class Organization(Part):
    """Who made the model; `url` is the link target as printed."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True, config=CONFIG, kw_only=True)
class TokenParamRatio(Part):
    """Training tokens per parameter as stated: 1,000:1 is 1000.0."""

    value: float | None
    label: Literal["compute-optimal", "under-trained"] | None


@dataclass(frozen=True, slots=True, config=CONFIG, kw_only=True)
class ALScore(Part):
    """The ALScore as stated, and the tier word printed behind it."""

    value: float | None
    tier: (
        Literal["lightweight", "mid-tier", "powerful", "very powerful", "extremely powerful"] | None
    )


@dataclass(frozen=True, slots=True, config=CONFIG, kw_only=True)
class Spec(Part):
    """One "Key: value" fact; `field` names the typed key that it filled, or None."""

    key: str
    field: str | None
    raw: str
    value: int | float | str | None
    unit: str | None
    qualifier: Literal["~", "+", "<", ">"] | None
    section: str | None
    line: int


@dataclass(frozen=True, slots=True, config=CONFIG, kw_only=True)
class Variant(Part):
    """What a card states of one of several models; `own` is true for the card's own, false for
    another one, None when unsure. `line` is where it is named, `url` the link of its name.
    """

    name: str
    own: bool | None = None
    parameters: int | None = None
    active_parameters: int | None = None
    training_tokens: int | None = None
    context_length: int | None = None
    layers: int | None = None
    hidden_size: int | None = None
    attention_heads: int | None = None
    vocab_size: int | None = None
    released: str | None = None
    url: str | None = None
    line: int


@dataclass(frozen=True, slots=True, config=CONFIG, kw_only=True)
class Table(Part):
    """One table: `header` and `rows` are rectangular, cells are visible text."""

    line: int
    kind: Literal["pipe", "html"]
    section: str | None
    caption: str | None
    header: list[list[str]]
    rows: list[list[str]]
    role: Literal["benchmark", "spec", "other"]
    orientation: Literal["benchmarks-as-rows", "benchmarks-as-columns"] | None
    confidence: float | None = None


@dataclass(frozen=True, slots=True, config=CONFIG, kw_only=True)
class Benchmark(Part):
    """One score; `score` is the number as printed, None where the card says that it is missing.

    `benchmark` is None where the reading of its table leaves open what names it (MC405).
    """

    benchmark: str | None
    benchmark_id: str | None = None
    label: str
    score: float | None
    unit: str | None = None
    metric: str | None = None
    setting: str | None = None
    stderr: float | None = None
    ci: list[float] | None = None
    qualifier: Literal["~", "<", ">"] | None = None
    direction: Literal["higher", "lower"] | None = None
    aggregate: bool = False
    group: str | None = None
    variant: str | None = None
    description: str | None = None
    section: str | None = None
    model: str | None = None
    subject: bool | None = None
    verified: bool | None = None
    raw: str
    table: int | None
    line: int


@dataclass(frozen=True, slots=True, config=CONFIG, kw_only=True)
class Link(Part):
    """A resource or related link; `url` is the target as printed, `kind` what it leads to."""

    label: str
    url: str
    kind: str
    line: int


@dataclass(frozen=True, slots=True, config=CONFIG, kw_only=True)
class Citation(Part):
    """One BibTeX entry: `type` is that behind the `@`, in lower case; `title` is plain text;
    `arxiv` and `doi` are bare identifiers.
    """

    key: str | None
    type: str
    title: str | None
    arxiv: str | None
    doi: str | None
    url: str | None
    line: int


@dataclass(frozen=True, slots=True, config=CONFIG, kw_only=True)
class Footprint(Part):
    """An amount of training's footprint: `raw` as printed, `value` counted in `unit`."""

    raw: str
    value: float | None
    unit: str | None
    line: int


@dataclass(frozen=True, slots=True, config=CONFIG, kw_only=True)
class Setting(Part):
    """What training ran on, or where: `raw` as printed, `value` its text."""

    raw: str
    value: str | None
    unit: str | None
    line: int


@dataclass(frozen=True, slots=True, config=CONFIG, kw_only=True)
class Environment(Part):
    """What training used and emitted; None for what the card does not state. Masses are in `g`,
    `kg`, `t` or `lb`, times in `hours`, `days`, `GPU-hours` and the like.
    """

    emissions: Footprint | None = None
    hardware: Setting | None = None
    hours: Footprint | None = None
    provider: Setting | None = None
    region: Setting | None = None


@dataclass(frozen=True, slots=True, config=CONFIG, kw_only=True)
class CodeBlock(Part):
    """One fenced block of code; `language` is the first word behind the fence, if there is one."""

    language: str | None
    line: int
    end_line: int


@dataclass(frozen=True, slots=True, config=CONFIG, kw_only=True)
class DerivedValue(Part):
    """A value recomputed from stated ones, what the card states, and whether the two agree."""

    value: float | int | str | bool | None
    stated: float | int | str | bool | None
    status: Literal["agrees", "differs", "not_stated", "unsupported", "unknown"]


@dataclass(frozen=True, slots=True, config=CONFIG, kw_only=True)
class Derived(Part):
    """The six derived values; the formulas and their sources are in `modelcards.model.derive`."""

    token_param_ratio: DerivedValue
    ratio_label: DerivedValue
    alscore: DerivedValue
    alscore_tier: DerivedValue
    training_flop: DerivedValue
    above_1e25_flop: DerivedValue


@dataclass(frozen=True, slots=True, config=CONFIG, kw_only=True)
class Provenance(Part):
    """Where a typed value stands: the 1-based line in the file as it is, and the text read."""

    line: int
    raw: str


@dataclass(frozen=True, slots=True, config=CONFIG, kw_only=True)
class Problem(Part):
    """What reading itself met, under the code that `lint` reports it with."""

    code: str
    message: str
    line: int | None


@dataclass(frozen=True, slots=True, config=CONFIG, kw_only=True)
class Extra(Part):
    """Text that was read but fits no field; nothing that an author wrote is dropped."""

    section: str | None
    text: str
    line: int


@dataclass(frozen=True, slots=True, config=CONFIG, kw_only=True)
class Section(Part):
    """A heading with its own text, up to the next heading; level 0 is what stands before the first.

    `role` is what the section is about (one of `data/section_roles.txt`), `also` further roles of a
    joined heading; `parent` is the index of the enclosing section; `text` is Markdown source. A
    section is `empty` when nothing stands in it and nothing is filled below it.
    """

    title: str
    level: int
    kind: Literal["atx", "setext", "html", "bold"] | None
    line: int
    end_line: int
    parent: int | None
    role: str | None
    also: list[str]
    text: str
    status: Literal["filled", "placeholder", "empty"]
