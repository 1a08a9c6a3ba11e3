"""Small changes to YAML as edits of its text, so that everything else stays as it was printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from modelcards.errors import RefusedError
from modelcards.exporting.yaml_text import block, flow, scalar
from modelcards.model.finding import Edit

if TYPE_CHECKING:
    from yaml.error import Mark

_BLOCK_STYLES = ("|", ">")


class Document:
    """One YAML document that stands in a file from line `first` on, and the edits made so far."""

    def __init__(self, text: str, first: int, depth: int) -> None:
        r"""Read `text`, whose line ends are all `\n`.

        Raises:
            YamlError: the text is no YAML.
        """
        from modelcards.front_matter.yaml import nodes

        self.lines = text.split("\n")
        self.first = first
        self.root = nodes(text, first, depth)
        self.edits: list[Edit] = []

    def line(self, node: Node) -> int:
        """The line of the file that a node begins on."""
        return self.first + int(node.start_mark.line)

    def child(self, node: Node | None, key: str | int) -> tuple[Node, Node]:
        """The key and the value below a mapping or list; of a list both are the item.

        Raises:
            RefusedError: it is not there, or stands there twice.
        """
        if isinstance(node, SequenceNode) and isinstance(key, int) and key < len(node.value):
            return node.value[key], node.value[key]
        found = self.keys(node, str(key))
        if len(found) != 1:
            where = f"line {self.line(node)}" if node is not None else "the file"
            many = "stands twice" if found else "is missing"
            raise RefusedError(f"{where}: the key {key!r} {many}")
        return found[0]

    def keys(self, node: Node | None, key: str) -> list[tuple[Node, Node]]:
        """Every pair of a mapping with this key."""
        pairs = node.value if isinstance(node, MappingNode) else []
        return [pair for pair in pairs if isinstance(pair[0], ScalarNode) and pair[0].value == key]

    def at(self, *path: str | int) -> tuple[Node, Node]:
        """Walk down from the root; see `child`."""
        key = node = self.root
        for step in path:
            key, node = self.child(node, step)
        assert key is not None
        assert node is not None
        return key, node

    def replace(self, node: Node, value: str | float) -> None:
        """Print another scalar in the place of one.

        Raises:
            RefusedError: what stands there is no text of one line.
        """
        start, end = node.start_mark, node.end_mark
        is_text = isinstance(node, ScalarNode) and node.style not in _BLOCK_STYLES
        if not is_text or start.line != end.line or start.column == end.column:
            raise RefusedError(f"line {self.line(node)}: the value is no text of one line")
        self._edit(start, end, scalar(value))

    def append(self, key: Node, node: Node, items: list[Any]) -> None:
        """Add items behind the last one of a list, in the list's own style and column.

        An empty list and an empty value become a list under their key.

        Raises:
            RefusedError: the value is no list.
        """
        empty = isinstance(node, ScalarNode) and node.value in ("", "~", "null") and not node.style
        if not empty and not isinstance(node, SequenceNode):
            raise RefusedError(f"line {self.line(node)}: {_name(key)!r} is no list")
        if isinstance(node, SequenceNode) and node.value:
            if node.flow_style:
                last = node.value[-1].end_mark
                self._edit(last, last, "".join(f", {flow(item)}" for item in items))
                return
            after, column = self._end(node), int(node.start_mark.column)
            after = self._behind_comments(after, column)
        elif self._is_in_flow(node):
            self._edit(node.start_mark, node.end_mark, flow(items))
            return
        else:
            self._clear(key, node)
            after, column = int(node.end_mark.line) + 1, int(key.start_mark.column)
        self.insert(after, block(items, column))

    def insert(self, at: int, lines: list[str]) -> None:
        """Put whole lines before the line with the 0-based number `at`."""
        where = self.first + at
        self.edits.append(Edit(where, 1, where, 1, "".join(f"{line}\n" for line in lines)))

    def _edit(self, start: Mark, end: Mark, text: str) -> None:
        first, last = int(start.line) + self.first, int(end.line) + self.first
        self.edits.append(Edit(first, int(start.column) + 1, last, int(end.column) + 1, text))

    def _clear(self, key: Node, node: Node) -> None:
        """Take away `[]` or `null`, and the white space before it."""
        start, end = node.start_mark, node.end_mark
        if (start.line, start.column) == (end.line, end.column):
            return
        if key.end_mark.line != start.line or start.line != end.line:
            raise RefusedError(f"line {self.line(node)}: an empty list of several lines")
        before = self.lines[int(start.line)][: int(start.column)]
        line, column = int(start.line) + self.first, len(before.rstrip()) + 1
        self.edits.append(Edit(line, column, line, int(end.column) + 1, ""))

    def _is_in_flow(self, node: Node) -> bool:
        """True for an empty list inside brackets, which cannot take lines of its own."""
        return any(
            getattr(outer, "flow_style", False) and outer is not node and node in _all(outer)
            for outer in _all(self.root)
            if outer.start_mark.index <= node.start_mark.index < outer.end_mark.index
        )

    @staticmethod
    def _end(node: Node) -> int:
        """The 0-based line behind the last one of a node, its block scalars included."""
        last = 0
        for one in _all(node):
            if not isinstance(one, ScalarNode) and not getattr(one, "flow_style", False):
                continue
            end = one.end_mark
            # A block scalar ends where the next line begins.
            at_start = end.column == 0 and end.line > one.start_mark.line
            last = max(last, int(end.line) + (0 if at_start else 1))
        return last

    def _behind_comments(self, at: int, column: int) -> int:
        """Behind the comments that stand further in than a list: they belong to its last item."""
        for number in range(at, len(self.lines)):
            text = self.lines[number]
            bare = text.lstrip(" ")
            if not bare.startswith("#") or len(text) - len(bare) <= column:
                return number
        return len(self.lines)


def _name(key: Node) -> str:
    return str(key.value) if isinstance(key, ScalarNode) else "?"


def _all(node: Node | None) -> list[Node]:
    """A node and all below it, each once: an alias is the node that it names."""
    found: dict[int, Node] = {}
    todo = [node] if node is not None else []
    while todo:
        one = todo.pop()
        if id(one) not in found:
            found[id(one)] = one
            if isinstance(one, MappingNode):
                todo += [part for pair in one.value for part in pair]
            elif isinstance(one, SequenceNode):
                todo += one.value
    return list(found.values())
