"""Other spellings of a leaderboard card: each rewrites the text and changes no fact."""

from __future__ import annotations

import re
from collections.abc import Callable

Rewrite = Callable[[str], str]

BULLET = re.compile(r"^- \*\*([^*\n]+):\*\* (.*)$", re.MULTILINE)
LINE = re.compile(r"^\*\*(Organization|Released|Access|Last Updated):\*\* (.*)$", re.MULTILINE)
HEADING = re.compile(r"^(#{1,6}) (.+)$", re.MULTILINE)
PIPE_ROW = re.compile(r"^\|.*\|$", re.MULTILINE)


def bullets(shape: str) -> Rewrite:
    """Bullets in another shape: `{key}` and `{value}` are put into it."""
    return lambda text: BULLET.sub(lambda m: shape.format(key=m[1], value=m[2]), text)


def header_lines(shape: str) -> Rewrite:
    """The lines under the title and the last one in another shape."""
    return lambda text: LINE.sub(lambda m: shape.format(key=m[1], value=m[2]), text)


def keys(**names: str) -> Rewrite:
    """Other words for keys, in bullets and lines."""

    def rewrite(text: str) -> str:
        for old, new in names.items():
            key = old.replace("_", " ").replace("Token Param", "Token:Param")
            text = re.sub(rf"\*\*{re.escape(key)}:\*\*", f"**{new}:**", text)
        return text

    return rewrite


def headings(shape: Callable[[int, str], str]) -> Rewrite:
    """Every heading in another shape, from its level and text."""
    return lambda text: HEADING.sub(lambda m: shape(len(m[1]), m[2]), text)


def without_emoji(level: int, title: str) -> str:
    """`## 🔧 Technical Specifications` without its sign."""
    return f"{'#' * level} {re.sub(r'^[^A-Za-z]+ ', '', title)}"


def other_emoji(level: int, title: str) -> str:
    """Another sign before every heading below the title."""
    bare = re.sub(r"^[^A-Za-z]+ ", "", title)
    return f"{'#' * level} {'🚀 ' if level > 1 else ''}{bare}"


def setext(level: int, title: str) -> str:
    """Levels 1 and 2 underlined."""
    return f"{title}\n{('===', '---')[level - 1]}" if level < 3 else f"### {title}"


def upper(level: int, title: str) -> str:
    """Headings below the title in capitals."""
    return f"{'#' * level} {title.upper() if level > 1 else title}"


def numbered(level: int, title: str) -> str:
    """Headings below the title with a number before them."""
    return f"{'#' * level} {'2. ' if level > 1 else ''}{title}"


def instead(old: str, new: str) -> Rewrite:
    """One text for another."""
    return lambda text: text.replace(old, new)


def table_rows(change: Callable[[list[str]], str]) -> Rewrite:
    """Every row of the pipe table rebuilt from its cells."""

    def rewrite(match: re.Match[str]) -> str:
        return change([cell.strip() for cell in match[0].strip("|").split("|")])

    return lambda text: PIPE_ROW.sub(rewrite, text)


def html_table(text: str) -> str:
    """The benchmark table as HTML."""
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in PIPE_ROW.findall(text)]
    body = "\n".join(
        "<tr>" + "".join(f"<td>{cell.replace('**', '')}</td>" for cell in row) + "</tr>"
        for row in rows[2:]
    )
    head = "<tr>" + "".join(f"<th>{cell}</th>" for cell in rows[0]) + "</tr>"
    first, last = PIPE_ROW.search(text), list(PIPE_ROW.finditer(text))[-1]
    assert first is not None
    table = f"<table>\n<thead>{head}</thead>\n<tbody>\n{body}\n</tbody>\n</table>"
    return text[: first.start()] + table + text[last.end() :]


def spec_table(text: str) -> str:
    """The specification bullets as one two-column table per list."""
    out: list[str] = []
    run: list[str] = []
    for line in [*text.split("\n"), ""]:
        found = BULLET.match(line)
        if found:
            if not run:
                run = ["", "| Property | Value |", "|---|---|"]
            run.append(f"| {found[1]} | {found[2]} |")
        else:
            out += [*run, line]
            run = []
    return "\n".join(out[:-1])


def sections_reversed(text: str) -> str:
    """The second-level sections in the opposite order; the footer stays last."""
    head, _, rest = text.partition("\n## ")
    body, rule, footer = rest.rpartition("\n---\n")
    parts = body.split("\n## ")
    return (
        head
        + "".join("\n## " + part.rstrip("\n") + "\n" for part in reversed(parts))
        + rule
        + footer
    )


