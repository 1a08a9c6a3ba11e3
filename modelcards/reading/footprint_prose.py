"""What a sentence tells of training's footprint: hardware, hours, cloud and emissions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from modelcards import vocabulary
from modelcards.reading.footprint import (
    NUMBER,
    SUBSCRIPTS,
    clouds_in,
    mentions,
    says,
    tells_of_others,
    units_of,
)

_CLAUSE = 600
_SENTENCES = re.compile(r"(?<=[.!?。！？;])\s+")
_EMITS = re.compile(r"co2|co₂|carbon|emi(?:t|ssion)", re.IGNORECASE)
_LASTED = re.compile(
    r"\b(?:for|took|takes|in|within|over|of|lasted|about|approximately|around|under)\W*$"
)


_TOOK = re.compile(
    r"(?:train|tun)(?:ing|ed)\W+(?:time\W+|process\W+|run\W+)?"
    r"(?:took|lasted|takes|(?:was )?completed in)",
    re.IGNORECASE,
)


_MANY_SENTENCES = 200
_BEFORE = 72  # characters before a chip, in which it is counted


@lru_cache(maxsize=1)
def _chips() -> re.Pattern[str]:
    """A chip with what is printed behind its name: `A100 80GB GPUs`, `TPU v3-8`."""
    rows = vocabulary.rows("environment")
    chips = "|".join(one for first, *names in rows if first == "chip" for one in names)
    form = (
        r"(?:[ -]?(?:SXM\d?|PCIe|PCIE|NVL|Ti|\d{1,3}\s?GB?|\(\d{1,3}\s?GB?\)|GPUs?|TPUs?|pods?"
        r"|chips?|cores?|VMs?|nodes?)(?!\w))*"
    )
    # "4xA100": a sign between a count and a chip is no letter before it.
    begin = r"(?=[A-Z])(?:(?<![A-Za-z-])|(?<=\d[xX]))"
    return re.compile(
        rf"{begin}(?:(?:{chips})|GPUs?(?!\w|[\s-](?:hour|day))|TPUs?){form}(?!\w)"
        r"(?:\s(?:each|per node)(?!\w))?"
    )


_NUMBER = r"(?:\d[\d,]{0,6}|one|two|three|four|eight|sixteen|an?|single)"
# "8 nodes of 4", "16 nodes, each with 4": the machines count as well as what is in each.
_COUNT = re.compile(
    rf"(?<![\w.-])(?:{_NUMBER}\s(?:[a-z]{{1,12}}\s)?(?:nodes?|machines?|servers?|hosts?|instances?)"
    r"(?:\s?[,(]?\s?(?:each(?:\s\w{1,12})?\s(?:with|of|having|containing)|of|with|having|x|×))\s)?"
    r"(?P<count>"
    rf"(?:{_NUMBER}\s?(?:[xX×*]\s?)?){{1,3}})?"
    r"(?:\d{2,3}\s?GB\s(?:of\s)?)?"
    r"(?:(?:NVIDIA|Nvidia|nvidia|AMD|Google|[Cc]loud|GeForce|Tesla|Intel|Huawei|GPUs?|TPUs?)[ -])"
    r"{0,3}$"
)


def _hardware(sentence: str) -> list[str]:
    """The chips that a sentence names, each with its count: `4x8 Nvidia A100 80GB`."""
    found = []
    for chip in _chips().finditer(sentence):
        before = sentence[max(0, chip.start() - _BEFORE) : chip.start()]
        count = _COUNT.search(before)
        start = chip.start() - (len(before) - count.start() if count else 0)
        counted = count is not None and count["count"] is not None
        if counted or chip[0][:2] not in ("GP", "TP") or "v" in chip[0]:
            found.append(sentence[start : chip.end()].strip())
    return found


def in_sentence(text: str, place: str) -> Iterator[tuple[str, str]]:
    """What the sentences of a paragraph tell of training's hardware, hours, cloud and emissions."""
    if len(text) > 20 * _CLAUSE:
        text = text[: 20 * _CLAUSE]
    told = False
    for number, sentence in enumerate(_SENTENCES.split(text)):
        if number >= _MANY_SENTENCES:
            return
        if len(sentence) > 2 * _CLAUSE or not mentions(sentence):
            continue
        found = list(_one_sentence(sentence, place))
        if not found and told and _EMITS.search(sentence) and not tells_of_others(sentence):
            # The sentence before told of the training that emitted it.
            found = [("emissions", one) for one in _masses(sentence)]
        told = bool(found)
        yield from found


def _one_sentence(sentence: str, place: str) -> Iterator[tuple[str, str]]:
    # Words are told sooner than chips, and most sentences with a chip are not of training.
    if (place != "impact" and not says("trains", sentence)) or tells_of_others(sentence):
        return
    chips = _hardware(sentence)
    took = None if chips else _TOOK.search(sentence)
    if not chips and took is None and place != "impact":
        return
    if len(set(chips)) == 1:
        yield "hardware", chips[0]
    if len(set(chips)) == 1 or took is not None:
        lasted = _lasted(sentence)
        if lasted is not None:
            yield "hours", lasted
    named = set(clouds_in(sentence))
    if len(named) == 1:
        yield "provider", named.pop()
    if _EMITS.search(sentence):
        yield from (("emissions", one) for one in _masses(sentence))


def _lasted(sentence: str) -> str | None:
    """How long training took: the duration behind "for", "took", "in", or any GPU hours."""
    _, pattern = units_of("hours")
    for found in NUMBER.finditer(sentence):
        behind = pattern.match(sentence, found.end())
        if behind is None:
            continue
        before = sentence[max(0, found.start() - 24) : found.start()].casefold()
        if "pu" in behind[1].lower() or _LASTED.search(before):
            return (found[0] + behind[0]).strip()
    return None


def _masses(sentence: str) -> Iterator[str]:
    _, pattern = units_of("emissions")
    plain = sentence.translate(SUBSCRIPTS)
    for found in NUMBER.finditer(plain):
        behind = pattern.match(plain, found.end())
        if behind is not None and "co2" in plain[found.start() : behind.end() + 40].lower():
            yield sentence[found.start() : behind.end()].strip()
            return
