"""The model card: its parts, and for every spec field the labels it is printed under.

Adding a spec field is one declaration here. The label table, the JSON Schema, the provenance and
the documentation are generated from these declarations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass as stdlib_dataclass
from dataclasses import fields
from functools import cache
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Literal,
    ParamSpec,
    TypeVar,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

if TYPE_CHECKING:
    from modelcards.original import Original

SCHEMA_VERSION = "1"

# Schemas are built when a card is first validated or dumped, not at import: fifteen of them would
# cost more than everything else that `import modelcards` does.
_CONFIG = ConfigDict(defer_build=True, extra="forbid")

P = ParamSpec("P")
T = TypeVar("T")


@stdlib_dataclass(frozen=True, slots=True)
class Labels:
    """How a typed field is printed: its value's kind and the labels (lower case) before it.

    `kind` is one of `amount` (a number with a magnitude, in units of one), `text`, `list`, `date`,
    `access`, `organization`, `ratio` (tokens per parameter) or `alscore`. The first label is the
    one the leaderboard template prints.
    """

    kind: str
    labels: tuple[str, ...]


def labelled(kind: str, labels: str) -> Labels:
    """Declare the labels of a field, parted by bars; they are compared without case, markup or
    final colon.
    """
    return Labels(kind, tuple(labels.split(" | ")))


def trusted(cls: Callable[P, T]) -> Callable[P, T]:
    """The constructor of a pydantic dataclass without validation, for values typed already.

    Reading builds some fifty small values a card from text it has just checked; validating each of
    them again would cost more than reading did. The signature stays that of the class, so mypy
    checks the call.
    """
    kind: Any = cls
    new = object.__new__
    # What `object.__setattr__` would look up each time.
    fill = kind.__dict__["__dict__"].__set__
    # A place for every field keeps their order, in which they are printed; callers who give all
    # fields keep it.
    places = {f.name: f.default for f in fields(kind)}
    count = len(places)

    def build(*args: P.args, **kwargs: P.kwargs) -> T:
        made: T = new(kind)
        fill(made, kwargs if len(kwargs) == count else {**places, **kwargs})
        return made

    return build


@dataclass(frozen=True, config=_CONFIG, kw_only=True)
class SourceInfo:
    """Where a card was read from: `encoding` and `newline` as found, `repaired` counts runs."""

    path: str | None
    sha256: str
    encoding: str
    newline: str
    dialect: Literal["leaderboard", "huggingface", "generic"]
    repaired: int


@dataclass(frozen=True, config=_CONFIG, kw_only=True)
class Organization:
    """Who made the model; `url` is the link target as printed."""

    name: str
    url: str | None = None


@dataclass(frozen=True, config=_CONFIG, kw_only=True)
class TokenParamRatio:
    """Training tokens per parameter as stated: 1,000:1 is 1000.0."""

    value: float | None
    label: Literal["compute-optimal", "under-trained"] | None


@dataclass(frozen=True, config=_CONFIG, kw_only=True)
class ALScore:
    """The ALScore as stated, and the tier word printed behind it."""

    value: float | None
    tier: (
        Literal["lightweight", "mid-tier", "powerful", "very powerful", "extremely powerful"] | None
    )


@dataclass(frozen=True, config=_CONFIG, kw_only=True)
class Spec:
    """One "Key: value" fact; `field` names the typed key that it filled, or None."""

    key: str
    field: str | None
    raw: str
    value: int | float | str | None
    unit: str | None
    qualifier: Literal["~", "+", "<", ">"] | None
    section: str | None
    line: int


@dataclass(frozen=True, config=_CONFIG, kw_only=True)
class Table:
    """One table: `header` and `rows` are rectangular, cells are visible text."""

    line: int
    kind: Literal["pipe", "html"]
    section: str | None
    caption: str | None
    header: list[list[str]]
    rows: list[list[str]]
    role: Literal["benchmark", "spec", "other"]
    orientation: Literal["benchmarks-as-rows", "benchmarks-as-columns"] | None


@dataclass(frozen=True, config=_CONFIG, kw_only=True)
class Benchmark:
    """One score; `score` is the number as printed, None where the card says that it is missing."""

    benchmark: str
    benchmark_id: str | None = None
    label: str
    score: float | None
    unit: str | None = None
    metric: str | None = None
    setting: str | None = None
    stderr: float | None = None
    aggregate: bool = False
    group: str | None = None
    variant: str | None = None
    description: str | None = None
    model: str | None = None
    subject: bool | None = None
    raw: str
    table: int | None
    line: int


@dataclass(frozen=True, config=_CONFIG, kw_only=True)
class Link:
    """A resource or related link; `url` is the target as printed, `kind` what it leads to."""

    label: str
    url: str
    kind: str
    line: int


@dataclass(frozen=True, config=_CONFIG, kw_only=True)
class DerivedValue:
    """A value recomputed from stated ones, what the card states, and whether the two agree."""

    value: float | int | str | bool | None
    stated: float | int | str | bool | None
    status: Literal["agrees", "differs", "not_stated", "unsupported", "unknown"]


@dataclass(frozen=True, config=_CONFIG, kw_only=True)
class Derived:
    """The six derived values; the formulas and their sources are in `modelcards.derive`."""

    token_param_ratio: DerivedValue
    ratio_label: DerivedValue
    alscore: DerivedValue
    alscore_tier: DerivedValue
    training_flop: DerivedValue
    above_1e25_flop: DerivedValue


@dataclass(frozen=True, config=_CONFIG, kw_only=True)
class Provenance:
    """Where a typed value stands: the 1-based line in the file as it is, and the text read."""

    line: int
    raw: str


@dataclass(frozen=True, config=_CONFIG, kw_only=True)
class Problem:
    """What reading itself met, under the code that `lint` reports it with."""

    code: str
    message: str
    line: int | None


@dataclass(frozen=True, config=_CONFIG, kw_only=True)
class Extra:
    """Text that was read but fits no field; nothing that an author wrote is dropped."""

    section: str | None
    text: str
    line: int


@dataclass(frozen=True, config=_CONFIG, kw_only=True)
class ModelCard:
    r"""A model card as typed data. Absent facts are None or an empty list, never a guess.

    Numbers of parameters and tokens are in units of one. Dates are ISO 8601 with the precision
    stated. See `docs/reference` or `modelcards schema` for every key.

    >>> import modelcards
    >>> card = modelcards.parse("# Lumen-7B\n\n- **Parameters:** 7.0B\n")
    >>> card.name, card.parameters
    ('Lumen-7B', 7000000000)
    """

    schema_version: str = SCHEMA_VERSION
    source: SourceInfo
    name: str | None
    category: list[str]
    organization: Annotated[
        Organization | None,
        labelled(
            "organization",
            "organization | organisation | developer | developed by | "
            "model developer | model developers | developers | vendor | lab | "
            "company | publisher | author | authors | 开发者 | 机构 | 开发机构 | 组织",
        ),
    ]
    released: Annotated[
        str | None,
        labelled(
            "date",
            "released | release date | model release date | release | date | "
            "model date | published | 发布日期 | 发布时间 | 发布",
        ),
    ]
    last_updated: Annotated[
        str | None,
        labelled("date", "last updated | updated | last update | 更新日期 | 最后更新"),
    ]
    access: Annotated[
        Literal["public", "limited", "private", "unknown"] | None,
        labelled("access", "access | availability | status | 访问"),
    ]
    license: Annotated[
        str | None, labelled("text", "license | licence | 许可证 | 许可 | 协议 | 开源协议")
    ]
    overview: str | None
    notes: str | None
    architecture: Annotated[
        str | None,
        labelled(
            "text",
            "type | architecture | architecture type | model architecture | 架构 | "
            "模型架构 | 模型结构",
        ),
    ]
    parameters: Annotated[
        int | None,
        labelled(
            "amount",
            "parameters | params | total parameters | total params | "
            "# parameters | # params | # total params | parameter count | "
            "model size | number of parameters | num parameters | 参数量 | 参数 | "
            "总参数量 | 总参数 | 模型参数 | 模型参数量 | 参数规模",
        ),
    ]
    active_parameters: Annotated[
        int | None,
        labelled(
            "amount",
            "active parameters | active params | activated parameters | "
            "activated params | # activated params | # active params | 激活参数 | 激活参数量",
        ),
    ]
    training_tokens: Annotated[
        int | None,
        labelled(
            "amount",
            "training tokens | tokens | token count | # training tokens | "
            "number of tokens | training data size | pretraining tokens | "
            "pre-training tokens | total seen tokens | tokens seen | 训练 token | "
            "训练tokens | 训练 tokens | 训练数据量 | 训练token数 | token 数 | 训练令牌",
        ),
    ]
    context_length: Annotated[
        int | None,
        labelled(
            "amount",
            "context length | context window | context size | context | "
            "max context length | sequence length | max sequence length | 上下文长度 | "
            "上下文窗口 | 最大长度 | 序列长度",
        ),
    ]
    vocab_size: Annotated[
        int | None,
        labelled(
            "amount", "vocab size | vocabulary size | vocabulary | vocab | 词表大小 | 词表 | 词汇量"
        ),
    ]
    layers: Annotated[
        int | None,
        labelled(
            "amount",
            "layers | number of layers | num layers | # layers | n_layers | 层数 | 网络层数",
        ),
    ]
    hidden_size: Annotated[
        int | None,
        labelled(
            "amount",
            "hidden size | hidden dimension | hidden dim | embedding dimension | "
            "d_model | model dimension | 隐藏层维度 | 隐层维度",
        ),
    ]
    attention_heads: Annotated[
        int | None,
        labelled(
            "amount",
            "attention heads | number of attention heads | num attention heads | "
            "heads | number of heads | n_heads | 注意力头数 | 注意力头",
        ),
    ]
    token_param_ratio: Annotated[
        TokenParamRatio | None,
        labelled(
            "ratio",
            "token:param ratio | token:parameter ratio | tokens per parameter | "
            "tokens:params | tokens per param | token/param ratio | "
            "token to parameter ratio | token-to-parameter ratio | "
            "token param ratio",
        ),
    ]
    alscore: Annotated[ALScore | None, labelled("alscore", "alscore | al score | al-score")]
    dataset_types: Annotated[
        list[str],
        labelled("list", "dataset type | dataset types | data type | data types | 数据类型"),
    ]
    tags: list[str]
    languages: Annotated[
        list[str],
        labelled(
            "list",
            "languages | language | language(s) (nlp) | language(s) | "
            "supported languages | 语言 | 支持语言",
        ),
    ]
    base_model: Annotated[
        list[str],
        labelled(
            "list",
            "base model | finetuned from model | finetuned from | "
            "fine-tuned from | parent model | 基座模型 | 基础模型",
        ),
    ]
    specs: list[Spec]
    tables: list[Table]
    benchmarks: list[Benchmark]
    analysis: list[str]
    resources: list[Link]
    related: list[Link]
    metadata: dict[str, Any] | None
    derived: Derived
    provenance: dict[str, Provenance]
    problems: list[Problem]
    extras: list[Extra]

    @property
    def _original(self) -> Original | None:
        """The text that the card was read from: kept for `lint` and `fix`, never serialised."""
        held: Original | None = self.__dict__.get("_held_original")
        return held

    def __repr__(self) -> str:
        from modelcards.showing.terminal import card_line

        return card_line(self)

    def _repr_html_(self) -> str:
        from modelcards.showing.notebook import card_html

        return card_html(self)

    def __rich_repr__(self) -> Iterator[tuple[str, Any]]:
        from modelcards.showing.terminal import card_fields

        return card_fields(self)


@cache
def field_labels() -> dict[str, Labels]:
    """The typed fields that stand behind a label, in the order of the card.

    >>> field_labels()["parameters"].kind
    'amount'
    """
    found: dict[str, Labels] = {}
    for name, hint in get_type_hints(ModelCard, include_extras=True).items():
        for extra in get_args(hint)[1:]:
            if isinstance(extra, Labels):
                found[name] = extra
    return found


@cache
def _places() -> tuple[dict[str, Any], list[str]]:
    """A place for each field of a card in its order, and the fields that are lists."""
    hints = get_type_hints(ModelCard)
    names = [f.name for f in fields(cast(Any, ModelCard))]
    return dict.fromkeys(names), [name for name in names if get_origin(hints[name]) is list]


def unstated() -> dict[str, Any]:
    """Every field of a card as it is when the card states nothing: None, or an empty list.

    >>> unstated()["parameters"], unstated()["tags"]
    (None, [])
    """
    places, lists = _places()
    return places | {name: [] for name in lists}
