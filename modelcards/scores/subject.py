"""Which of the models in a table is the card's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from modelcards.scores.words import kept, strip_notes

_PART = re.compile(r"\d+(?:\.\d+)*[a-z]*|[^\W\d_]+")
_UNDERSCORED = re.compile(r"(?<=\d)_(?=\d)")
_POINT_ZERO = re.compile(r"(?<=\d)\.0$")
_VERSION = re.compile(r"\d{1,2}(?:\.\d+)*")
_NOISE = frozenset({
    "model", "models", "card", "the", "a", "an", "for", "of", "by", "our", "ours", "meta", "hf",
    "official", "weights", "collection", "series", "family", "sized",
})  # fmt: skip
_TUNED = frozenset({"instruct", "it", "chat", "inst", "sft", "dpo", "rl", "thinking", "reasoning"})
_SHORT_SIZES = {
    "tiny": "t",
    "small": "s",
    "medium": "m",
    "large": "l",
    "xsmall": "xs",
    "xlarge": "xl",
}
_LETTER_SIZES = frozenset({"xxs", "xs", "xl", "xxl", "mini", "nano", *_SHORT_SIZES.values()})
_WITH_OWNER = re.compile(r"[\w.-]+/[\w.-]*[^\W\d][\w.-]*")
_NO_NAMES = frozenset(
    {"", "readme", "modelcard", "index", "main", "model", "card", "models", "docs"}
)
TAILS = frozenset({
    "instruct", "it", "chat", "base", "inst", "hf", "sft", "dpo", "gptq", "awq", "gguf", "fp8",
    "int4", "int8", "exl2", "4bit", "8bit", "bnb", "mlx", "onnx",
})  # fmt: skip
SIZES = re.compile(r"(?:\d{1,3}x)?\d+(?:\.\d+)?[bm]")
_OURS = re.compile(
    r"\bour model\b|\bthis (?:model|one)\b|\(?\bours?\b\)?"
    r"|本模型|本方法|我们的|提案手法|本モデル|当モデル|본 모델",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What the card's own model is called: its title, front matter names, file and folder names."""

    names: tuple[str, ...] = ()


@kept()
def parts(name: str) -> tuple[str, ...]:
    """The words and numbers of a model's name, for comparing.

    >>> parts("Baichuan2-7B-Base"), parts("internlm/internlm2_5-7b"), parts("MiniCPM 3.0")
    (('baichuan', '2', '7b', 'base'), ('internlm', '2.5', '7b'), ('minicpm', '3'))
    """
    low = strip_notes(name).casefold()
    if "/" in low and _WITH_OWNER.fullmatch(low):
        low = low.rsplit("/", 1)[-1]
    if "_" in low:
        low = _UNDERSCORED.sub(".", low)
    found = _PART.findall(low)
    if ".0" in low:
        found = [_POINT_ZERO.sub("", part) for part in found]
    last = len(found) - 1
    found = [
        part
        for at, part in enumerate(found)
        if part not in _NOISE or (part == "a" and 0 < at == last)  # "Lumen-A" beside "Lumen-B"
    ]
    return tuple(
        [
            _SHORT_SIZES.get(part, part)
            for at, part in enumerate(found)
            if part != "v" or not found[at + 1 : at + 2] or not found[at + 1][0].isdigit()
        ]
    )


EXACT, EXTENDED, SHORTER, NONE, RIVAL = 3, 2, 1, 0, -1


def _sizes_last(parts: tuple[str, ...]) -> list[str]:
    return sorted(parts, key=lambda part: SIZES.fullmatch(part) is not None)


@lru_cache(maxsize=8192)
def likeness(name: str, model: str) -> int:
    """How a printed model fits a name: the same, a longer name of its family, a shorter one, not.

    >>> likeness("falcon-mamba-7b", "FalconMamba-7B"), likeness("MiMo-7B", "MiMo-7B-RL")
    (3, 2)
    >>> likeness("Llama-3-8B-Instruct", "Llama 3 8B"), likeness("Baichuan 2", "Baichuan-7B")
    (1, 0)
    """
    mine, theirs = parts(name), parts(model)
    # Names that are alike begin alike.
    if not mine or not theirs or mine[0][0] != theirs[0][0] or "".join(mine) in _NO_NAMES:
        return NONE
    whole = "".join(mine)
    printed = "".join(theirs)
    if (
        whole == printed
        or (
            # The size stands elsewhere in the name: "Lumen-Chat 7B" of "Lumen-7B-Chat".
            len(mine) == len(theirs) > 2
            and mine[0] == theirs[0]
            and _sizes_last(mine) == _sizes_last(theirs)
        )
        or (
            # A name cut short in its last word: "Instr." of "Instruct".
            len(mine) == len(theirs) > 2
            and len(theirs[-1]) > 2
            and theirs[-1].isalpha()
            and whole.startswith(printed)
        )
    ):
        return EXACT
    if all(SIZES.fullmatch(part) or part in {"params", "parameters", "b", "m"} for part in theirs):
        return NONE
    prefix = ""
    for at, part in enumerate(theirs):
        prefix += part
        if prefix == whole:
            version = theirs[at + 1]
            # "Gemma 2" is no longer name of a "Gemma": a bare number is another generation.
            return NONE if _VERSION.fullmatch(version) and not mine[-1][0].isdigit() else EXTENDED
    left = mine[len(theirs) :]
    if mine[: len(theirs)] == theirs and all(
        part in TAILS or SIZES.fullmatch(part) for part in left
    ):
        return SHORTER
    return NONE


