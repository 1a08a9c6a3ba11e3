"""What the card's own model is called: its title, and the other names it goes by."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

from modelcards.markdown.blocks import Block
from modelcards.markdown.inline import visible
from modelcards.markdown.outline import Section, normal, plain
from modelcards.reading.dialects.common import Reading

_HTML_TITLE = re.compile(
    r"<h([1-3])(?:\s[^>]{0,300})?>(.{1,400}?)</h\1>", re.IGNORECASE | re.DOTALL
)
_LONGEST_NAME = 8  # words; a longer HTML heading is a slogan
_CARD_BEFORE = re.compile(r"^(?:model\s*card|模型卡片?)\s*(?:for|of|:|：|-|–)?\s*", re.IGNORECASE)
_CARD_BEHIND = re.compile(r"\s*[-–:|]?\s*(?:model\s*card|模型卡片?)$", re.IGNORECASE)
_SUBTITLE = re.compile(r"^(.{2,60}?)\s*(?::\s|\s[–—|]\s|：)(.+)$")

# Titles of sections that stand first in cards without a title: none of them names a model.
_NO_TITLES = frozenset(
    {
        "table of contents", "contents", "toc", "model information", "model details", "readme",
        "news", "updates", "quick start", "quickstart", "usage", "installation", "目录", "更新",
        "how to use", "getting started", "abstract", "license", "citation", "disclaimer",
    }
)  # fmt: skip


def clean_title(text: str) -> str | None:
    """A title without decoration, "Model card for" and a subtitle of a sentence's length.

    >>> clean_title("Model Card for Lumen-7B"), clean_title("Lumen: a small model for every day")
    ('Lumen-7B', 'Lumen')
    """
    title = plain(text)
    title = _CARD_BEHIND.sub("", _CARD_BEFORE.sub("", title)).strip(" :：-–")
    split = _SUBTITLE.match(title)
    if split is not None and len(split[2].split()) >= 4:
        title = split[1]
    return title or None


def _html_title(block: Block) -> tuple[str, int] | None:
    if block.kind != "html":
        return None
    found = _HTML_TITLE.search(block.text[:20_000])
    if found is None or len((shown := visible(found[2])).split()) > _LONGEST_NAME:
        return None
    return shown, block.line + block.text.count("\n", 0, found.start(2))


def _is_title(section: Section) -> bool:
    return (
        section.role is None
        and normal(section.title) not in _NO_TITLES
        and "://" not in section.title
    )


def find_title(reading: Reading) -> tuple[str, int] | None:
    """The title and its line: the first heading of level 1, or an HTML heading before any section;
    in a card whose front matter names no model, the first heading of all. None where that heading
    is one of a section.
    """
    for block in reading.sections[0].blocks:
        if (found := _html_title(block)) and (name := clean_title(found[0])):
            return name, found[1]
    headed = [section for section in reading.sections if section.level]
    ranked = [section for section in headed if section.level == 1][:1]
    if not ranked and not metadata_names(reading.front.metadata or {}):
        ranked = headed[:1]
    for section in ranked:
        if _is_title(section) and (name := clean_title(section.title)):
            return name, section.line
    return None


def metadata_names(metadata: dict[str, Any]) -> list[str]:
    """The names that front matter gives the model."""
    index = metadata.get("model-index")
    entries = index if isinstance(index, list) else []
    names = [metadata.get("model_name"), metadata.get("name")]
    names += [entry.get("name") for entry in entries if isinstance(entry, dict)][:1]
    return [name for name in names if isinstance(name, str) and name.strip()]


def other_names(metadata: dict[str, Any], file: str | None) -> list[str]:
    """Names that the model goes by besides its title: front matter, file, folder of a README.

    >>> other_names({"model_name": "Lumen"}, "lumen-ai/lumen-7b/README.md")
    ['Lumen', 'lumen-7b']
    """
    names = metadata_names(metadata)
    if file:
        path = PurePosixPath(file)
        stem = path.name.split(".md")[0] if path.suffix == ".md" else path.stem
        generic = {"readme", "model_card", "modelcard", "model-card", "index", "card"}
        names.append(path.parent.name if stem.lower() in generic else stem)
    return [name for name in names if name]
