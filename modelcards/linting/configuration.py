"""Which rules run on which file: the options of the command over the nearest settings file."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from modelcards.linting.ignored_files import Patterns
from modelcards.linting.rule_selection import Selection
from modelcards.linting.settings import Settings, file_of, read
from modelcards.text.source import absolute, working_directory

if TYPE_CHECKING:
    from modelcards.linting.rule import Rule


@dataclass(frozen=True)
class Options:
    """What the command line says of rules and files; `config` names the one settings file to use.

    The patterns of `exclude` are relative to the working directory, and join those of the settings.
    """

    selection: Selection = field(default_factory=Selection)
    exclude: tuple[str, ...] = ()
    config: Path | None = None


@dataclass(frozen=True)
class Configured:
    """A settings file with the options over it."""

    options: Options
    settings: Settings

    @cached_property
    def selection(self) -> Selection:
        """The rules that run and that mend: options win over settings."""
        return self.options.selection.over(self.settings.selection)

    @cached_property
    def _card_rules(self) -> tuple[Rule, ...]:
        return self.selection.card_rules()

    def rules(self, path: str | None) -> tuple[Rule, ...]:
        """The rules that run on a file by itself."""
        ignored = self.settings.ignored_in(path)
        rules = self._card_rules
        return tuple(r for r in rules if not r.code.startswith(ignored)) if ignored else rules

    def allows(self, code: str, path: str | None) -> bool:
        """Whether a finding of this code counts in a file."""
        ignored = self.settings.ignored_in(path)
        return self.selection.allows(code) and not (ignored and code.startswith(ignored))

    @cached_property
    def _excluded(self) -> tuple[Patterns, ...]:
        root = str(self.settings.root or working_directory())
        both = (self.options.exclude, str(working_directory())), (self.settings.exclude, root)
        return tuple(Patterns(patterns, where) for patterns, where in both if patterns)

    def excludes(self, path: str, is_directory: bool) -> bool:
        """Whether `exclude` leaves out a file or a directory; `path` is absolute."""
        return any(one.verdict(path, is_directory) for one in self._excluded)


@dataclass
class Configuration:
    """The settings of every file: of the nearest directory above it that holds any.

    Raises `SettingsError` where it is first asked of a file whose settings cannot be read.
    """

    options: Options = field(default_factory=Options)
    _found: dict[str, Configured] = field(default_factory=dict)
    _named: dict[str, Configured] = field(default_factory=dict)

    def __reduce__(self) -> tuple[type[Configuration], tuple[Options]]:
        """Another process reads the settings itself."""
        return Configuration, (self.options,)

    @cached_property
    def here(self) -> Configured:
        """The settings of the working directory."""
        if self.options.config is not None:
            return Configured(self.options, read(self.options.config))
        return self._of(working_directory())

    def of(self, path: str | None) -> Configured:
        """The settings of a file; of what lies in no directory, those of the working directory."""
        if path is None or self.options.config is not None or "://" in path:
            return self.here
        named = path.rpartition("/")[0]
        found = self._named.get(named)
        if found is None:
            found = self._named[named] = self.of_folder(str(Path(absolute(path)).parent))
        return found

    def of_folder(self, folder: str) -> Configured:
        """The settings of the files in a directory, whose path is absolute."""
        if self.options.config is not None:
            return self.here
        found = self._found.get(folder)
        return self._of(Path(folder)) if found is None else found

    def _of(self, folder: Path) -> Configured:
        passed: list[str] = []
        found = None
        for one in (folder, *folder.parents):
            if found := self._found.get(str(one)):
                break
            passed.append(str(one))
            if file := file_of(one):
                found = Configured(self.options, read(file))
                break
        found = found or Configured(self.options, Settings())
        self._found.update(dict.fromkeys(passed, found))
        return found

    def allows(self, code: str, path: str | None) -> bool:
        """Whether a finding of this code counts in a file."""
        return self.of(path).allows(code, path)

    def excludes(self, path: str, is_directory: bool) -> bool:
        """Whether a file or directory, whose path is absolute, is left out of those walked."""
        return self.of_folder(path.rpartition(os.sep)[0] or os.sep).excludes(path, is_directory)
