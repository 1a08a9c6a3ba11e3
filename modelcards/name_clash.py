"""Another project on PyPI, `modelcards` 0.1.6, installs files into this package's folder: say so.

Whichever of the two was installed last has overwritten `__init__.py`, and uninstalling either one
breaks the other; nothing good comes of going on.
"""

from __future__ import annotations

import os

_THEIRS = "card_data.py"


class ConflictError(ImportError):
    """The unrelated distribution `modelcards` is installed into the same folder."""


def refuse(folder: str | None = None) -> None:
    """Raise `ConflictError` if the other distribution's files lie in our folder."""
    if os.path.exists(os.path.join(folder or os.path.dirname(__file__), _THEIRS)):  # noqa: PTH118, PTH120 - pathlib costs 10 ms at import
        raise ConflictError(
            "the unrelated package 'modelcards' from PyPI shares this import name, and its files"
            " are mixed with those of 'modelcards-scraper'. Keep one of them:"
            " pip uninstall -y modelcards modelcards-scraper, then install the one you want again"
        )
