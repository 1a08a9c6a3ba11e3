"""YAML text → plain values under the core rules of YAML 1.2, bounded, with the line of each key.

PyYAML's C parser makes the nodes and the values are typed here: `no`, `on` and dates stay text. It
was chosen over ruamel.yaml, whose YAML 1.2 reader is pure Python: 199 lines of a real front matter
cost 0.25 ms with the one and 8.9 ms with the other, which is more than reading the whole body.
Where PyYAML was built without libyaml its Python parser takes over.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from modelcards.limits import Limits
from modelcards.model.parts import Problem
from modelcards.model.unchecked import trusted

_problem = trusted(Problem)

_INT = re.compile(r"[-+]?[0-9]{1,40}|0o[0-7]{1,40}|0x[0-9a-fA-F]{1,40}")
_FLOAT = re.compile(
    r"[-+]?(?:\.[0-9]{1,200}|[0-9]{1,200}(?:\.[0-9]{0,200})?)(?:[eE][-+]?[0-9]{1,9})?"
)
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_UNTAGGED = "untagged"
_TYPED_TAGS = frozenset(
    (_UNTAGGED, *(f"tag:yaml.org,2002:{name}" for name in ("int", "float", "bool", "null")))
)
# PyYAML still counts these as line ends, as YAML 1.1 did; they are put away while it reads.
_LINE_ENDS = {0x85: "\ue085", 0x2028: "\ue028", 0x2029: "\ue029"}
_RESTORED = {ord(away): chr(code) for code, away in _LINE_ENDS.items()}
_ALIASED = 20_000
"""What aliases may repeat, in values and characters: few bytes of them can stand for megabytes."""

_INFINITE = float("inf")
_BRACKET = re.compile(r"[\[\]{}]")


class YamlError(Exception):
    """Text that is no YAML, or more of it than is read; `line` is 1-based in the file."""

    def __init__(self, reason: str, line: int, code: str = "MC701") -> None:
        """`code` is MC701, or MC004 where a limit was reached."""
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.code = code


def core(text: str) -> Any:
    """A plain scalar's value. Numbers that JSON cannot hold stay text as printed.

    >>> [core(text) for text in ("no", "1e3", "0o17", "017", "~", "2024-13-45", ".nan", "1e999")]
    ['no', 1000.0, 15, 17, None, '2024-13-45', '.nan', '1e999']
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "-+.0123456789":
        return text
    if _INT.fullmatch(text):
        return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
    if _FLOAT.fullmatch(text):
        value = float(text)
        return value if abs(value) != _INFINITE else text
    return text


