"""Findings that a project has accepted: counts by file and rule, so that lines may shift."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from modelcards.errors import SettingsError
from modelcards.model.finding import Finding
from modelcards.text.regular import open_regular


def _counts(findings: Iterable[Finding], root: Path) -> Counter[tuple[str, str]]:
    return Counter((_relative(one.path, root), one.code) for one in findings)


def _relative(path: str | None, root: Path) -> str:
    return os.path.relpath(path or "-", root).replace(os.sep, "/")


def write(path: Path, findings: Iterable[Finding]) -> int:
    """Write the counts of findings, sorted; paths are relative to the file. Gives their number."""
    from modelcards.formats.atomic import Staged, write_errors

    counts = _counts(findings, path.resolve().parent)
    files: dict[str, dict[str, int]] = {}
    for (name, code), count in sorted(counts.items()):
        files.setdefault(name, {})[code] = count
    text = json.dumps({"version": 1, "files": files}, indent=2, ensure_ascii=False)
    with write_errors(path), Staged(path) as staged:
        staged.path.write_text(text + "\n", encoding="utf-8", newline="\n")
        staged.commit()
    return sum(counts.values())


def unaccepted(path: Path, findings: list[Finding]) -> list[Finding]:
    """The findings that a baseline does not cover.

    Where a file has more findings of a rule than were accepted, all of them are given: which are
    the new ones cannot be told.

    Raises:
        SettingsError: the file cannot be read, or is no baseline.
    """
    try:
        with open_regular(path) as file:
            held = json.loads(file.read().decode("utf-8"))
        accepted = {
            (name, code): int(count)
            for name, codes in held["files"].items()
            for code, count in codes.items()
        }
    except OSError as error:
        raise SettingsError(f"baseline {path}: {error.strerror or error}") from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise SettingsError(f"baseline {path}: this is no baseline file") from None
    root = path.resolve().parent
    counts = _counts(findings, root)
    return [
        one
        for one in findings
        if counts[key := (_relative(one.path, root), one.code)] > accepted.get(key, 0)
    ]
