"""A card ↔ Arrow: the schema, and rows in its shape (extra `arrow`).

The schema is generated from the declarations in `card.py`: parts are structs, lists are lists,
`provenance` is a list of structs with the field's path in `field`, `metadata` is JSON text, and a
value that may be a number or a text is a struct with one field for each. Integers that 64 bits
cannot hold are null.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import is_dataclass
from functools import cache
from types import NoneType
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

from modelcards.errors import MissingExtraError
from modelcards.model.card import SCHEMA_VERSION, ModelCard

if TYPE_CHECKING:
    import pyarrow as pa

_MOST = 2**63
_MEMBERS = {float: "number", int: "number", str: "text", bool: "flag"}

Shape = Callable[[Any], Any]
"""Turns a value of a card, as plain data, into what its Arrow type holds."""


def pyarrow() -> Any:
    """The module; `MissingExtraError` where it is not installed."""
    try:
        import pyarrow as arrow
        import pyarrow.json
    except ImportError:
        raise MissingExtraError("Arrow and Parquet", "arrow") from None
    return arrow


@cache
def schema() -> pa.Schema:
    """The Arrow schema of a card; `schema_version` is also in its metadata.

    Raises:
        MissingExtraError: pyarrow is not installed.

    >>> schema().field("parameters").type
    DataType(int64)
    """
    arrow = pyarrow()
    fields = [(name, _typed(name, hint)) for name, hint in get_type_hints(ModelCard).items()]
    return arrow.schema(fields, metadata={"modelcards.schema_version": SCHEMA_VERSION})


def _typed(name: str, hint: Any) -> Any:
    """The Arrow type of a field."""
    arrow = pyarrow()
    plain = {str: arrow.string(), int: arrow.int64(), float: arrow.float64(), bool: arrow.bool_()}
    if name == "metadata":
        return arrow.string()
    members = [one for one in get_args(hint) if one is not NoneType]
    if get_origin(hint) is list:
        return arrow.list_(_typed("", members[0]))
    if get_origin(hint) is dict:
        inner = _typed("", members[1])
        return arrow.list_(arrow.struct([("field", arrow.string()), *inner]))
    if get_origin(hint) is Literal:
        return arrow.string()
    if is_dataclass(hint):
        return arrow.struct([(key, _typed(key, one)) for key, one in get_type_hints(hint).items()])
    if len(members) == 1:
        return _typed(name, members[0])
    if members:
        names = dict.fromkeys(_MEMBERS[one] for one in members)
        types = {"number": arrow.float64(), "text": arrow.string(), "flag": arrow.bool_()}
        return arrow.struct([(key, types[key]) for key in names])
    return plain[hint]


def _shape(name: str, hint: Any) -> Shape | None:
    """What a field's plain data goes through; None where it stays as it is."""
    if name == "metadata":
        return _as_json
    members = [one for one in get_args(hint) if one is not NoneType]
    if get_origin(hint) is list:
        return _each(_shape("", members[0]))
    if get_origin(hint) is dict:
        return _entries
    if is_dataclass(hint):
        return _struct(hint)
    if hint is int:
        return _int64
    if get_origin(hint) is Literal or not members:
        return None
    return _shape(name, members[0]) if len(members) == 1 else _union


def _as_json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, default=str)


def _each(inner: Shape | None) -> Shape | None:
    return None if inner is None else lambda values: [inner(value) for value in values]


def _entries(value: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"field": key, **entry} for key, entry in value.items()]


def _struct(cls: Any) -> Shape | None:
    shapes = [(key, _shape(key, hint)) for key, hint in get_type_hints(cls).items()]
    changed = [(key, shape) for key, shape in shapes if shape is not None]
    if not changed:
        return None

    def shape(value: dict[str, Any] | None) -> dict[str, Any] | None:
        if value is not None:
            for key, inner in changed:
                value[key] = inner(value[key])
        return value

    return shape


def _int64(value: int | None) -> int | None:
    return value if value is None or -_MOST <= value < _MOST else None


def _union(value: float | str | bool | None) -> dict[str, Any] | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return {"flag": value}
    if isinstance(value, str):
        return {"text": value}
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    return {"number": number if math.isfinite(number) else None}


@cache
def _card_shape() -> Shape:
    shape = _struct(ModelCard)
    assert shape is not None
    return shape


def encode(card: ModelCard) -> bytes:
    """A card as one line of JSON in the shape of `schema`, which Arrow reads fast."""
    from pydantic_core import to_json

    from modelcards.model.json import adapter

    shaped = _card_shape()(adapter().dump_python(card, mode="python"))
    return to_json(shaped, inf_nan_mode="null")


def decode(lines: Sequence[bytes]) -> pa.Table:
    """The table of cards that were encoded."""
    arrow = pyarrow()
    if not lines:
        return schema().empty_table()
    data = b"\n".join(lines)
    options = arrow.json.ParseOptions(explicit_schema=schema(), unexpected_field_behavior="error")
    # One block, because a card may be longer than any fixed size of one.
    block = arrow.json.ReadOptions(block_size=len(data) + 1, use_threads=False)
    read = arrow.json.read_json(arrow.BufferReader(data), block, options)
    return read.replace_schema_metadata(schema().metadata)


def plain(row: dict[str, Any]) -> str:
    """The JSON of the card in a row by `schema`, the other way round."""
    return json.dumps(_unshaped("", ModelCard, row), ensure_ascii=False)


def _unshaped(name: str, hint: Any, value: Any) -> Any:
    """A value of a row as the card's JSON has it."""
    if value is None:
        return None
    if name == "metadata":
        return json.loads(value)
    members = [one for one in get_args(hint) if one is not NoneType]
    if get_origin(hint) is list:
        return [_unshaped("", members[0], one) for one in value]
    if get_origin(hint) is dict:
        held = [dict(entry) for entry in value]
        return {one.pop("field"): _unshaped("", members[1], one) for one in held}
    if is_dataclass(hint):
        return {key: _unshaped(key, one, value[key]) for key, one in _fields(hint)}
    if get_origin(hint) is Literal or not members:
        return value
    if len(members) == 1:
        return _unshaped(name, members[0], value)
    return next((one for one in value.values() if one is not None), None)


def _fields(part: Any) -> list[tuple[str, Any]]:
    found = _FIELDS.get(part)
    if found is None:
        found = _FIELDS[part] = list(get_type_hints(part).items())
    return found


_FIELDS: dict[Any, list[tuple[str, Any]]] = {}
