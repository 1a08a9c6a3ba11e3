"""Front matter with some of its keys changed, every other byte as it was."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from yaml.nodes import MappingNode, Node

from modelcards.errors import ArgumentError, RefusedError, demand_unicode
from modelcards.exporting.yaml_text import block, flow
from modelcards.limits import DEFAULT_LIMITS
from modelcards.model.finding import Edit

if TYPE_CHECKING:
    from modelcards.exporting.yaml_edit import Document

_MOST_BITS = 10_000  # Python prints no number of 4,300 digits


def update_metadata(text: str, values: Mapping[str, Any]) -> str:
    r"""The text of a card with keys of its front matter set, in their place or behind the last one.

    Values are texts, numbers, booleans, lists and mappings; None takes a key out. A card without
    front matter gets some. Every other byte, the line ends and the order of the keys stay.

    Raises:
        ArgumentError: the text or a value is of a wrong type.
        RefusedError: the front matter is broken or not closed, a key stands there twice, or
            something would not be read back as it was given.

    >>> update_metadata("---\ntags: [a]  # ours\n---\n# Lumen\n", {"license": "mit"})
    '---\ntags: [a]  # ours\nlicense: mit\n---\n# Lumen\n'
    """
    from modelcards.front_matter.split import split
    from modelcards.linting.edits import edited
    from modelcards.text.source import decode

    if not isinstance(text, str):
        raise ArgumentError(f"update_metadata takes str, not {type(text).__name__}")
    if not isinstance(values, Mapping):
        raise ArgumentError(f"the values are a mapping, not {type(values).__name__}")
    for key, value in values.items():
        _check(key, value)
    source = decode(text, None)
    front = split(source.text)
    if front.lines is None:
        given = {key: value for key, value in values.items() if value is not None}
        edits = [Edit(1, 1, 1, 1, "\n".join(["---", *block(given), "---", ""]))] if given else []
    elif front.closed:
        edits = _edits(front.raw, front.lines[0] + 1, values)
    else:
        raise RefusedError(f"the front matter is not closed: no --- after line {front.lines[1]}")
    made = edited(text, edits)
    wanted = {**(front.metadata or {}), **values}
    read = split(decode(made, None).text).metadata or {}
    for key, value in wanted.items():
        if read.get(key) != _as_read(value):
            raise RefusedError(f"{key[:100]}: it would not be read back as it was given")
    return made


def _as_read(value: Any) -> Any:
    """A value as YAML gives it back: lists for tuples."""
    if isinstance(value, Mapping):
        return {key: _as_read(held) for key, held in value.items()}
    return [_as_read(one) for one in value] if isinstance(value, list | tuple) else value


def _check(key: object, value: object, depth: int = 1) -> None:
    """Refuse what is no key or value; what holds itself has no end."""
    if not isinstance(key, str) or not key:
        raise ArgumentError(f"a key is a text, not {type(key).__name__}")
    demand_unicode("a key", key)
    if depth > DEFAULT_LIMITS.yaml_depth:
        raise ArgumentError(f"{key}: nested deeper than {DEFAULT_LIMITS.yaml_depth} levels")
    if isinstance(value, Mapping):
        for inner, held in value.items():
            _check(inner, held, depth + 1)
    elif isinstance(value, list | tuple):
        for held in value:
            _check(key, held, depth + 1)
    elif isinstance(value, str):
        demand_unicode(key, value)
    elif isinstance(value, float) and not math.isfinite(value):
        raise ArgumentError(f"{key}: {value} is no number of JSON")
    elif isinstance(value, int) and value.bit_length() > _MOST_BITS:
        raise ArgumentError(f"{key}: a number of more than {_MOST_BITS:,} bits")
    elif not isinstance(value, str | int | float | bool) and value is not None:
        raise ArgumentError(f"{key}: a value of front matter is no {type(value).__name__}")


def _edits(raw: str, first: int, values: Mapping[str, Any]) -> list[Edit]:
    from modelcards.exporting.yaml_edit import Document
    from modelcards.front_matter.yaml import YamlError

    try:
        document = Document(raw, first, DEFAULT_LIMITS.yaml_depth)
    except YamlError as error:
        raise RefusedError(
            f"the front matter is no YAML: {error.reason} (line {error.line})"
        ) from None
    if getattr(document.root, "flow_style", False):
        raise RefusedError("the front matter is one mapping in braces")
    new: dict[str, Any] = {}
    for key, value in values.items():
        pairs = document.keys(document.root, key)
        if len(pairs) > 1:
            lines = " and ".join(str(document.line(one)) for one, _ in pairs)
            raise RefusedError(f"{key} stands twice, in lines {lines}")
        if pairs:
            document.edits.append(_changed(document, key, value))
        elif value is not None:
            new[key] = value
    if new:
        document.insert(_last_line(document), block(new))
    return document.edits


def _changed(document: Document, key: str, value: Any) -> Edit:
    """The edit that sets a key which is there: its value, or all of its lines."""
    [(name, node)] = document.keys(document.root, key)
    start = int(name.start_mark.line)
    if value is not None and _on_one_line(node, start) and not isinstance(value, list | Mapping):
        line = start + document.first
        column, end = int(node.start_mark.column) + 1, int(node.end_mark.column) + 1
        text = flow(value)
        empty = column == end
        return Edit(line, column, line, end, f" {text}" if empty else text)
    stop = _end(document, start)
    kept = [] if value is None else block({key: value})
    where, behind = start + document.first, stop + document.first
    return Edit(where, 1, behind, 1, "".join(f"{line}\n" for line in kept))


def _on_one_line(node: Node, line: int) -> bool:
    return int(node.start_mark.line) == line == int(node.end_mark.line)


def _end(document: Document, start: int) -> int:
    """The 0-based line of the next key; comments and blank lines right above it belong to that."""
    root = document.root
    assert isinstance(root, MappingNode)
    following = [int(key.start_mark.line) for key, _ in root.value]
    stop = min((line for line in following if line > start), default=_last_line(document))
    while stop - 1 > start and document.lines[stop - 1].lstrip()[:1] in ("", "#"):
        stop -= 1
    return stop


def _last_line(document: Document) -> int:
    """Behind the last line of the block that holds anything."""
    lines = document.lines
    last = len(lines)
    while last > 0 and not lines[last - 1].strip():
        last -= 1
    return last
