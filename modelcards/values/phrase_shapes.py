"""The ways in which sentences say a count: patterns in which `NUM` stands for the number."""

from __future__ import annotations

ABOUT = (
    r"[~≈><]\s?|(?:about|around|approximately|roughly|nearly|over|more than|up to|约|超过|近)\s?"
)
# As `units.txt` has them, where a sentence of another language prints a size.
_LONG_SCALE = (
    "Millionen|Milliarden?|millions?|milliards?|millones|milhões|bilhões|milioni|miliardi|"
    "миллион(?:а|ов)?|миллиард(?:а|ов)?|млн|млрд|億|만|억"
)
NUMBER = (
    rf"(?P<number>(?:{ABOUT})?"
    r"(?<![A-Za-z0-9_.,/^*-])[0-9]{1,3}(?:(?:,[0-9]{3}){1,5}|[0-9]{0,12})(?:\.[0-9]{1,6}|,[0-9]{1,2}(?=\s[MmBbмб]))?\+?"
    r"(?:\s?(?:[KkMBTG](?![a-z0-9A-Z])|GT(?!\w)|万亿|亿|万)|"
    rf"[\s-]?(?:thousand|million|billion|trillion|{_LONG_SCALE}))?\+?)"
)
# No number: "2M samples of 512 tokens" are not so many tokens.
_GAP = r"(?:[^\S\n]+(?![0-9])[\w()/,%'-]{1,20}){0,3}"
_PARAMS = r"param(?:eter)?[ns]?\b"
_TOKENS = _GAP + r"\s(?:tokens?|токен(?:а|ов)?)\b"
# "Trained" in languages that put it before what it was trained on.
_TRAINED = (
    r"(?:vor)?trainiert|(?:pré-?)?entraînée?|(?:pre-?)?entrenad[oa]|(?:pré-?)?treinad[oa]"
    r"|(?:pre-?)?addestrat[oa]|(?:пред)?обучен(?:[ао]|н\w{2})?"
)
_ON = r"auf|mit|sur|avec|con|sobre|en|com|em|su|на"
# "a corpus of", "a mixture containing over": the words behind which its size stands.
_CORPUS = (
    r"\b(?:corpus|corpora|dataset|mix|mixture|blend|collection|total|data)"
    r"\s(?:of|with|comprising|containing|spanning|totall?ing|(?:consisting|composed) of)"
)
_TOKENS_ZH = r"\s?(?:[\w\s]{0,12}?)\s?tokens?"
_CONTEXT = r"context (?:length|window|size)|sequence length"

