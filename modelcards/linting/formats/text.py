"""Findings as lines for people, and the summary below them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from modelcards.display.colours import Paint, plain

if TYPE_CHECKING:
    from modelcards.model.finding import Finding


_STYLES = {"error": "red", "warning": "yellow"}


class Style(NamedTuple):
    """How findings look: `linked` codes lead to the pages of their rules, where those are known.

    `site` is where settings say that they are published.
    """

    paint: Paint = plain
    linked: bool = False
    site: str | None = None


PLAIN = Style()


def render(findings: Iterable[Finding], style: Style = PLAIN) -> str:
    r"""One line a finding: `path:12:3: MC303 [*] message`; `[*]` marks what `--fix` mends.

    >>> from modelcards.model.finding import Finding
    >>> render([Finding("a.md", 3, 1, 3, 9, "MC101", "missing-title", "warning", "no model name")])
    'a.md:3:1: MC101 no model name\n'
    """
    return "".join(line_of_finding(one, style) for one in findings)


def line_of_finding(one: Finding, style: Style = PLAIN) -> str:
    """The line of one finding."""
    from modelcards.display.escape import harmless

    return (
        f"{style.paint(harmless(one.path or '-'), 'bold')}:{one.line}:{one.column}:"
        f" {code_of(one, style)} {mark(one)}"
        f"{harmless(one.message)}\n"
    )


def code_of(one: Finding, style: Style) -> str:
    """The code of a finding in the colour of its severity, as a link to the page of its rule."""
    code = style.paint(one.code, _STYLES[one.severity])
    if style.linked:
        from modelcards.display.colours import hyperlink
        from modelcards.linting.rule_page import address

        page = address(one.code, one.name, site=style.site)
        return hyperlink(code, page) if page.startswith("http") else code
    return code


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


def fixes(applied: Iterable[Finding]) -> str:
    r"""What `--show-fixes` prints: the fixes of each file, by rule.

    >>> from modelcards.model.finding import Finding
    >>> one = Finding("a.md", 3, 1, 3, 9, "MC203", "unknown-access", "warning", "said")
    >>> fixes([one, one])
    'Fixed 2 warnings:\n- a.md:\n    2 × MC203 (unknown-access)\n'
    """
    from modelcards.display.escape import harmless

    found = list(applied)
    if not found:
        return ""
    files: dict[str, Counter[tuple[str, str]]] = {}
    for one in found:
        files.setdefault(one.path or "-", Counter())[one.code, one.name] += 1
    parts = [f"Fixed {counted(found)}:\n"]
    for path, counts in sorted(files.items()):
        parts.append(f"- {harmless(path)}:\n")
        parts += (
            f"    {count} × {code} ({name})\n" for (code, name), count in counts.most_common()
        )
    return "".join(parts)


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
