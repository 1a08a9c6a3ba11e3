"""A printed label → the benchmark, metric and setting that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from modelcards.scores.benchmark_names import benchmark_id
from modelcards.scores.metrics import (
    COUNT,
    is_metric,
    may_be_metric,
    settings_of,
    without_settings,
)
from modelcards.scores.words import (
    LONGEST,
    has_bracket,
    is_list_word,
    kept,
    strip_notes,
    without_brackets,
)

_BRACKET = re.compile(r"\s*[(（\[【]([^()（）\[\]【】]{1,120})[)）\]】]")
_BRACKETS = re.compile(r"[()（）\[\]]")
_LEADING = re.compile(r"^(.{1,40}?)\s+(?:on|for|@)\s+(.{2,60})$", re.IGNORECASE)
_MARKS = " ,;:-–—_/|·"
_INTERVAL = re.compile(
    r"(?<=\S) ?\((?:(?:9\d ?% ?)?(?:CI|confidence interval)s?"
    r"|(?P<error>std|std\.? ?dev|stderr|sd|standard deviation)[.*]?)\)",
    re.IGNORECASE,
)
_INTERVALS = ("ci", "confidence", "st", "sd")
_PERCENT = re.compile(
    r"\s*[(（\[]\s*%\s*[)）\]]|(?<=\w)\s*%$|,\s*%(?=\s*[)）\]])|(?<=\s)%(?=\s*[)）\]])|,?\s*in %"
)


class Name(NamedTuple):
    """A label taken apart; `unit` is `%` where the label says that its scores are percentages."""

    benchmark: str
    metric: str | None = None
    setting: str | None = None
    unit: str | None = None


def take_apart(label: str) -> Name:
    """The benchmark that a label names, without metric, shots and footnote marks.

    A label that is a metric from end to end names both.

    >>> take_apart("MMLU-Pro (Acc.)")[:3], take_apart("BBH (3-shot CoT)")[:3]
    (('MMLU-Pro', 'Acc.', None), ('BBH', None, '3-shot CoT'))
    >>> take_apart("DROP (3-shot F1)")[:3], take_apart("DocVQA (test)")[:3]
    (('DROP', 'F1', '3-shot'), ('DocVQA (test)', None, None))
    >>> take_apart("Short-Form WER ↓")[:2], take_apart("top1")[:2], take_apart("Clarity (%)")[::3]
    (('Short-Form', 'WER'), ('top1', 'top1'), ('Clarity', '%'))
    """
    return _take_apart(label) if len(label) <= LONGEST else Name(label)


# Shots set low or high behind a name: the sub- and superscripts of a cell lose their marks.
_LOW = re.compile(r"(?P<name>.{1,80}?[A-Za-z])~?(?P<shots>[0-9]{1,2}[- ]shots?)~?", re.IGNORECASE)


def _unglued(label: str) -> str:
    """The label with a space before shots that stand right behind the name of a benchmark."""
    low = _LOW.fullmatch(label)
    return (
        label if low is None or not benchmark_id(low["name"]) else f"{low['name']} {low['shots']}"
    )


@kept()
def _take_apart(label: str) -> Name:
    if "shot" in label[-7:].casefold():
        label = _unglued(label)
    if "(" in label and any(map(label.casefold().__contains__, _INTERVALS)):
        label = _INTERVAL.sub("", label)
    unit = "%" if "%" in label and _PERCENT.search(label) else None
    text = strip_notes(_PERCENT.sub("", label) if unit else label) or label
    if is_metric(text) and benchmark_id(text) is None:
        shots = ", ".join(settings_of(text))
        whole = COUNT.sub(" ", without_settings(text) if shots else text)
        return Name(text, _unbracket(whole) or None, shots or None, unit)
    metrics: list[str] = []
    settings: list[str] = []
    text = _brackets(text, metrics, settings)
    text = _bare_settings(text, settings)
    if not metrics:
        text = _bare_metric(text, metrics)
        if metrics and not settings:
            text = _bare_settings(text, settings)
    text = strip_notes(text).rstrip(_MARKS)
    if settings and not metrics and is_metric(text) and benchmark_id(text) is None:
        metrics.append(text)  # "BLEU (beam search)"
    metric, setting = ", ".join(metrics) or None, ", ".join(settings) or None
    return Name(text or strip_notes(label), metric, setting, unit)


def _unbracket(text: str) -> str:
    return " ".join(_BRACKETS.sub(" ", text).split())


def _brackets(text: str, metrics: list[str], settings: list[str]) -> str:
    """The text without the brackets that hold metrics or settings alone."""
    at = 0 if has_bracket(text) else len(text)
    while (found := _BRACKET.search(text, at)) is not None:
        inner = found[1].strip()
        before = text[: found.start()].strip()
        parted = split_qualifier(inner)
        if parted is not None and before:
            metrics += [parted[0]] if parted[0] else []
            settings += [parted[1]] if parted[1] else []
            text = f"{text[: found.start()]} {text[found.end() :]}".strip()
            at = found.start()
        elif before and len(listed := inner.split(",", 1)) == 2 and is_metric(listed[0]):
            metrics.append(listed[0].strip())
            text = f"{before} ({listed[1].strip()}){text[found.end() :]}"
            at = len(text)
        elif is_metric(before) and found.end() == len(text):
            metrics.append(before)
            return inner if benchmark_id(inner) is not None else text
        else:
            at = found.end()
    return text


@kept("x")
def split_qualifier(text: str) -> tuple[str | None, str | None] | None:
    """The metric and the setting in a qualifier; None where a part of it is neither.

    >>> split_qualifier("3-shot F1"), split_qualifier("Pass@1-COT"), split_qualifier("0-shot CoT")
    (('F1', '3-shot'), ('Pass@1', 'COT'), (None, '0-shot CoT'))
    >>> split_qualifier("Prompt Strict"), split_qualifier("test")
    (('Prompt Strict', None), None)
    """
    text = strip_notes(_PERCENT.sub("", text) if "%" in text else text)
    found = settings_of(text)
    rest = without_settings(text) if found else text
    if not rest or not any(sign.isalnum() for sign in rest):
        return None, text.strip(_MARKS)
    if not may_be_metric(rest):
        return None
    if not found:
        return rest, None
    if len(found) > 1 and (whole := text.find(found[0])) >= 0:
        # "3-shot CoT" stays as printed where its parts stand side by side.
        end = text.find(found[-1], whole) + len(found[-1])
        side_by_side = text[whole:end]
        if rest not in side_by_side:
            return rest, side_by_side
    return rest, ", ".join(found)


def _bare_settings(text: str, settings: list[str]) -> str:
    """The text without shots and settings that stand in it without brackets."""
    found = settings_of(text)
    if not found:
        return text
    rest = without_settings(text)
    if not rest or not any(sign.isalnum() for sign in rest):
        return text
    # "CoT" in the middle of a name is a part of it; at an end it is a setting.
    ends = text.strip()
    if not any(ends.startswith(one) or ends.endswith(one) for one in found):
        return text
    whole = ends[len(rest) :].strip(_MARKS) if ends.startswith(rest) else ""
    settings.append(whole if whole and settings_of(whole) else ", ".join(found))
    return " ".join(rest.split())


# Words behind a known benchmark that say how it is counted, though they name no metric alone.
_TAILS = frozenset({"score", "rating", "percentile"})


def _bare_metric(text: str, metrics: list[str]) -> str:
    """The text without a metric that stands in front of it or behind it."""
    words = text.split()
    if len(words) == 1 and "/" not in text:
        return text
    leading = _LEADING.match(text) if len(words) > 2 else None
    if leading is not None and is_metric(leading[1]):
        metrics.append(leading[1])
        return leading[2]
    for cut in range(1, len(words)):
        head, tail = " ".join(words[:cut]), " ".join(words[cut:])
        # "Test clean WER", "Common Voice 8.0 WER": a split or an edition belongs to the name.
        part = is_list_word("split", words[cut]) or words[cut].replace(".", "").isdecimal()
        if not part and is_metric(tail) and not may_be_metric(words[cut - 1]):
            metrics.append(_unbracket(tail))
            return head.rstrip(_MARKS)
    if len(words) > 1 and words[-1].casefold() in _TAILS and benchmark_id(" ".join(words[:-1])):
        metrics.append(words[-1])
        return " ".join(words[:-1])
    name, _, last = text.rpartition("/")  # "anli_r1/acc"
    if name and is_metric(last) and not is_metric(name) and benchmark_id(name) is not None:
        metrics.append(last)
        return name
    for cut in range(len(words) - 1, 0, -1):
        head, tail = " ".join(words[:cut]), " ".join(words[cut:])
        if is_metric(head.rstrip(_MARKS)) and benchmark_id(tail) is not None:
            metrics.append(head.rstrip(_MARKS))
            return tail
    return text


_LISTED = re.compile(r"[(\[（]([^()\[\]（）]{1,60})[)\]）]")
_PARTING = re.compile(r"\s?[/|&,;]\s?")


@kept(None)
def tells_error(text: str) -> bool:
    """True for a head that names the error that each score has in brackets behind it.

    >>> tells_error("Acc. (std)"), tells_error("Acc. (F1)")
    (True, False)
    """
    found = _INTERVAL.search(text) if "(" in text and len(text) <= LONGEST else None
    return found is not None and found["error"] is not None


@lru_cache(maxsize=512)
def names_in(text: str, count: int) -> tuple[str, ...]:
    """As many names as a cell has values, where a text lists that many; else none.

    >>> names_in("SQuAD F1/EM", 2), names_in("MNLI-(m/mm)", 2), names_in("MMLU", 2)
    (('F1', 'EM'), ('m', 'mm'), ())
    """
    if len(text) > 200:
        return ()
    bare = without_brackets(text).strip()
    for piece in (*_LISTED.findall(text), bare.rpartition(" ")[2], bare):
        names = tuple(_PARTING.split(piece, count))
        if all(map(is_metric, names[1:])):
            names = (names[0].rpartition(" ")[2], *names[1:])  # "Lumen 2 F1 / FPR"
        elif " " in names[0] and not any(" " in name for name in names[1:]):
            name, _, first = names[0].rpartition(" ")  # "LibriSpeech clean / other"
            names = (first, *names[1:]) if benchmark_id(name) is not None else names
        if len(names) == count and all(0 < len(name) <= 30 for name in names):
            return names
    return ()


def without_names(text: str, names: Sequence[str]) -> str:
    """The text of a label without the names that it lists.

    >>> without_names("MNLI-(m/mm)", ("m", "mm")), without_names("m/mm", ("m", "mm"))
    ('MNLI', 'm/mm')
    """
    last = text.rfind(names[-1])
    first = text.rfind(names[0], 0, max(last, 0))
    if first < 0:
        return text
    rest = " ".join(f"{text[:first]} {text[last + len(names[-1]) :]}".split())
    return rest.strip(f"{_MARKS}()[]（） ") or text
