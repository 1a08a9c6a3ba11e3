"""What a link of a Hub card leads to, by weighing its address, its text and the words around it.

The weights stand in `data/link_evidence.txt`. A link is typed where they say both what it leads to
and that this is the card's own; every other one is `other`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from modelcards.reading.link_names import Names, is_named, is_named_word, names_model
from modelcards.reading.link_papers import is_behind_another, is_of_another
from modelcards.reading.link_words import PARTS, Weights, said_around, said_in, said_next, words_of

KINDS = ("paper", "code", "try", "dataset", "license", "documentation", "model", "other")
# Least sum of weights for a kind: what is easily another's needs more.
_ENOUGH = {
    "paper": 6,
    "code": 6,
    "try": 5,
    "dataset": 4,
    "license": 4,
    "documentation": 6,
    "model": 7,
}
_TARGET = re.compile(
    r"https?://(?:www\.)?([^/\s?#:]{1,253})(?::\d{1,5})?([^\s?#]{0,1000})", re.IGNORECASE
)
_BEFORE = 200
# The weight from which on an address is never the model's own, unless it is called like it.
_TOOL = 9
_WEIGHTS = (".safetensors", ".bin", ".ckpt", ".gguf", ".pt", ".pth", ".onnx")
_SENTENCE = re.compile(r"[.!?]\s|[。！？]|\n\s{0,8}[-*+•\n]|\n\s*\d{1,2}\.\s|\|")
_AFTER_YEAR = re.compile(r"\b(?:19|20)\d{2}[a-z]?\)?[.,]{0,2}\s{0,3}\(?$")
_LONGEST_YEAR = 16
_TARGETS = re.compile(r"\]\([^()\s]{0,500}\)?|<[^<>]{0,500}>|https?://\S{1,500}|arXiv:\s?\d[\d.]+")


class Evidence(NamedTuple):
    """What is known of a link: its address, its text, and what stands around it.

    `key` is the label that it stands behind, `before` and `after` the text close to it,
    `section` the headings above it; `lead` says that it stands before the card's first section;
    `row` is what opens its row in a table of several things.
    """

    url: str
    label: str = ""
    key: str = ""
    before: str = ""
    after: str = ""
    section: tuple[str, ...] = ()
    lead: bool = False
    row: str = ""


@lru_cache(maxsize=4096)
def _address(url: str) -> tuple[Weights, str]:
    """What an address says for itself, and the part of it that names a thing."""
    target = _TARGET.match(url)
    if target is None:
        found = said_in("path", url.partition("#")[0][:200])[0]
        return found, url
    host, path = target[1].lower(), target[2].rstrip("/")
    found = dict(_host(host, path.lower()))
    segments = [one for one in path.split("/") if one]
    own = "/".join(segments[:2]).lower().removesuffix(".git")
    if host in ("github.com", "gitlab.com"):
        for kind, weight in words_of("tool").phrases.get(own, ()):
            found[kind] = found.get(kind, 0) + weight
        if len(segments) < 2:
            found = {"other": 4}
    names = segments[1:] if host in ("github.com", "huggingface.co", "hf.co") else segments
    for kind, weight in said_in("path", " ".join(names)[:300])[0].items():
        found[kind] = found.get(kind, 0) + weight
    if path.lower().endswith(".pdf") and "paper" not in found and "license" not in found:
        found["paper"] = 2
    return found, path


def _host(host: str, path: str) -> tuple[tuple[str, int], ...]:
    """The row of the longest start of an address that is known."""
    known = words_of("host").phrases
    segments = path.split("/")[1:3]
    parts = host.split(".")
    for at in range(max(1, len(parts) - 1)):
        name = ".".join(parts[at:])
        for size in range(len(segments), -1, -1):
            found = known.get("/".join((name, *segments[:size])))
            if found is not None:
                return found
    return ()


# Cards of one lab, and of one template, share most of their links and what stands around them.
@lru_cache(maxsize=8192)
def weigh(evidence: Evidence, names: Names) -> tuple[str, int]:
    """The kind of a link and how much speaks for it beyond what is needed.

    >>> paper = Evidence("https://arxiv.org/abs/2401.01234", "this paper",
    ...                  before="Lumen was introduced in", section=("Lumen",))
    >>> lumen = Names(("lumen",))
    >>> weigh(paper, lumen)[0], weigh(paper._replace(label="LoRA", before="we use"), lumen)[0]
    ('paper', 'other')
    """
    url, label, key, text_before, text_after, headings, lead, row = evidence
    address, path = _address(url)
    if not address and "://" not in url:
        return "other", 0  # a page beside this one
    if address.get("other", 0) >= _TOOL and not is_named(path, names):
        return "other", 0
    said = dict(address)
    whose = _label(label, names, said)
    keyed = said_around("key", key) if key else {}
    before = said_next("before", _since_last_link(text_before[-80:]))
    after = said_next("after", text_after[:40].partition("[")[0])
    for found in (keyed, before, after):
        if found:
            for kind, weight in found.items():
                if kind in _ENOUGH or kind == "other":
                    said[kind] = said.get(kind, 0) + weight
    told = "paper" in said and "paper" not in keyed
    if not path.strip("/") or (told and is_of_another(label, text_before, names)):
        said.pop("paper", None)  # of a conference, of the data, of a tool
    if ("paper" in said or "code" in said) and is_behind_another(text_before, names):
        said = {kind: weight for kind, weight in said.items() if kind not in ("paper", "code")}
    if said.keys().isdisjoint(_ENOUGH):
        return "other", 0  # what follows only strengthens
    sentence = _sentence(text_before, text_after)
    near = said_around("near", sentence)
    section = _sections(headings)
    for kind in said:
        said[kind] += max(near.get(kind, 0), section.get(kind, 0)) if kind != "other" else 0
    called = is_named(path, names)
    own = whose + 3 * called + (2 if keyed and "other" not in keyed else 0)
    foreign = max(near.get("foreign", 0), before.get("foreign", 0), after.get("foreign", 0))
    own += max(near.get("own", 0), before.get("own", 0)) - foreign
    own += names_model(sentence[-_BEFORE:], names)
    own += section.get("own", 0) - section.get("foreign", 0) + lead
    source = min(2, near.get("source", 0) + section.get("dataset", 0) + after.get("dataset", 0))
    if address.get("model") and "license" not in said:
        # A page of a model is no code, data or paper, whatever is said beside it.
        said = {kind: weight for kind, weight in said.items() if kind in ("model", "other")}
        if foreign or not _is_own_page(path, names):
            return "other", 0
        said["model"] += 5
    if row and not called and not is_named(row, names):
        # The paper and the code of a row are those of what the row is about.
        said = {kind: weight for kind, weight in said.items() if kind in ("dataset", "other")}
    return _decided(said, own, source)


def _may_hold_target(text: str) -> bool:
    return "](" in text or "<" in text or "://" in text or "arXiv:" in text


def _since_last_link(before: str) -> str:
    """What stands between the link before and this one: its text says nothing of this one."""
    last = 0
    if _may_hold_target(before):
        for found in _TARGETS.finditer(before):
            last = found.end()
    return before[last:]


def _is_own_page(path: str, names: Names) -> bool:
    """Whether a page of a hub is that of the model, or of it in another form (`…-gguf`), or holds
    its weights.
    """
    segments = [one for one in path.split("/") if one]
    if len(segments) > 2 and not segments[-1].endswith(_WEIGHTS):
        return segments[2] == "tree"
    key = "".join(filter(str.isalnum, segments[1].casefold())) if len(segments) > 1 else ""
    return any(key == one or (len(one) > 5 and key.startswith(one)) for one in names.whole)


def _sentence(before: str, after: str) -> str:
    """The part of a link's sentence that stands close to it, without the addresses of others."""
    if _may_hold_target(before):
        before = _TARGETS.sub(" ", before)
    # A reference ends in its year; its title and authors are sentences before it.
    cut = 0
    if _AFTER_YEAR.search(before, max(len(before) - _LONGEST_YEAR, 0)) is None:
        for one in _SENTENCE.finditer(before):
            cut = one.end()
    if _may_hold_target(after):
        after = _TARGETS.sub(" ", after)
    after = after.partition("[")[0]
    stop = _SENTENCE.search(after)
    return f"{before[cut:]} {after[: stop.start()] if stop else after}"


