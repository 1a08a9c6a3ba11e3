"""A rule's page: its reason, and what its examples look like, as Markdown."""

from __future__ import annotations

from difflib import unified_diff
from functools import cache
from typing import TYPE_CHECKING

from modelcards.linting.rules import page

if TYPE_CHECKING:
    from modelcards.linting.rule import Example, Rule

_CONTEXT = 2
# The pages of the site are files (`use_directory_urls` in zensical.toml).
_PAGE = "reference/rules.html"


def address(code: str = "", name: str = "", *, site: str | None = None) -> str:
    """Where the page of a rule is found, or that of all rules.

    `site` is where the documentation is published; without it the package's own metadata say so. It
    is no address (it begins with no `http`) where neither does.

    >>> address("MC304", "alscore-tier", site="https://docs.example.org")
    'https://docs.example.org/reference/rules.html#mc304-alscore-tier'
    """
    base = f"{site.rstrip('/')}/" if site else _site()
    return f"{base}{_PAGE}{f'#{code}-{name}'.lower() if code else ''}"


@cache
def _site() -> str:
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        found = metadata("modelcards-scraper").get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    named = dict(entry.split(", ", 1) for entry in found if ", " in entry)
    site = named.get("Documentation") or named.get("Homepage") or ""
    return site and site.rstrip("/") + "/"


def explain(rule: Rule) -> str:
    r"""The page of a rule, made from its module: reason, bad examples with their lines, the fix.

    >>> from modelcards.linting.rules import rule_of
    >>> explain(rule_of("MC304")).split("\n", 1)[0]
    '# MC304 alscore-tier'
    """
    fixes = f"`--fix` mends it ({rule.fix})." if rule.fix else "There is no automatic fix."
    if rule.fix == "unsafe":
        fixes = "`--fix --unsafe-fixes` mends it."
    parts = [f"# {rule.code} {rule.name}", page(rule), f"Severity: {rule.severity}. {fixes}"]
    if rule.check_all is not None:
        what = "This rule" if rule.check is None else "A part of this rule"
        parts.append(f"{what} looks beyond one file and runs when a directory is given.")
    good = rule.good[0] if rule.good else None
    for example in rule.bad:
        parts.append("Found:\n\n" + _fenced(_excerpt(example)))
        if example.fixed is not None:
            parts.append("Mended:\n\n" + _fenced(_change(example.text, example.fixed), "diff"))
    if good is not None and not rule.fix:
        parts.append("Good:\n\n" + _fenced(_good(good, rule.bad)))
    return "\n\n".join(parts) + "\n"


def _excerpt(example: Example) -> str:
    """The lines around those that the rule speaks on, these marked."""
    lines = example.text.split("\n")
    shown: list[str] = []
    last = 0
    for number, line in enumerate(lines, 1):
        if any(abs(number - found) <= _CONTEXT for found in example.lines):
            if number > last + 1 and shown:
                shown.append("  …")
            mark = ">" if number in example.lines else " "
            shown.append(f"{mark} {number:>3}  {_visible(line)}".rstrip())
            last = number
    return "\n".join(shown)


def _visible(line: str) -> str:
    return "".join(c if c >= " " else f"\\x{ord(c):02x}" for c in line.replace("\ufeff", "\\ufeff"))


def _change(before: str, after: str) -> str:
    found = unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=0)
    return "\n".join(_visible(line) for line in found if not line.startswith(("---", "+++", "@@")))


def _good(good: Example, bad: tuple[Example, ...]) -> str:
    """The lines of the good example that the first bad one has changed, or its beginning."""
    others = set(bad[0].text.split("\n")) if bad else set()
    lines = good.text.rstrip("\n").split("\n")
    changed = [line for line in lines if line not in others and line.strip()]
    return "\n".join(changed or lines[:6])


def _fenced(text: str, language: str = "text") -> str:
    fence = "````" if "```" in text else "```"
    return f"{fence}{language}\n{text}\n{fence}"
