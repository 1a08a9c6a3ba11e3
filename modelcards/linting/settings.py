"""The linter's settings: `modelcards.toml`, or `[tool.modelcards]` of `pyproject.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path, PurePath
from typing import Any

from modelcards.errors import ArgumentError, SettingsError
from modelcards.linting.rule_selection import LISTS, Selection, prefixes
from modelcards.text.regular import open_regular
from modelcards.text.source import absolute, working_directory

_NAME = "modelcards.toml"
_PROJECT = "pyproject.toml"
_LARGEST = 10_000_000  # bytes
_ADDRESS = re.compile(r"https?://[^\s<>\"]{1,500}")


@dataclass(frozen=True)
class Settings:
    """What a settings file states; `root` is its directory, to which its paths are relative.

    `selection` holds the rules that run and that mend. `site` is where the documentation is
    published, so that findings can link the pages of their rules.
    `per_file_ignores` pairs a pattern (`labs/*.md`; without a slash it is a file's name) with the
    code prefixes that are ignored there. `exclude` holds patterns in the manner of `.gitignore` of
    what is left out of directories. None and empty are "not stated".
    """

    root: Path | None = None
    selection: Selection = field(default_factory=Selection)
    exclude: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    fail_on: str | None = None
    baseline: Path | None = None
    site: str | None = None

    def ignored_in(self, path: str | None) -> tuple[str, ...]:
        """The code prefixes that are ignored in a file."""
        if path is None or not self.per_file_ignores:
            return ()
        full = PurePath(absolute(path))
        root = self.root or working_directory()
        below = full.relative_to(root).as_posix() if full.is_relative_to(root) else full.as_posix()
        return tuple(
            code
            for pattern, codes in self.per_file_ignores
            if fnmatch(below, pattern) or ("/" not in pattern and fnmatch(full.name, pattern))
            for code in codes
        )


def file_of(folder: Path) -> Path | None:
    """The settings file that lies in a directory.

    Of a `pyproject.toml` only the table's name is looked for: most have none for this program.
    """
    if (folder / _NAME).is_file():
        return folder / _NAME
    project = folder / _PROJECT
    if project.is_file():
        try:
            stated = b"tool.modelcards" in _bytes(project).replace(b" ", b"")
        except OSError as error:
            raise SettingsError(f"{project}: {error.strerror or error}") from None
        if stated:
            return project
    return None


def _bytes(path: Path) -> bytes:
    with open_regular(path) as file:
        return file.read(_LARGEST)


def read(path: Path) -> Settings:
    """The settings of a file.

    Raises:
        SettingsError: it cannot be read, or holds what is no setting.
    """
    import tomllib

    try:
        table = tomllib.loads(_bytes(path).decode("utf-8").replace("\r\n", "\n"))
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror or error}") from None
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"{path}: {error}") from None
    if path.name == _PROJECT:
        table = table.get("tool", {}).get("modelcards", {})
    if not isinstance(table, dict):
        raise SettingsError(f"{path}: tool.modelcards is no table")
    return _checked(table, path)


def _checked(table: dict[str, Any], path: Path) -> Settings:
    lists = {name.replace("_", "-"): name for name in LISTS}
    known = (*lists, "exclude", "per-file-ignores", "fail-on", "baseline", "site")
    for key in table:
        if key not in known:
            raise SettingsError(f"{path}: no setting {key!r}; there are {', '.join(known)}")
    ignores = table.get("per-file-ignores", {})
    if not isinstance(ignores, dict):
        raise SettingsError(f"{path}: per-file-ignores is no table of patterns and lists of codes")
    fail_on = table.get("fail-on")
    if fail_on not in (None, "error", "warning"):
        raise SettingsError(f"{path}: fail-on is {fail_on!r}; it is error or warning")
    baseline = table.get("baseline")
    if not isinstance(baseline, str | None):
        raise SettingsError(f"{path}: baseline is no path")
    site = table.get("site")
    if site is not None and not (isinstance(site, str) and _ADDRESS.fullmatch(site)):
        raise SettingsError(f"{path}: site is no address that begins with https:// or http://")
    exclude = table.get("exclude", [])
    if not isinstance(exclude, list) or not all(isinstance(one, str) for one in exclude):
        raise SettingsError(f"{path}: exclude is no list of patterns")
    return Settings(
        root=path.resolve().parent,
        selection=Selection(
            **{name: _codes(table.get(key, []), key, path) for key, name in lists.items()}
        ),
        exclude=tuple(exclude),
        per_file_ignores=tuple(
            (pattern, _codes(codes, f"per-file-ignores of {pattern!r}", path))
            for pattern, codes in ignores.items()
        ),
        fail_on=fail_on,
        baseline=path.resolve().parent / baseline if baseline else None,
        site=site,
    )


def _codes(value: Any, key: str, path: Path) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise SettingsError(f"{path}: {key} is no list of codes")
    try:
        return prefixes(value, f"{path}: {key}")
    except ArgumentError as error:
        raise SettingsError(str(error)) from None