def best(names: Iterable[str], model: str) -> int:
    """The best likeness of a model to any of the names."""
    found = NONE
    for name in names:
        found = max(found, likeness(name, model))
        if found == EXACT:
            break
    return found


_LOADED = re.compile(
    r"""(?:from_pretrained\(|\bmodel(?:_name|_id)?\s?=)\s?["']([\w.-]{1,80}/[\w.-]{1,120})["']"""
)


def loaded_name(names: tuple[str, ...], lines: Iterable[str]) -> str | None:
    """The one model that the card's code loads, where it is a size of the family that is named.

    >>> loaded_name(("Lumen 2",), ['m = AutoModel.from_pretrained("acme/Lumen2-7B-Chat")'])
    'Lumen2-7B-Chat'
    """
    if any(_is_size_part(part) for name in names for part in parts(name)) or any(
        likeness(name, other) == EXTENDED for name in names for other in names
    ):
        return None
    found: dict[str, None] = {}
    for line in lines:
        if "/" in line and ('"' in line or "'" in line) and "model" in line.casefold():
            found.update(dict.fromkeys(_LOADED.findall(line[:400])))
    own = {one.partition("/")[2] for one in found if best(names, one) == EXTENDED}
    return own.pop() if len(own) == 1 else None


def is_rival(names: Iterable[str], model: str) -> bool:
    """True for a relative of the card's own model: of another size, or chat where it is a base.

    A family's name that another of the names goes on with says less than that one.

    >>> is_rival(("Lumen 2", "Lumen2-7B-Chat"), "Lumen2-7B-Base"), is_rival(("Lumen",), "Lumen-7B")
    (True, False)
    """
    theirs = parts(model)
    for name in names:
        mine = parts(name)
        common = 0
        for one, other in zip(mine, theirs, strict=False):
            if one != other:
                break
            common += 1
        if common == 0:
            continue
        left, more = set(mine[common:]), set(theirs[common:])
        if not left or not more or model in names:
            continue
        if _differ(left, more, _is_size_part) or _differ(left, more, TAILS.__contains__):
            return True
    return False


def _differ(left: set[str], more: set[str], test: Callable[[str], bool]) -> bool:
    mine, theirs = set(filter(test, left)), set(filter(test, more))
    return bool(mine) and bool(theirs) and not mine & theirs


def lacks_tail(names: Iterable[str], model: str) -> bool:
    """True for the base of a chat model: its name without the word for how it was tuned."""
    theirs = parts(model)
    return any(
        mine[: len(theirs)] == theirs and _TUNED & set(mine[len(theirs) :])
        for mine in map(parts, names)
    )


def _is_size_part(part: str) -> bool:
    return part in _LETTER_SIZES or SIZES.fullmatch(part) is not None


_BRACKETS = re.compile(r"\s*[(（\[][^()（）\[\]]{0,80}[)）\]]\s*")


_AND = re.compile(r"\s(?:&|and|和|と|/)\s|,\s|、")


@lru_cache(maxsize=256)
def own_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names to look for: those given, and without what stands in brackets, and one by one.

    >>> own_names(("Lumen (text model)", "Lumen2 & Lumen2-Video"))
    ('Lumen (text model)', 'Lumen', 'Lumen2 & Lumen2-Video', 'Lumen2', 'Lumen2-Video')
    """
    found: dict[str, None] = {}
    for name in names:
        bare = _BRACKETS.sub(" ", name[:200]).strip()
        several = [one.strip() for one in _AND.split(bare)]
        found.update(dict.fromkeys(one for one in (name, bare, *several) if len(one) > 1))
    return tuple(found)


_AROUND = " ()[]（）,:;-–—_"


def without_ours(text: str) -> str:
    """What is printed of a model besides that it is ours.

    >>> without_ours("Ours (base)"), without_ours("Lumen (ours)"), without_ours("Our model")
    ('base', 'Lumen', '')
    """
    return _OURS.sub(" ", text).strip(_AROUND)


def is_ours(text: str) -> bool:
    """True where the authors say that a model is theirs."""
    # Most names hold none of the words, which is told faster than by the pattern.
    if text.isascii() and "our" not in (low := text.lower()) and "this " not in low:
        return False
    return _OURS.search(text) is not None
