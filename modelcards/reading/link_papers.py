"""Papers that are not the model's own: of data, of a tool, of what their link names."""

from __future__ import annotations

import re

from modelcards.reading.link_names import Names, names_model, strange_words
from modelcards.reading.link_words import PARTS, said_around

# "the Pile paper" is that of the Pile; an entry of a list of references is another's.
_PAPER_OF = re.compile(r"([^\W_]+(?:[-.][^\W_]+)*)(?:'s)? paper$", re.IGNORECASE)
_REFERENCE = re.compile(r"(?:^|\n)[ \t>*-]{0,6}\[\d{1,3}\][:.]?\s[^\n]*$")
_DATA_OF = re.compile(
    r"\b(?:datasets?|data ?sets?|corpus|corpora|benchmarks?)\b[^.!?\n]{0,60}"
    r"\b(?:proposed|introduced|presented|described|released|published)\s+(?:in|by)\W*$",
    re.IGNORECASE,
)
# "[Wren](…) ([paper](…), [code](…))": what stands in brackets behind a link is of what that names.
_BEHIND = re.compile(
    r"(?<!!)\[([^\[\]\n]{1,80})\]\([^()\s]{1,300}\)\s?\((?:\[[^\[\]\n]{1,40}\]\([^()\s]{1,300}\)[\s,;/|]{1,3})?$"
)
_OURS = re.compile(r"\W*(?:our|this|my)\b", re.IGNORECASE)
_TITLE = 4  # words, from which on a link's text may be a title


def is_of_another(label: str, before: str, names: Names) -> bool:
    """Whether the paper of a link is that of data, of a tool, of what the link names, or an entry
    of references. `label` is the link's text, `before` what stands before it.

    >>> tern = Names(("tern",))
    >>> is_of_another("the Nest paper", "", tern), is_of_another("the Tern paper", "", tern)
    (True, False)
    """
    if _OURS.match(label):
        return False
    if is_of_tool(label) or (is_of_data(label) and not names_model(label, names)):
        return True
    whose = _PAPER_OF.search(label) if "paper" in label[-8:].lower() else None
    if whose is not None and strange_words("label", whose[1], names):
        return True
    if "[" in before and _REFERENCE.search(before) is not None:
        return True
    told = "ed" in before.lower() and _DATA_OF.search(before) is not None
    return told and not names_model(label, names)


def is_behind_another(before: str, names: Names) -> bool:
    """Whether a link stands in brackets behind a link that names something else than the model.

    >>> tern = Names(("tern",))
    >>> is_behind_another("uses [Wren](https://example.org/wren) (", tern)
    True
    >>> is_behind_another("about [Tern](https://example.org/tern) (", tern)
    False
    """
    found = _BEHIND.search(before) if "(" in before[-1:] or "](" in before[-400:] else None
    return found is not None and bool(strange_words("label", found[1], names))


def is_of_tool(title: str) -> bool:
    """Whether a paper is that of a tool, by its title.

    >>> is_of_tool("Fledge: An End-to-End Toolkit for Birdsong"), is_of_tool("our toolkit")
    (True, False)
    """
    return _may_be_title(title) and "tool" in said_around("title", title[:300])


def is_of_data(title: str) -> bool:
    """Whether a paper is that of data or a benchmark, by its title.

    >>> is_of_data("Nest: A Large Corpus of Birdsong"), is_of_data("Tern: A Model of Birdsong")
    (True, False)
    """
    return _may_be_title(title) and "data" in said_around("title", title[:300])


def _may_be_title(title: str) -> bool:
    return len(title) > 2 * _TITLE - 2 and len(PARTS.findall(title)) >= _TITLE
