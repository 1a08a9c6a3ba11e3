"""The path of a finding as code hosts want it: from the working directory, without `./`."""

from __future__ import annotations

import os
from pathlib import Path


def repository_path(path: str | None) -> str:
    """A path relative to the working directory, with slashes; `-` for stdin.

    >>> repository_path("./cards/a.md"), repository_path(None), repository_path("../a.md")
    ('cards/a.md', '-', '../a.md')
    """
    shown = path or "-"
    if "://" in shown:
        return shown
    relative = os.path.relpath(shown) if Path(shown).is_absolute() else os.path.normpath(shown)
    return relative.replace(os.sep, "/")
