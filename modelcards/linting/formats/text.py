"""Findings as lines for people, and the summary below them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from modelcards.display.colours import Paint, plain

if TYPE_CHECKING:
    from modelcards.model.finding import Finding


_STYLES = {"error": "red", "warning": "yellow"}


def render(findings: Iterable[Finding], paint: Paint = plain) -> str:
    r"""One line a finding: `path:12:3: MC303 [*] message`; `[*]` marks what `--fix` mends.

    >>> from modelcards.model.finding import Finding
    >>> render([Finding("a.md", 3, 1, 3, 9, "MC101", "missing-title", "warning", "no model name")])
    'a.md:3:1: MC101 no model name\n'
    """
    return "".join(line_of_finding(one, paint) for one in findings)


def line_of_finding(one: Finding, paint: Paint = plain) -> str:
    """The line of one finding."""
    from modelcards.display.escape import harmless

    return (
        f"{paint(harmless(one.path or '-'), 'bold')}:{one.line}:{one.column}:"
        f" {painted_code(one, paint)} {mark(one)}"
        f"{harmless(one.message)}\n"
    )


def painted_code(one: Finding, paint: Paint) -> str:
    """The code of a finding in the colour of its severity."""
    return paint(one.code, _STYLES[one.severity])


def mark(one: Finding) -> str:
    """`[*] ` before what `--fix` mends."""
    return "[*] " if one.fix is not None and one.fix.safe else ""


def counted(findings: Sequence[Finding]) -> str:
    """How many errors and how many warnings there are."""
    errors = sum(one.severity == "error" for one in findings)
    warnings = len(findings) - errors
    if errors and warnings:
        return f"{plural(errors, 'error')} and {plural(warnings, 'warning')}"
    return plural(warnings, "warning") if warnings else plural(errors, "error")


def plural(count: int, noun: str) -> str:
    """A count with its noun.

    >>> plural(1, "error"), plural(2, "error")
    ('1 error', '2 errors')
    """
    return f"{count} {noun}{'' if count == 1 else 's'}"


def summary(findings: Sequence[Finding], unsafe: bool) -> str:
    """How many findings there are and how many `--fix` would mend."""
    if not findings:
        return "All checks passed!\n"
    safe = sum(one.fix is not None and one.fix.safe for one in findings)
    hidden = sum(one.fix is not None and not one.fix.safe for one in findings)
    lines = [f"Found {counted(findings)}."]
    if unsafe and safe + hidden:
        lines.append(f"{safe + hidden} fixable with the --fix option.")
    elif safe:
        more = f" ({hidden} more with --unsafe-fixes)" if hidden else ""
        lines.append(f"[*] {safe} fixable with the --fix option{more}.")
    elif hidden:
        lines.append(f"No safe fixes ({hidden} with --unsafe-fixes).")
    return "\n".join(lines) + "\n"


def fixed_summary(applied: Sequence[Finding], remaining: Sequence[Finding]) -> str:
    """What `--fix` did: found, fixed, remaining, and how many fixes changed stated facts."""
    if not applied:
        return summary(remaining, False)
    done = f"{len(applied)} fixed, {len(remaining)} remaining"
    lines = [f"Found {counted([*applied, *remaining])} ({done})."]
    unsafe = sum(one.fix is not None and not one.fix.safe for one in applied)
    if unsafe:
        lines.append(f"{plural(unsafe, 'stated fact')} changed by --unsafe-fixes.")
    return "\n".join(lines) + "\n"


def statistics(findings: Iterable[Finding]) -> str:
    """One line a rule with its count, the most frequent first."""
    found = list(findings)
    counts = Counter((one.code, one.name) for one in found)
    fixable = {one.code for one in found if mark(one)}
    width = max((len(str(count)) for count in counts.values()), default=0)
    return "".join(
        f"{count:>{width}}\t{code}\t[{'*' if code in fixable else ' '}] {name}\n"
        for (code, name), count in sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    )
