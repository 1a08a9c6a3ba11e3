"""Labels → the typed fields that they name, in whatever spelling they are printed.

A label is compared as it stands with those that the fields declare, and then as a set of words:
without formula marks, brackets that add nothing, and "number of", with one word for those that mean
the same. Which words do what is data (`data/label_words.txt`).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from modelcards.markdown.outline import normal
from modelcards.model.card import field_labels
from modelcards.values.quantities import UNITS
from modelcards.vocabulary import rows

LONGEST = 80
"""Labels of more characters name no field."""

_UNIT_IN_KEY = re.compile(r"^(.{1,80}?)\s*(?:\(([^()]{1,12})\)|/\s?([KMBTG]))$", re.S)
_UNIT_ENDS = (")", *"KMBTG", "\n")
_UNIT_WORDS = re.compile(r"(?:in\s|#\s?|x\s)?([A-Za-z]{1,9})", re.IGNORECASE)
# A label in letters and digits without any mark, and its words.
_BARE = re.compile(r"[A-Za-z0-9 .,%+-]+(?:\([A-Za-z0-9 .,%+-]{2,}\)?)?")
_BARE_WORDS = re.compile("[a-z0-9]+")
_FORMULA = re.compile(r"\\(?:text|mathrm|mathit|mathbf|operatorname|rm|it)\b|\\[()\[\],;! ]|[${}]")
_QUERIES_FIRST = re.compile(r"\bq(?:uery|ueries)?\s?[/|,&+]?\s?(?:kv|k\s?[/|,&+]?\s?v)\b")
_SLASHED = re.compile(r"\s?([0-9][0-9,]{0,11})(?:\s?/\s?[0-9][0-9,]{0,11}){1,2}\s?")
_BRACKET = re.compile(r"[(（\[]([^()（）\[\]]{1,60})[)）\]]")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_WORDS = re.compile(r"\x23|[^\W_]+(?:\.(?=\s|$))?")
_IDEOGRAPHIC = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_HALVES = re.compile(
    "^(?P<a>[^\x00-\u024f][^\x00-\x7f\\s]*(?:\\s+[^\x00-\u024f]+)*)[\\s/|,·、:：-]*(?P<b>[#A-Za-z].*)$"
    "|^(?P<c>[#A-Za-z][\x00-\u024f]*?)[\\s/|,·、:：-]*(?P<d>[^\x00-\u024f\\s].*)$",
    re.DOTALL,
)


@lru_cache(maxsize=1)
def _label_to_field() -> dict[str, str]:
    return {normal(label): name for name, labels in _declared() for label in labels}


def _declared() -> list[tuple[str, list[str]]]:
    """Every field with its labels: those that it declares, and those of other languages."""
    found = [(name, list(one.labels)) for name, one in field_labels().items()]
    return found + [(name, [label]) for label, name in _rows_for("label").items()]


@cache
def _words_of(kind: str) -> dict[str, str]:
    """The words of the rows of a kind, each with the first of its row."""
    return {word: row[1] for row in rows("label_words") if row[0] == kind for word in row[1:]}


@cache
def _dropped() -> dict[str, frozenset[str]]:
    """The words that one field's labels go without, by field."""
    return {
        row[0].removeprefix("drop "): frozenset(row[1:])
        for row in rows("label_words")
        if row[0].startswith("drop ")
    }


@cache
def _by_words() -> dict[frozenset[str], str]:
    """The declared labels as sets of words.

    A label of several words that shrinks to one ("n_embd") says more than that one does.
    """
    found: dict[frozenset[str], str] = {}
    for name, labels in _declared():
        for label in labels:
            said = _said(label)
            words = frozenset(_words_of("same").get(word, word) for word in said)
            core = words.difference(_words_of("drop"))
            if len(core) > 1 or len(said) == 1:
                found.setdefault(core, name)
            found.setdefault(words, name)
    return found


def _said(label: str) -> list[str]:
    return [word.rstrip(".") for word in _WORDS.findall(label.casefold())]


@lru_cache(maxsize=4096)
def field_of(key: str) -> str | None:
    r"""The typed field that a key names, or None.

    >>> field_of("Training Tokens"), field_of("Favourite colour")
    ('training_tokens', None)
    >>> field_of("# of layers"), field_of("\\(d_{model}\\)"), field_of("参数 Parameter")
    ('layers', 'hidden_size', 'parameters')
    >>> field_of("Parameters (non-embedding)"), field_of("Number of KV heads")
    (None, None)
    """
    if _BARE.fullmatch(key) and _all_words().isdisjoint(_BARE_WORDS.findall(key.lower())):
        return None  # most texts are no labels, and this is told without reading their marks
    known = _label_to_field().get(normal(key))
    if known is not None or len(key) > LONGEST:
        return known
    if key[:1].isdecimal() and not _LETTERS.search(key):
        return None
    label = _FORMULA.sub("", key).replace("\\", "").strip() if "\\" in key or "$" in key else key
    return _by_label(label.strip(" *:：.-–—†‡"))


def _by_label(label: str) -> str | None:
    if "(s)" in label:
        label = label.replace("(s)", "s")
        if (declared := _label_to_field().get(normal(label))) is not None:
            return declared
    # "Token", "Head" or "Parameter" alone is as often something else: what is declared counts.
    said = _said(label)
    whole = _by_words_in(said) if len(said) > 1 else None
    if whole is not None:
        return whole
    inside = _BRACKET.search(label)
    if inside is not None:
        rest = _BRACKET.sub(" ", label).strip()
        queries = _QUERIES_FIRST.fullmatch(inside[1].strip().casefold()) is not None
        if rest and (queries or _adds_nothing(inside[1], rest)):
            return _label_to_field().get(normal(rest)) or _by_set(rest)
        return None
    both = halves(label)
    if both is not None:
        one, other = both
        first = _label_to_field().get(normal(one)) or _by_set(one)
        second = _label_to_field().get(normal(other)) or _by_set(other)
        return first if first == second else None
    return None