# Each way of saying it, with the field that it states and words of which one has to stand in the
# text (in lower case); the first that claims a number keeps it.
SHAPES: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (
        "active_parameters",
        ("param",),
        r"NUM[\s-](?:of (?:its|the) )?(?:activated|active)\s(?:model\s)?" + _PARAMS,
    ),
    (
        "active_parameters",
        ("activated",),
        r"NUM\s(?:param(?:eter)?s?\s)?(?:are\s)?activated\s(?:for|per)\s",
    ),
    (
        "active_parameters",
        ("param",),
        r"NUM\s(?:of (?:its|the) |of them |of which (?:are\s)?)?(?:model\s)?"
        r"(?:param(?:eter)?s?\s)?(?:are\s|being\s)?"
        r"activ(?:e|ated)\b",
    ),
    (
        "active_parameters",
        ("activat",),
        r"\bactivat(?:es|ing)\s(?:only\s)?NUM(?<=[BMbmn])(?!\w)(?:\s" + _PARAMS + r")?",
    ),
    (
        "active_parameters",
        ("param",),
        r"\b(?:uses|using|use)\s(?:only\s)?NUM\s(?:of\sthem|"
        + _PARAMS
        + r")\s(?:per|for each|at)\s",
    ),
    ("active_parameters", ("激活",), r"激活(?:参数)?(?:量)?(?:仅|只有|为|约)?\s?NUM"),
    ("active_parameters", ("激活",), r"NUM\s?(?:个)?激活参数"),
    ("parameters", ("param",), r"NUM[\s-]{0,2}(?:total\s|trainable\s|model\s)?" + _PARAMS),
    (
        "parameters",
        ("param",),
        r"\b(?:total\s)?" + _PARAMS + r"(?:\scount)?\s(?:is|are|of|totals?)\sNUM(?<=[BMbmn])(?!\w)",
    ),
    ("parameters", ("param",), r"NUM\s(?:in\s)?total\b"),
    ("parameters", ("参数", "參數"), r"NUM\s?(?:个|個)?(?:参数|參數)"),
    ("parameters", ("パラメ",), r"NUM\s?(?:個の)?パラメータ"),
    ("parameters", ("파라미터", "매개변수"), r"NUM\s?(?:개(?:의)?\s?)?(?:파라미터|매개변수)"),
    ("parameters", ("парам",), r"NUM\s(?:обучаемых\s)?параметр(?:ов|а|ами)?\b"),
    (
        "parameters",
        ("par",),
        r"NUM\s(?:de\s|d['’]|di\s)?par(?:am[èe]tres?|ámetros|âmetros|ametri)\b",
    ),
    ("parameters", ("参数",), r"参数(?:总)?量?(?:规模)?(?:为|是|达|约)\s?NUM(?<=[BM亿万])"),
    (
        "training_tokens",
        ("token",),
        r"\b(?:pre-?)?train(?:ed|ing)\b[^.\n;:]{0,60}?\s(?:on|with|using|over|from|for)\sNUM"
        + _TOKENS,
    ),
    (
        "training_tokens",
        ("token",),
        r"\b(?:pre-?)?train(?:ed|ing)\s(?:from scratch\s)?(?:on|with|using|over)\s"
        r"[^.\n;:0-9]{0,60}?" + _CORPUS + r"\sNUM" + _TOKENS,
    ),
    (
        "training_tokens",
        ("token", "токен"),
        rf"\b(?:{_TRAINED})\b[^.\n;:]{{0,60}}?\s(?:{_ON})\sNUM" + _TOKENS,
    ),
    (
        "training_tokens",
        ("trainiert",),
        r"\b(?:auf|mit)\sNUM" + _TOKENS + r"[^.\n;:]{0,40}?\s(?:vor)?trainiert\b",
    ),
    ("training_tokens", ("token",), r"NUM" + _GAP + r"\s(?:training|pre-?training)\stokens\b"),
    ("training_tokens", ("token",), r"\btotall?ing\sNUM" + _TOKENS),
    # "on 3.2 GB of text, which is equal to 439M tokens", "on 128 GB of text (15.6B tokens)"
    (
        "training_tokens",
        ("token",),
        r"\btrain(?:ed|ing)\b(?:[^.\n;:()]|\.(?=[0-9])){0,90}?(?:\s(?:equal(?:s|ling)?(?:\sto)?"
        r"|equivalent\sto|amount(?:s|ing)\sto|correspond(?:s|ing)\sto)\s|\s\()NUM" + _TOKENS,
    ),
    (
        "training_tokens",
        ("train",),
        r"\btrain(?:ed|ing)\b[^.\n;:]{0,40}?\s(?:on|with|using)\sNUM(?<=GT)\b",
    ),
    ("training_tokens", ("token",), r"\b(?:saw|seen|consumed|processed)\sNUM" + _TOKENS),
    (
        "training_tokens",
        ("トークン",),
        r"NUM\s?(?:の)?トークン(?:の[^\s。、]{1,12})?(?:で|を(?:用いて|使って|使用して))[^。\n]{0,10}?学習",
    ),
    ("training_tokens", ("토큰",), r"NUM\s?개?(?:의)?\s?토큰(?:으로|을|를)[^.\n]{0,12}?학습"),
    ("training_tokens", ("采用",), r"采用\s?NUM" + _TOKENS_ZH),
    ("training_tokens", ("训练",), r"NUM" + _TOKENS_ZH + r"\s?(?:的数据)?上?(?:进行)?(?:预?训练)"),
    ("training_tokens", ("训练", "在"), r"(?:预?训练(?:于|了)?|在)\s?NUM" + _TOKENS_ZH),
    (
        "context_length",
        ("context", "sequence"),
        rf"(?:{_CONTEXT})(?:\s(?:of|is|up to|to|extended to)){{1,3}}\sNUM(?:\stokens?)?",
    ),
    (
        "context_length",
        ("context", "sequence"),
        r"NUM[\s-]?(?:tokens?\s)?(?:context\s(?:length|window|size)|sequence length)",
    ),
    ("context_length", ("context",), r"context(?:\s(?:of|is|to)){1,3}\sNUM(?:\stokens?)?"),
    ("context_length", ("上下文",), r"上下文(?:长度|窗口)?(?:为|是|达|支持|可达|：)\s?NUM"),
    ("context_length", ("上下文",), r"NUM\s?(?:tokens?\s?)?(?:的)?上下文"),
    (
        "context_length",
        ("context",),
        r"NUM[\s-]?tokens?\sof\scontext\b",
    ),
    (
        "context_length",
        ("up to",),
        r"\b(?:handl|support|process|accept|read)(?:es?|s|ing)?\s(?:[\w-]{1,20}\s){0,4}?"
        r"up to\sNUM[\s-]tokens?"
        r"(?!\s(?:of\s(?!text|input)|per|a|an|each)\b)",
    ),
    # "12-layer, 768-hidden, 12-heads, 110M parameters", as the pages of BERT print a model.
    ("layers", ("hidden",), r"NUM[\s\u2011-]layers?(?=,\s?[0-9])"),
    ("attention_heads", ("layer",), r"NUM[\s\u2011-]heads?(?=,\s?[0-9]|[.;)]|\Z)"),
    ("hidden_size", ("layer",), r"NUM[\s\u2011-]hidden(?=,\s?[0-9]|[.;)]|\Z)"),
    (
        "layers",
        ("layer",),
        r"NUM\s(?:transformer\s|decoder\s|hidden\s|repeating\s)?layers\b(?!\s?[:：])",
    ),
    (
        "layers",
        ("layer",),
        r"NUM[\s\u2011-]layer,?\s(?:(?!(?:deep|and|or|to)\b)[a-zA-Z][\w-]{0,19},?\s){0,3}?"
        r"(?:transformer|model|network|decoder-only|encoder-only)\b",
    ),
    ("attention_heads", ("attention",), r"NUM\sattention\sheads\b"),
    (
        "hidden_size",
        ("dimensional",),
        r"\bhidden\s(?:layers?|states?|size|dimensions?)[^.\n;0-9]{0,20}?\sNUM[\s-]dimensional",
    ),
    ("hidden_size", ("hidden",), r"NUM[\s-]hidden\s(?:dimensions?|size|units)\b"),
    (
        "hidden_size",
        ("hidden", "dimension"),
        r"(?:hidden\s(?:size|dimension)|\bmodel\sdimension)(?:\sof|\sis|:)?\sNUM(?![\s-]?dimensional)",
    ),
    (
        "vocab_size",
        ("vocab",),
        r"vocab(?:ulary)?(?:\ssize)?(?:\sof|\sis|\scontains|\sholds|\sconsists\sof|:)?\sNUM"
        r"(?:\stokens?)?",
    ),
    (
        "vocab_size",
        ("vocab",),
        r"NUM[\s-](?:(?:sub-?)?words?(?:[\s-]?pieces?)?|tokens?|bpe|unigrams?|sentencepieces?)[\s-]"
        r"vocabulary\b",
    ),
)
