"""What the card's own model is called: its id, and the names it goes by besides its title."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from modelcards.reading.name_places import metadata_names
from modelcards.reading.no_names import is_no_name
from modelcards.text.hub import hub_id

_GENERIC = frozenset({"readme", "model_card", "modelcard", "model-card", "index", "card"})


def card_id(path: str | None) -> str | None:
    """What a card is called where it lies: `owner/model` for one from the Hub, else the folder that
    its README stands in, else the file's stem; None for a text without a path.

    >>> card_id("hf://acme/lumen-7b"), card_id("cards/lumen-7b/README.md"), card_id("a/lumen.md")
    ('acme/lumen-7b', 'lumen-7b', 'lumen')
    """
    if not path:
        return None
    hub = hub_id(path)
    if hub is not None:
        return hub.repository
    file = PurePosixPath(path.replace("\\", "/"))
    stem = _stem(file)
    if stem.casefold().split(".")[0] == "readme":
        return file.parent.name or None
    return stem or None


def _stem(file: PurePosixPath) -> str:
    """A file's name without `.md` and what stands behind it (`.md.gz`)."""
    return file.name.split(".md")[0] if ".md" in file.name else file.stem


def other_names(metadata: dict[str, Any], file: str | None) -> list[str]:
    """Names that the model goes by besides its title: front matter, file, folder of a README.

    >>> other_names({"model_name": "Lumen"}, "lumen-ai/lumen-7b/README.md")
    ['Lumen', 'lumen-7b']
    """
    names = [name for name in metadata_names(metadata) if not is_no_name(name)]
    if file:
        names.append(card_id(file) or "")
        path = PurePosixPath(file)
        if _stem(path).lower() in _GENERIC:
            names.append(path.parent.name)
    return [name for name in dict.fromkeys(names) if name and name.lower() not in _GENERIC]