def halves(label: str) -> tuple[str, str] | None:
    """The two halves of a label that is printed in two scripts, or None.

    >>> halves("参数 Parameter"), halves("Layers / 层数"), halves("参数")
    (('参数', 'Parameter'), ('Layers', '层数'), None)
    """
    if label.isascii() or len(label) > LONGEST or not _IDEOGRAPHIC.search(label):
        return None
    found = _HALVES.match(label)
    if found is None:
        return None
    one, other = (half.strip() for half in found.groups() if half is not None)
    return one, other


def _adds_nothing(inside: str, rest: str) -> bool:
    """True where brackets repeat the label, or say nothing of what is counted."""
    unit = _UNIT_WORDS.fullmatch(inside.strip())
    if unit is not None and unit[1].lower() in UNITS:
        return True
    said = _said(inside)
    if said and all(word in _words_of("bracket") for word in said):
        return True
    field = _label_to_field().get(normal(inside)) or _by_set(inside)
    return field is not None and field == (_label_to_field().get(normal(rest)) or _by_set(rest))


def _by_set(label: str) -> str | None:
    """The field whose labels have the words of this one."""
    return _by_words_in(_said(label))


def _by_words_in(said: list[str]) -> str | None:
    same = _words_of("same")
    words = frozenset([same.get(word, word) for word in said])
    if words.isdisjoint(_telling()):
        return None
    low = " ".join(said)
    tail = next((tail for tail in _words_of("tail") if low.endswith(f" {tail}")), None)
    if tail is not None:
        words = frozenset([same.get(word, word) for word in low.removesuffix(tail).split()])
    table = _by_words()
    core = words.difference(_words_of("drop"))
    field = table.get(words) or (table.get(core) if core else None)
    if field is not None:
        return field
    for name, dropped in _dropped().items():
        if not words.isdisjoint(dropped) and table.get(core - dropped) == name:
            return name
    return None


def same_label(one: str, other: str) -> bool:
    """Whether two labels ask for the same thing, however they are spelt.

    >>> same_label("Number of layers", "# Layers"), same_label("Context length", "Context window")
    (True, True)
    >>> same_label("Context length", "Max position embeddings")
    False
    """
    return one == other or _plain_label(one) == _plain_label(other)


@lru_cache(maxsize=1024)
def _plain_label(key: str) -> str | frozenset[str]:
    alike = _rows_for("alike").get(normal(key))
    said = [_words_of("same").get(word, word) for word in _said(key)]
    return alike or frozenset(said).difference(_words_of("drop")) or normal(key)


@cache
def _telling() -> frozenset[str]:
    """The words of which a label has one at least."""
    return frozenset().union(*_by_words()).difference(_words_of("drop"))


@cache
def _all_words() -> frozenset[str]:
    """The words of letters and digits of which each label has one at least."""
    found = {word for word, meant in _words_of("same").items() if meant in _telling()}
    found |= _telling()
    for label in _label_to_field():
        words = frozenset(_BARE_WORDS.findall(label))
        found |= words.difference(_words_of("drop")) or words
    return frozenset(_BARE_WORDS.findall(" ".join(found).lower()))


@lru_cache(maxsize=4096)
def split_unit(key: str) -> tuple[str, str | None]:
    """A key and the magnitude printed behind it.

    >>> split_unit("Params (M)"), split_unit("Access (gated)")
    (('Params', 'M'), ('Access (gated)', None))
    >>> split_unit("Parameters (in billions)")
    ('Parameters', 'billions')
    """
    if not key.endswith(_UNIT_ENDS):
        return key, None
    if normal(key) not in _label_to_field() and (found := _UNIT_IN_KEY.match(key)):
        unit = _UNIT_WORDS.fullmatch((found[2] or found[3]).strip())
        if unit is not None and unit[1].lower() in UNITS:
            return found[1], unit[1]
    return key, None


@cache
def _rows_for(kind: str) -> dict[str, str]:
    """Labels that name a field only under a condition, by label."""
    return {
        label: row[0].removeprefix(f"{kind} ")
        for row in rows("label_words")
        if row[0].startswith(f"{kind} ")
        for label in row[1:]
    }


def counted_field(key: str, counted: str) -> str | None:
    """The field that a key names where its value counts `counted`.

    >>> counted_field("Training data", "tokens"), counted_field("Size", "parameters")
    ('training_tokens', 'parameters')
    >>> counted_field("Training data", "parameters") is None
    True
    """
    field = _rows_for("counted").get(normal(key)) if len(key) <= LONGEST else None
    return field if field is not None and counted[:5] in field else None


def column_field(head: str) -> str | None:
    """The field that a head names in a table of models where its values look like it.

    >>> column_field("Length"), column_field("Layers")
    ('context_length', None)
    """
    return _rows_for("column").get(normal(head)) if len(head) <= LONGEST else None


def first_part(key: str, raw: str) -> str:
    """The first of the numbers that a label names one by one: heads of queries before the others.

    >>> first_part("Number of QKV Heads", "80 / 8 / 8"), first_part("Heads", "32 / 64")
    ('80', '32 / 64')
    """
    if "/" in raw and _QUERIES_FIRST.search(key.casefold()) and (found := _SLASHED.fullmatch(raw)):
        return found[1]
    return raw
