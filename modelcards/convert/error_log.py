"""What could not be read: told at once, and kept as JSON Lines for `--errors FILE`."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from modelcards.convert.work import Result
from modelcards.formats.atomic import Staged, write_errors


class ErrorLog:
    """Takes failed results; the file has one `{"path", "error", "line"}` a line."""

    def __init__(self, target: str | None, tell: Callable[[str], None]) -> None:
        """Collect for the file `target`, if there is one, and `tell` each failure in words."""
        self._stack = ExitStack()
        self._tell = tell
        self._staged: Staged | None = None
        self._file: IO[str] | None = None
        if target is not None:
            with ExitStack() as stack, write_errors(target):
                self._staged = stack.enter_context(Staged(Path(target)))
                self._file = self._staged.path.open("w", encoding="utf-8", newline="\n")
                stack.enter_context(self._file)
                self._stack = stack.pop_all()

    def add(self, result: Result) -> None:
        """Take one failure."""
        named = result.path in result.reason
        place = f"{result.path}:{result.line}" if result.line else result.path
        self._tell(result.reason if named else f"{place}: {result.reason}")
        if self._file is not None and self._staged is not None:
            row = {"path": result.path, "error": result.reason, "line": result.line}
            with write_errors(self._staged.target):
                self._file.write(json.dumps(row, ensure_ascii=False) + "\n")

    def commit(self) -> None:
        """Put the file in its place."""
        if self._file is not None and self._staged is not None:
            with write_errors(self._staged.target):
                self._file.close()
            self._staged.commit()

    def __enter__(self) -> ErrorLog:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()
