"""A place in a file: what findings point at."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """Where something stands in the file as it is: 1-based, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int