class Mapping:
    """A top-level mapping as it is read, from one text or from several pieces.

    `lines` has the line of each key, and of each mapping below `model-index` under its path
    (`model-index.0.results.1`). Of a key that stands twice the first value is kept. `unread` are
    the lines that gave no value: their numbers in the file and their texts.
    """

    def __init__(self, limits: Limits) -> None:
        """Nothing is read yet."""
        self.values: dict[str, Any] = {}
        self.lines: dict[str, int] = {}
        self.problems: list[Problem] = []
        self.unread: list[tuple[int, str]] = []
        self._source: list[str] = []
        self._depth = limits.yaml_depth
        self._left = _ALIASED
        self._first = 1
        self._restores = False

    def problem(self, code: str, message: str, line: int) -> None:
        """Note what reading met."""
        self.problems.append(_problem(code=code, message=f"front matter: {message}", line=line))

    def take(self, text: str, first_line: int) -> bool:
        """Read the mapping in `text`; False, with nothing taken, where it is another kind of value.

        Raises:
            YamlError: `text` is no YAML, or nests too deep to be parsed.
        """
        away = text if text.isascii() else text.translate(_LINE_ENDS)
        self._restores = away != text
        node = _composed(away, first_line, self._depth)
        if node is None:
            return True
        if not isinstance(node, MappingNode):
            return False
        self._first = first_line
        self._source = text.split("\n")
        for key_node, value_node in node.value:
            # A key may cost what is printed of it; what aliases repeat has one bound for all.
            printed = value_node.end_mark.index - key_node.start_mark.index
            self._left = max(self._left, 0) + 2 * printed + 8
            line = self._line(key_node)
            try:
                key = self._key(key_node, 1)
            except YamlError as fault:
                self.problem(fault.code, f"a key is left out: {fault.reason}", fault.line)
                self._leave(key_node, value_node)
                continue
            if key in self.values:
                self._twice(key, line, self.lines[key])
                self._leave(key_node, value_node)
                continue
            self.lines[key] = line
            self.values[key] = None
            try:
                path = key if key == "model-index" else None
                self.values[key] = self._value(value_node, 1, path)
            except YamlError as fault:
                self.problem(
                    fault.code, f"the key {key[:80]!r} is left out: {fault.reason}", fault.line
                )
                self._leave(key_node, value_node)
        return True

    def of(self, node: Node, printed: int) -> Any:
        """The value of a node that stands for `printed` characters."""
        self._left, self._restores = 2 * printed + 8, True
        return self._value(node, 1, None)

    def _twice(self, key: str, line: int, first: int) -> None:
        self.problem(
            "MC701", f"the key {key[:80]!r} stands in line {first} already, which is kept", line
        )

    def _leave(self, key: Node, value: Node) -> None:
        start, end = int(key.start_mark.line), value.end_mark
        # A block's end is where the next key begins.
        last = max(start, int(end.line) - (end.column == 0))
        lines = enumerate(self._source[start : last + 1], self._first + start)
        self.unread += [(line, text) for line, text in lines if text.strip()]

    def _line(self, node: Node) -> int:
        return self._first + int(node.start_mark.line)

    def _key(self, node: Node, depth: int) -> str:
        if isinstance(node, ScalarNode):
            return self._text(node)
        text = json.dumps(self._value(node, depth, None), ensure_ascii=False)
        # A key in a key in a key: each of them doubles the backslashes of those inside.
        self._left -= len(text)
        if self._left < 0:
            raise YamlError("its keys are nested too deep", self._line(node), "MC004")
        return text

    def _value(self, node: Node, depth: int, path: str | None) -> Any:
        self._left -= 1
        if self._left < 0:
            raise YamlError("its aliases repeat too much", self._line(node), "MC004")
        if depth > self._depth:
            raise YamlError(f"it nests deeper than {self._depth} levels", self._line(node), "MC004")
        if isinstance(node, ScalarNode):
            self._left -= len(node.value)
            text = self._text(node)
            return text if node.style or node.tag not in _TYPED_TAGS else core(text)
        if isinstance(node, SequenceNode):
            return [
                self._value(item, depth + 1, path and f"{path}.{n}")
                for n, item in enumerate(node.value)
            ]
        return self._mapping(node, depth, path) if isinstance(node, MappingNode) else None

    def _text(self, node: ScalarNode) -> str:
        text = str(node.value)
        return text.translate(_RESTORED) if self._restores else text

    def _mapping(self, node: MappingNode, depth: int, path: str | None) -> dict[str, Any]:
        if path is not None:
            self.lines[path] = self._line(node)
        made: dict[str, Any] = {}
        lines: dict[str, int] = {}
        for key_node, value_node in node.value:
            key, line = self._key(key_node, depth + 1), self._line(key_node)
            if lines.setdefault(key, line) != line or key in made:
                self._twice(key, line, lines[key])
                self._leave(key_node, value_node)
            else:
                made[key] = self._value(value_node, depth + 1, path and f"{path}.{key}")
        return made


def nodes(text: str, first_line: int, depth: int) -> Node | None:
    """The node tree of a text for those who edit it: marks count lines and columns from 0.

    Raises:
        YamlError: the text is no YAML, or nests too deep to be parsed.
    """
    return _composed(text.translate(_LINE_ENDS), first_line, depth)


def whole(text: str, limits: Limits) -> Any:
    """The value of one document of any kind, read as `Mapping` reads those of its keys.

    Raises:
        YamlError: the text is no YAML, or a limit is reached.

    >>> whole("- {id: hle, value: 20.9}", Limits())
    [{'id': 'hle', 'value': 20.9}]
    """
    node = nodes(text, 1, limits.yaml_depth)
    return None if node is None else Mapping(limits).of(node, len(text))


def _composed(text: str, first_line: int, depth: int) -> Node | None:
    """The node tree of one document.

    Raises:
        YamlError: the text is no YAML, or nests so deep that the parser would not come back.
    """
    if _too_deep(text, depth):
        raise YamlError(f"it nests deeper than {depth} levels", first_line, "MC004")
    try:
        node: Node | None = yaml.compose(text, Loader=_loader())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = first_line + (min(mark.line, text.rstrip("\n").count("\n")) if mark else 0)
        raise YamlError(str(error.problem), line) from None
    except (yaml.YAMLError, UnicodeError):
        raise YamlError("a character that YAML does not allow", first_line) from None
    return node


def _too_deep(text: str, depth: int) -> bool:
    """True when the brackets or the compact lists and keys of a line nest deeper than `depth`.

    Quoted brackets count too, so this may say so of a text that is flat; nobody writes that many.
    """
    if text.count("[") + text.count("{") > depth:
        level = 0
        for bracket in _BRACKET.finditer(text):
            level = level + 1 if bracket[0] in "[{" else max(0, level - 1)
            if level > depth:
                return True
    return re.search(rf"(?:[-?:][ \t]+){{{depth + 1}}}", text) is not None


@cache
def _loader() -> type[Any]:
    """PyYAML's loader without its YAML 1.1 rules for plain scalars."""
    base = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    rules = {"yaml_implicit_resolvers": {}, "DEFAULT_SCALAR_TAG": _UNTAGGED}
    return type("CoreLoader", (base,), rules)
