"""The model card, and for every spec field the labels it is printed under.

Adding a spec field is one declaration here. The label table, the JSON Schema, the provenance and
the documentation are generated from these declarations.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass as stdlib_dataclass
from dataclasses import fields
from functools import cache
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Literal,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from pydantic.dataclasses import dataclass

from modelcards.model.parts import (
    CONFIG,
    ALScore,
    Benchmark,
    Citation,
    CodeBlock,
    Derived,
    Environment,
    Extra,
    Link,
    Organization,
    Problem,
    Provenance,
    SourceInfo,
    Spec,
    Table,
    TokenParamRatio,
)

if TYPE_CHECKING:
    from modelcards.reading.original import Original

SCHEMA_VERSION = "1"


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


@dataclass(frozen=True, config=CONFIG, kw_only=True)
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
    citation: list[Citation]
    environment: Environment
    code: list[CodeBlock]
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

    @staticmethod
    def fact_fields() -> tuple[str, ...]:
        """The typed fields that are shown as facts, in the order of the card.

        >>> ModelCard.fact_fields()[:2]
        ('category', 'organization')
        """
        return _fact_fields()

    def __repr__(self) -> str:
        from modelcards.display.terminal import card_line

        return card_line(self)

    def _repr_html_(self) -> str:
        from modelcards.display.notebook import card_html

        return card_html(self)

    def __rich_repr__(self) -> Iterator[tuple[str, Any]]:
        from modelcards.display.terminal import card_fields

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


@cache
def _fact_fields() -> tuple[str, ...]:
    return ("category", *field_labels(), "tags")
