"""What a card says beside its facts, as rows: sections, links, citations and the environment."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from modelcards.model.card import ModelCard

_DEEPEST = 8


class Part(NamedTuple):
    """A section: its title, the levels that it stands below others, and what it is about."""

    title: str
    depth: int
    about: str
    status: str
    line: int


def sections(card: ModelCard) -> list[Part]:
    r"""The sections of a card in their order; what stands before the first heading has no title.

    >>> import modelcards
    >>> sections(modelcards.parse("# Lumen\n\n## Uses\n\nChat.\n"))[1]
    Part(title='Uses', depth=1, about='uses', status='filled', line=3)
    """
    depths: list[int] = []
    found = []
    for one in card.sections:
        # A card from JSON may name a parent that is none.
        inner = one.parent is not None and 0 <= one.parent < len(depths)
        depth = min(depths[one.parent or 0] + 1, _DEEPEST) if inner else 0
        depths.append(depth)
        about = ", ".join(role for role in (one.role, *one.also) if role)
        found.append(Part(one.title, depth, about, one.status, one.line))
    return found


def links(card: ModelCard) -> list[tuple[str, str, str, int]]:
    """The links of a card: label, kind (`related: …` for those that lead to others), URL, line."""
    own = [(one.label, one.kind, one.url, one.line) for one in card.resources]
    return own + [(one.label, f"related: {one.kind}", one.url, one.line) for one in card.related]


def citations(card: ModelCard) -> list[tuple[str, str, str, int]]:
    """The BibTeX entries of a card: key, title, where the work is found, line."""
    return [
        (
            one.key or one.type,
            one.title or "",
            (one.arxiv and f"arXiv:{one.arxiv}") or (one.doi and f"doi:{one.doi}") or one.url or "",
            one.line,
        )
        for one in card.citation
    ]


def environment(card: ModelCard) -> list[tuple[str, str, int]]:
    r"""What training used and emitted: name, as printed with its unit where that is left out, line.

    >>> import modelcards
    >>> environment(modelcards.parse("---\nco2_eq_emissions: 12.5\n---\n# Lumen\n"))
    [('emissions', '12.5 g', 2)]
    """
    found = []
    for name, value in vars(card.environment).items():
        if value is not None:
            bare = value.raw.replace(",", "").replace(".", "", 1).strip().isdigit()
            text = f"{value.raw} {value.unit}" if bare and value.unit else value.raw
            found.append((name, text, value.line))
    return found
