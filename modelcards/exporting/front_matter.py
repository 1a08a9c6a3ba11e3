"""The front matter of a card as a document to edit, or why it cannot be edited safely."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from yaml.nodes import MappingNode, Node, SequenceNode

from modelcards.errors import ArgumentError, RefusedError
from modelcards.exporting.yaml_edit import Document
from modelcards.exporting.yaml_text import block, flow
from modelcards.model.finding import Edit

if TYPE_CHECKING:
    from modelcards.model.card import ModelCard
    from modelcards.text.source import Source

_INDEX = "model-index"


def source_of(card: ModelCard) -> Source:
    """The file that a card was read from.

    Raises:
        ArgumentError: the card came from JSON.
        RefusedError: its bytes cannot be written back as they were.
    """
    from modelcards.text.source import encoded

    if card._original is None:
        raise ArgumentError("a card without its text has no front matter to edit")
    source = card._original.source
    given = encoded(source.original, source.encoding)
    if hashlib.sha256(given).hexdigest() == source.data_sha256:
        return source
    if any(problem.code == "MC004" for problem in source.problems):
        raise RefusedError("the file is longer than what is read of it")
    raise RefusedError("the file holds bytes that are not text; modelcards lint --fix mends them")


class Front:
    """Front matter to edit: `values` are those of its `model-index`, a list of mappings."""

    def __init__(self, source: Source) -> None:
        """Read the front matter of a file.

        Raises:
            RefusedError: it is broken, not closed, or holds what cannot be matched or edited.
        """
        from modelcards.front_matter.split import split
        from modelcards.front_matter.yaml import YamlError
        from modelcards.limits import DEFAULT_LIMITS

        self.source = source
        front = split(source.text)
        self.document: Document | None = None
        self.values: list[Any] = []
        if front.lines is None:
            return
        if not front.closed:
            last = front.lines[1]
            raise RefusedError(f"the front matter is not closed: no --- after line {last}")
        try:
            self.document = Document(front.raw, front.lines[0] + 1, DEFAULT_LIMITS.yaml_depth)
        except YamlError as error:
            raise RefusedError(
                f"the front matter is no YAML: {error.reason} (line {error.line})"
            ) from None
        self._check(front.metadata or {}, self.document)

    def _check(self, metadata: dict[str, Any], document: Document) -> None:
        pairs = document.keys(document.root, _INDEX)
        if len(pairs) > 1:
            lines = " and ".join(str(document.line(key)) for key, _ in pairs)
            raise RefusedError(f"model-index stands twice, in lines {lines}")
        held = metadata.get(_INDEX)
        if held is None:
            return
        if not isinstance(held, list) or not all(isinstance(one, dict) for one in held):
            line = document.line(pairs[0][0])
            raise RefusedError(f"line {line}: model-index is no list of models")
        twice = _twice(pairs[0][1])
        if twice is not None:
            line = document.first + twice
            raise RefusedError(f"line {line}: a key of model-index stands there twice")
        self.values = held

    def add_index(self, index: list[Any]) -> list[Edit]:
        """The edits that put a `model-index` where there is none, or an empty one."""
        document = self.document
        if document is None:
            lines = ["---", *block({_INDEX: index}), "---"]
            if self.source.text and not self.source.text.startswith("\n"):
                lines.append("")
            return [Edit(1, 1, 1, 1, "\n".join([*lines, ""]))]
        pairs = document.keys(document.root, _INDEX)
        if pairs:
            document.append(*pairs[0], index)
        elif getattr(document.root, "flow_style", False):
            self._into_braces(document, index)
        else:
            document.insert(len(document.lines) - 1, block({_INDEX: index}))
        return document.edits

    @staticmethod
    def _into_braces(document: Document, index: list[Any]) -> None:
        """Front matter in braces, as JSON: one key more before the last brace."""
        root = document.root
        assert isinstance(root, MappingNode)
        if not root.value:
            raise RefusedError("the front matter is an empty pair of braces")
        last = root.value[-1][1].end_mark
        line, column = int(last.line) + document.first, int(last.column) + 1
        document.edits.append(Edit(line, column, line, column, f", {_INDEX}: {flow(index)}"))


def _twice(node: Node) -> int | None:
    """The 0-based line of a key that its mapping holds already, anywhere below a node."""
    todo, seen = [node], set()
    while todo:
        one = todo.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, MappingNode):
            names: set[str] = set()
            for key, value in one.value:
                if str(key.value) in names:
                    return int(key.start_mark.line)
                names.add(str(key.value))
                todo.append(value)
        elif isinstance(one, SequenceNode):
            todo += one.value
    return None