@lru_cache(maxsize=4096)
def _labelled(label: str) -> tuple[Weights, list[str]]:
    """What a label says, and the words that say nothing of a link."""
    known, used = said_in("label", label)
    return known, [word for word in PARTS.findall(label.casefold()) if word not in used]


def _label(label: str, names: Names, said: Weights) -> int:
    """Add what the link's own text says; gives back whose it says that the target is."""
    if "://" in label[:12] or label[:6].casefold() == "arxiv:" or label[:3].casefold() == "doi":
        return 0
    known, left = _labelled(label[:200])
    found = dict(known)
    pure = found.pop("neutral", None) is not None or bool(found)
    named = [word for word in left if is_named_word(word, names)] if left else []
    if "".join(left) in names.whole:
        named = left  # "7B" of "Lumen-7B"
    strange = len(left) > len(named) + sum(map(str.isdigit, left))
    if "dataset" in found and "code" not in found and not strange:
        said.pop("code", None)  # data in a repository of code are data
    for kind, weight in found.items():
        said[kind] = said.get(kind, 0) + (max(weight - 1, 1) if strange else weight)
    return 2 * bool(named) + (-1 if strange else pure)


@lru_cache(maxsize=1024)
def _sections(path: tuple[str, ...]) -> Weights:
    """What the headings say, the innermost that says anything."""
    for title in reversed(path):
        found = said_in("section", title[:200])[0]
        if found:
            return found
    return {}


def _decided(said: Weights, own: int, source: int) -> tuple[str, int]:
    """The kind with the highest sum, if that and whose it is are sure enough."""
    best, sure = "other", 0
    for kind in KINDS[:-1]:
        weight = said.get(kind, 0)
        if weight < 2 or weight <= said.get("other", 0):
            continue
        whose = own
        if kind == "dataset":
            # What a model was trained on is its own by being told, whatever it is called.
            whose = max(own, source) if source else min(own + 1, 0)
        elif kind == "license":
            whose = max(own, 0)
        total = weight + whose - _ENOUGH[kind]
        if total >= 0 and (best == "other" or weight > said[best]):
            best, sure = kind, total
    return best, sure
