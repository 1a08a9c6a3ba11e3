"""The rules: every module here, and in `across`, is one. Adding a rule is adding a file.

A rule of another package is a module with `RULE` behind an entry point of `modelcards.rules`.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from modelcards.errors import ArgumentError, SettingsError

if TYPE_CHECKING:
    from modelcards.linting.rule import Rule

_CODE = re.compile(r"[A-Z]{2,6}[0-9]{3}")


def _listed(package: str) -> list[tuple[str, str]]:
    """The modules of rules in a package: their codes and names, by code."""
    path = import_module(package).__path__
    names = sorted(found.name for found in iter_modules(path) if not found.ispkg)
    return [(name.upper(), f"{package}.{name}") for name in names]


@cache
def card_rules() -> tuple[Rule, ...]:
    """The rules that look at one card, by code."""
    ours = [import_module(name).RULE for _, name in _listed(__name__)]
    return tuple(ours + [rule for rule in _added() if rule.check is not None])


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code.

    >>> [rule.code for rule in all_rules()][:2]
    ['MC001', 'MC002']
    """
    across = tuple(import_module(name).RULE for _, name in _listed(f"{__name__}.across"))
    theirs = tuple(rule for rule in _added() if rule.check is None)
    return tuple(sorted(card_rules() + across + theirs, key=lambda rule: rule.code))


@cache
def _added() -> tuple[Rule, ...]:
    """The rules of plug-ins (`modelcards.rules`), by code.

    Raises:
        SettingsError: the code of one is taken, ours (MC…), or none.
    """
    from modelcards.model.plug_ins import added

    found = sorted((module.RULE for module in added("rules").values()), key=lambda one: one.code)
    codes = [rule.code for rule in found]
    for code in codes:
        if not _CODE.fullmatch(code) or code.startswith("MC") or codes.count(code) > 1:
            raise SettingsError(
                f"a plug-in has the rule {code!r}: two to six capitals and three digits are wanted,"
                " not MC, and each once"
            )
    return tuple(found)


def rule_of(code: str) -> Rule:
    """The rule of a code or name; `ArgumentError` for one that is not known.

    >>> rule_of("mc303").name, rule_of("alscore-differs").code
    ('alscore-differs', 'MC303')
    """
    for rule in all_rules():
        if code.upper() == rule.code or code.lower() == rule.name:
            return rule
    raise ArgumentError(unknown(code))


def unknown(text: str) -> str:
    """What is said of a code or name that no rule has, with the one that may be meant.

    >>> unknown("mc70x")
    "no rule 'mc70x'; did you mean 'MC705'? `modelcards rules` lists them"
    """
    from difflib import get_close_matches

    known = {word.casefold(): word for rule in all_rules() for word in (rule.code, rule.name)}
    near = get_close_matches(text.casefold()[:80], known, 1)
    meant = f"did you mean {known[near[0]]!r}? " if near else ""
    return f"no rule {text!r}; {meant}`modelcards rules` lists them"


def page(rule: Rule) -> str:
    """The rule's manual page: the docstring of its module."""
    function = rule.check or rule.check_all
    module = sys.modules[function.__module__] if function else None
    return (module.__doc__ or "").strip() if module else ""