def no_blank_lines(text: str) -> str:
    """Every blank line gone, except in the notes, whose text they are part of."""
    before, mark, notes = text.partition("## 📝 Additional Notes\n")
    notes, mark2, after = notes.partition("## 🔗 Resources\n")
    squeeze = re.compile(r"\n{2,}")
    return squeeze.sub("\n", before) + mark + notes + mark2 + squeeze.sub("\n", after)


def identity(text: str) -> str:
    """The card as it is."""
    return text


REWRITES: dict[str, Rewrite] = {
    "identity": identity,
    "bullets *": bullets("* **{key}:** {value}"),
    "bullets +": bullets("+ **{key}:** {value}"),
    "bullets indented": bullets("  - **{key}:** {value}"),
    "bullets nested": lambda text: re.sub(
        r"^(### .*)\n((?:- .*\n)+)",
        lambda m: f"{m[1]}\n- Facts\n" + re.sub(r"^", "  ", m[2], flags=re.M).rstrip(" "),
        text,
        flags=re.M,
    ),
    "colon behind the bold": bullets("- **{key}**: {value}"),
    "underscores": bullets("- __{key}:__ {value}"),
    "no bold": bullets("- {key}: {value}"),
    "full-width colon": bullets("- **{key}：** {value}"),
    "full-width colon behind, no blank": bullets("- **{key}**：{value}"),
    "NBSP": bullets("- **{key}:**\u00a0{value}"),
    "HTML bold": bullets("- <b>{key}:</b> {value}"),
    "upper case keys": lambda text: BULLET.sub(lambda m: f"- **{m[1].upper()}:** {m[2]}", text),
    "lower case keys": lambda text: BULLET.sub(lambda m: f"- **{m[1].lower()}:** {m[2]}", text),
    "synonyms": keys(
        Type="Architecture",
        Parameters="Params",
        Training_Tokens="Tokens",
        Token_Param_Ratio="Tokens per parameter",
        Organization="Organisation",
        Released="Release date",
        Dataset_Type="Data types",
    ),
    "lines: colon behind": header_lines("**{key}**: {value}"),
    "lines: no bold": header_lines("{key}: {value}"),
    "lines: as bullets": header_lines("- **{key}:** {value}"),
    "lines: two trailing blanks": header_lines("**{key}:** {value}  "),
    "headings a level deeper": headings(lambda level, t: f"{'#' * min(level + 1, 6)} {t}"),
    "headings all of one level": headings(lambda level, t: f"{'##' if level > 1 else '#'} {t}"),
    "closing hashes": headings(lambda level, t: f"{'#' * level} {t} {'#' * level}"),
    "no emoji": headings(without_emoji),
    "other emoji": headings(other_emoji),
    "setext": headings(setext),
    "upper-case headings": headings(upper),
    "numbered headings": headings(numbered),
    "bold headings": headings(lambda level, t: f"{'#' * level} **{t}**"),
    "sections reversed": sections_reversed,
    "spec as a table": spec_table,
    "table without outer pipes": table_rows(" | ".join),
    "table aligned": table_rows(
        lambda c: "|" + "|".join(":-:" if set(x) == {"-"} and len(x) > 1 else x for x in c) + "|"
    ),
    "table columns reordered": table_rows(lambda c: "| " + " | ".join([c[2], c[0], c[1]]) + " |"),
    "table indented": table_rows(lambda c: "  | " + " | ".join(c) + " |"),
    "table as HTML": html_table,
    "scores bold": lambda text: re.sub(r"\| (\d+\.\d) \|", r"| **\1** |", text),
    "scores about": lambda text: re.sub(r"\| (\d+\.\d) \|", r"| ~\1 |", text),
    **{
        f"missing as {mark!r}": instead("| - |", f"| {mark} |")
        for mark in ("–", "—", "N/A", "n/a", "TBD", "?", "")
    },
    **{
        f"30.0B as {amount}": instead("Parameters:** 30.0B", f"Parameters:** {amount}")
        for amount in (
            "30B", "30 B", "30 billion", "0.03T", "30,000M", "3e10", "30000000000",
            "30,000,000,000", "300 亿", "~30B", "30B+", "30 Billion parameters",
        )
    },
    **{
        f"Mar/2025 as {date}": instead("Mar/2025", date)
        for date in ("March 2025", "2025-03", "03/2025", "2025年3月", "mar 2025", "2025/03")
    },
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "byte-order mark": lambda text: "\ufeff" + text,
    "trailing blanks": lambda text: re.sub(r"(?m)(?<=\S)$", "   ", text),
    "no blank lines": no_blank_lines,
    "hard wraps": lambda text: text.replace("1,000:1 ✅", "1,000:1\n  ✅").replace(
        "[Northwind Labs](", "[Northwind\nLabs]("
    ),
    "thousands separator in tokens": lambda text: text.replace("30000.0B", "30,000.0B"),
}  # fmt: skip
