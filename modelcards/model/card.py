"""The model card, and for every spec field the labels it is printed under.

Adding a spec field is one declaration here. The label table, the JSON Schema, the provenance and
the documentation are generated from these declarations.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args, get_type_hints

from pydantic.dataclasses import dataclass

from modelcards.model.find_section import find_section
from modelcards.model.frozen import freeze_parts
from modelcards.model.labels import Labels, labelled
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
    Section,
    SourceInfo,
    Spec,
    Table,
    TokenParamRatio,
    Variant,
)

if TYPE_CHECKING:
    from modelcards.reading.original import Original

SCHEMA_VERSION = "1"


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
    id: str | None
    name: str | None
    category: list[str]
    organization: Annotated[
        Organization | None,
        labelled(
            "organization",
            "organization | organisation | developer | developed by | "
            "model developer | model developers | developers | vendor | lab | "
            "company | publisher | provider | model provider | owner | model owner | "
            "created by | creator | model creator | developed and released by | "
            "author | authors | 开发者 | 机构 | 开发机构 | 组织 | 開発元 | 開発者 | 개발사 | "
            "개발자 | développeur | entwickler | desarrollador | разработчик",
        ),
    ]
    released: Annotated[
        str | None,
        labelled(
            "date",
            "released | release date | model release date | release | date | "
            "model date | published | date of release | released on | "
            "publication date | 发布日期 | 发布时间 | 发布 | 公開日 | リリース日 | 출시일",
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
        str | None,
        labelled(
            "text",
            "license | licence | 许可证 | 许可 | 协议 | 开源协议 | ライセンス | 라이선스 | "
            "lizenz | licencia | licença | licenza | лицензия",
        ),
    ]
    license_id: str | None
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
            "parameters | params | param | total parameters | total params | "
            "# parameters | # params | # total params | parameter count | "
            "model size | number of parameters | num parameters | parameter size | "
            "model parameters | parameter scale | 参数量 | 参数 | "
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
            "pre-training tokens | total seen tokens | tokens seen | seen tokens | "
            "trained tokens | tokens trained | 训练 token | "
            "训练tokens | 训练 tokens | 训练数据量 | 训练token数 | token 数 | 训练令牌",
        ),
    ]
    context_length: Annotated[
        int | None,
        labelled(
            "amount",
            "context length | context window | context size | context | "
            "max context length | sequence length | max sequence length | "
            "context window size | max position embeddings | max context | n_ctx | 上下文长度 | "
            "上下文窗口 | 最大长度 | 序列长度",
        ),
    ]
    vocab_size: Annotated[
        int | None,
        labelled(
            "amount",
            "vocab size | vocabulary size | vocabulary | vocab | tokenizer vocab size | "
            "词表大小 | 词表 | 词汇量",
        ),
    ]
    layers: Annotated[
        int | None,
        labelled(
            "amount",
            "layers | number of layers | num layers | # layers | n_layers | "
            "hidden layers | transformer layers | transformer blocks | 层数 | 网络层数",
        ),
    ]
    hidden_size: Annotated[
        int | None,
        labelled(
            "amount",
            "hidden size | hidden layer size | hidden dimension | hidden dim | "
            "d_model | model dimension | embedding size | n_embd | "
            "model width | hidden width | 隐藏层维度 | 隐层维度",
        ),
    ]
    attention_heads: Annotated[
        int | None,
        labelled(
            "amount",
            "attention heads | number of attention heads | num attention heads | "
            "heads | number of heads | n_heads | query heads | "
            "attention query heads | qkv heads | 注意力头数 | 注意力头",
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
            "supported languages | 语言 | 支持语言 | 言語 | 対応言語 | 언어 | langue | "
            "langues | sprache | sprachen | idioma | idiomas | lingua | lingue | язык",
        ),
    ]
    language_codes: list[str]
    base_model: Annotated[
        list[str],
        labelled(
            "list",
            "base model | finetuned from model | finetuned from | "
            "fine-tuned from | parent model | 基座模型 | 基础模型",
        ),
    ]
    models: list[Variant]
    specs: list[Spec]
    tables: list[Table]
    benchmarks: list[Benchmark]
    analysis: list[str]
    resources: list[Link]
    related: list[Link]
    citation: list[Citation]
    environment: Environment
    code: list[CodeBlock]
    sections: list[Section]
    metadata: dict[str, Any] | None
    derived: Derived
    provenance: dict[str, Provenance]
    problems: list[Problem]
    extras: list[Extra]

    def __post_init__(self) -> None:
        freeze_parts(self.__dict__)  # the reader, which builds cards unchecked, does it itself

    @property
    def _original(self) -> Original | None:
        """The text that the card was read from: kept for `lint` and `fix`, never serialised."""
        held: Original | None = self.__dict__.get("_held_original")
        return held

    def section(self, name: str) -> Section | None:
        r"""The section with a role, a title, or a path ("training/data"); None without one.

        Of several it is the first that is filled in. A role also finds a joined heading that names
        it among others.

        >>> import modelcards
        >>> card = modelcards.parse("# Lumen\n\n## Risks and limitations\n\nIt makes up facts.\n")
        >>> card.section("limitations").text
        'It makes up facts.'
        """
        return find_section(self.sections, name)

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
def _fact_fields() -> tuple[str, ...]:
    return ("category", *field_labels(), "tags")
