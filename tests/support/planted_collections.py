"""The faults that lie between files: real cards with a page of their lab, and what contradicts it.

A site is the texts of some files by path. A spelling takes it with the path of one card of it, and
gives it with the fault in it, or None where it has no place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

Site = dict[str, str]
Change = Callable[[Site, str], Site | None]
_HEAD = ("Model", "Params", "Architecture", "ALScore", "MMLU", "Released", "Status")
_FACTS = (
    r"\*\*Parameters:\*\* ([0-9.]+B)", r"\*\*Type:\*\* (.+)", r"\*\*ALScore:\*\* ([0-9.]+)",
    r"\| \*\*MMLU\*\* \| ([0-9.]+) ", r"\*\*Released:\*\* (.+)", r"\*\*Access:\*\* (\S)",
)  # fmt: skip
LAB = "labs/lab.md"


class Between(NamedTuple):
    """A fault between files by the code that tells it."""

    code: str
    name: str
    spellings: Sequence[Change]


def site(cards: Site) -> Site:
    """Cards with the page of their lab, as the template has one; the cards name it."""
    rows = "".join(
        f"| [{_name(text)}](../{path}) | "
        + " | ".join((re.search(fact, text) or ("", "-"))[1].strip() for fact in _FACTS)
        + " |\n"
        for path, text in cards.items()
    )
    public = sum("🟢" in row for row in rows.splitlines())
    lab = (
        f"# The Lab\n\n**Total Models:** {len(cards)}\n**Public Models:** {public}\n\n## Models\n\n"
        f"| {' | '.join(_HEAD)} |\n|{'---|' * len(_HEAD)}\n{rows}"
    )
    return {LAB: lab, **{path: _of_lab(text) for path, text in cards.items()}}


def sites(cards: Sequence[tuple[str, str]], size: int = 4) -> Iterator[tuple[Site, str]]:
    """Every few cards of the template as a site, with one of them to change."""
    for at in range(len(cards) - size + 1):
        some = {f"models/card-{n}.md": text for n, (_, text) in enumerate(cards[at : at + size])}
        yield site(some), "models/card-0.md"


def _name(text: str) -> str:
    return text.partition("\n")[0].lstrip("# ")


def _of_lab(text: str) -> str:
    return re.sub(r"\*\*Organization:\*\*.*", f"**Organization:** [The Lab](../{LAB})", text)


def _cell(head: str, new: str | Callable[[str], str]) -> Change:
    """Another value in the row of the card, where both state one."""
    column = _HEAD.index(head) + 1

    def change(given: Site, path: str) -> Site | None:
        lines = given[LAB].split("\n")
        at = next(n for n, line in enumerate(lines) if f"](../{path})" in line)
        cells = lines[at].split("|")
        old = cells[column].strip()
        made = new if isinstance(new, str) else "" if old in ("-", "❓") else new(old)
        if old in ("-", "❓", made) or not made:
            return None
        cells[column] = f" {made} "
        lines[at] = "|".join(cells)
        return {**given, LAB: "\n".join(lines)}

    return change


def _lab(pattern: str, by: int) -> Change:
    """Another count in the page of the lab."""

    def change(given: Site, path: str) -> Site | None:
        found = re.search(pattern, given[LAB])
        if found is None:
            return None
        text, count = given[LAB], int(found[1]) + by
        return {**given, LAB: f"{text[: found.start(1)]}{count}{text[found.end(1) :]}"}

    return change


def _fewer_rows(given: Site, path: str) -> Site | None:
    row = re.search(rf"(?m)^.*\]\(\.\./{path}\).*\n", given[LAB])
    return {**given, LAB: given[LAB].replace(row[0], "")} if row else None


def _listed(given: Site, path: str) -> Site | None:
    """A page of labs that states another number of models."""
    labs = f"# Labs\n\n- [The Lab]({LAB}): 19 models\n"
    return {**given, "labs.md": labs + "".join(f"- [Page {n}]({LAB})\n" for n in range(4))}


def _second(change: Callable[[str], str]) -> Change:
    """A second file of the same model."""

    def made(given: Site, path: str) -> Site | None:
        return {**given, "models/other.md": change(given[path])}

    return made


def _other_facts(text: str) -> str:
    text = re.sub(r"(\*\*Released:\*\* ).*", r"\g<1>Jan/2020", text)
    return re.sub(r"(\*\*Parameters:\*\* ).*", r"\g<1>1.5B", text)


def _spelt(text: str) -> str:
    name = _name(text)
    other = name.upper() if name.upper() != name else name.lower()
    return text.replace(f"# {name}", f"# {other.replace('-', ' ')}", 1) + "\nA line more.\n"


def _longer(text: str) -> str:
    return text.replace("## 📊 Overview\n", "## 📊 Overview\n\nNew.")


BETWEEN: tuple[Between, ...] = (
    Between("MC601", "duplicate-card", (
        _second(str), _second(lambda text: text.replace("\n", "\r\n")), _second(_other_facts),
        _second(_spelt), _second(_longer))),
    Between("MC602", "index-differs", (
        _cell("Params", lambda old: f"{float(old[:-1]) * 1.5 + 1:.1f}B"),
        _cell("Architecture", lambda old: "MoE" if old == "Dense" else "Dense"),
        _cell("ALScore", lambda old: f"{float(old) + 1.3:.1f}"),
        _cell("MMLU", lambda old: f"{float(old) - 7:.1f}"),
        _cell("Released", "Jan/2019"))),
    Between("MC602", "index-differs, access", (
        _cell("Status", lambda old: "🔴" if old == "🟢" else "🟢"),
        _cell("Status", lambda old: "🔴 Private" if old == "🟢" else "🟢 Public"),
        _cell("Params", lambda old: f"{float(old[:-1]) * 1000 + 1000:.0f}M"),
        _cell("Released", "2018"), _cell("ALScore", "77"))),
    Between("MC603", "index-count", (
        _lab(r"Total Models:\*\* (\d+)", 1), _lab(r"Public Models:\*\* (\d+)", 2),
        _lab(r"Total Models:\*\* (\d+)", -1), _fewer_rows, _listed)),
)  # fmt: skip
