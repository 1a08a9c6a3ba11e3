"""The marks of footnotes behind a value, which are no digits of its number."""

from __future__ import annotations

import re

from modelcards.markdown.inline import visible

_NOTE = re.compile(
    r"(?<![\w.,])(2|10)<sup>\s?([0-9]{1,2})\s?</sup>"
    r"|<sup>[\s\[(]{0,2}(?:[0-9]{1,2}|[a-z]|[*†‡§¶#]{1,3})(?:,\s?[0-9a-z]{1,2}){0,3}[\s\])]{0,2}</sup>"
    r"|\[\^[^\[\]\s]{1,20}\]"
)
_RAISED = frozenset("¹²³⁴⁵⁶⁷⁸⁹")
_POWER = re.compile(r"((?:^|\D)(?!(?:2|10)[¹²³⁴⁵⁶⁷⁸⁹])[0-9][0-9.,]{0,20}[KMBT]?)[¹²³⁴⁵⁶⁷⁸⁹]{1,2}$")


def without_marks(value: str) -> str:
    """A value without the marks of its footnotes, which would be digits of its number; a raised
    number behind a lone 2 or 10 is an exponent.

    >>> without_marks("32<sup>2</sup>"), without_marks("10<sup>9</sup>"), without_marks("7B[^1]")
    ('32', '10^9', '7B')
    """
    return _NOTE.sub(lambda found: f"{found[1]}^{found[2]}" if found[1] else "", value)


def unmarked(source: str) -> str:
    """The visible text of a value, without the marks of footnotes behind it.

    >>> unmarked("**32**<sup>2</sup>"), unmarked("12¹"), unmarked("2¹⁶")
    ('32', '12', '2¹⁶')
    """
    shown = visible(without_marks(source) if "<sup" in source or "[^" in source else source)
    return _POWER.sub(r"\1", shown) if shown[-1:] in _RAISED else shown
