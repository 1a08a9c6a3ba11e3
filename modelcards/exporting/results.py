"""What an export gives back: the files, the scores that went out and those that did not."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from modelcards.errors import ArgumentError, demand

if TYPE_CHECKING:
    from modelcards.exporting.eligibility import Held
    from modelcards.model.parts import Benchmark

Format = Literal["eval-results", "model-index", "cyclonedx", "every-eval-ever"]
FORMATS: tuple[Format, ...] = ("eval-results", "model-index", "cyclonedx", "every-eval-ever")


Change = Literal["added", "updated", "there"]


@dataclass(frozen=True, slots=True)
class Sent:
    """A score that goes out; `target` says as what, `change` what that changes.

    `change` is `added`, `updated` (another value stood there) or `there` (nothing changes).
    """

    score: Benchmark
    target: str
    change: Change = "added"


@dataclass(frozen=True, slots=True)
class ExportFile:
    """A file to write: its path below the repository, what stands there now, and what will."""

    path: str
    before: bytes | None
    after: bytes

    @property
    def changed(self) -> bool:
        """False where writing it would change nothing."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Export:
    """One card in one format. Nothing is written until `write` is called.

    `path` is the card's own path, None for a card that was read from no file. `files` are what is
    to be written; only for `model-index` one that would not change is among them.
    """

    to: Format
    path: str | None
    files: tuple[ExportFile, ...]
    sent: tuple[Sent, ...]
    held: tuple[Held, ...]

    def text(self) -> str:
        """The one file that there is, as text.

        Raises:
            ArgumentError: there are several files, or none.
        """
        if len(self.files) != 1:
            raise ArgumentError(f"the export has {len(self.files)} files, not one")
        return self.files[0].after.decode("utf-8", "replace")

    def write(self, directory: str | os.PathLike[str]) -> list[Path]:
        """Write the files that change anything below a directory, each in one step; their paths.

        A file keeps its mode, and a link its target.

        Raises:
            ArgumentError: no path.
            WriteError: the system refuses; what was there stays.
        """
        from modelcards.formats.atomic import Staged, write_errors

        demand("a directory", directory, str, os.PathLike)
        if "\0" in os.fspath(directory):
            raise ArgumentError("a directory's name holds no NUL")
        written = []
        for file in self.files:
            target = Path(directory) / file.path
            with write_errors(target):
                held = target.read_bytes() if target.is_file() else None
                if held == file.after:
                    continue
                target.parent.mkdir(parents=True, exist_ok=True)
            with Staged(target) as staged:
                with write_errors(target):
                    staged.path.write_bytes(file.after)
                staged.commit()
            written.append(target)
        return written
