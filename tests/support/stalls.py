"""Texts that are built to stall, crash or fill the memory of a reader, each by its size `n`."""

from __future__ import annotations

from collections.abc import Callable

Stall = Callable[[int], str]

SCORES = "|Benchmark|Score|\n|-|-|\n"
CARD = "# A\n\n"
HUB = "---\nlicense: mit\n---\n# A\n\n"


def runs(text: str, before: str = "", after: str = "") -> Stall:
    """`text` n times, between two others."""
    return lambda n: before + text * n + after


def each(shape: str, before: str = "", after: str = "") -> Stall:
    """`shape` n times with its number put in, always as wide."""
    return lambda n: before + "".join(shape.format(i=f"{i:06}") for i in range(n)) + after


def scattered(step: int) -> Stall:
    """Letters of Latin-1 in an order that no language has, with a blank after every `step`."""
    return lambda n: "".join(
        chr(0x80 + i * 7919 % 128) + (" " if i % step == 0 else "") for i in range(n)
    )


def wide(n: int) -> str:
    """A table of scores with a column a benchmark."""
    names = "".join(f"MMLU {i:06}|" for i in range(n))
    return f"|Model|{names}\n|-|{'-|' * n}\n|x|{'1|' * n}"


MARKUP: dict[str, Stall] = {
    **{f"{sign!r} again and again": runs(sign) for sign in (
        ">", "> ", "[", "![", "*", "(", "`", "]", "[]", "-", "=", "_ ", "#", "# ", ":", "|", "\\",
        "<", "</", "<?", "<![CDATA[", "<!-- ", "<a ", "<div>", "<div>\n", "<b>", "&", "&amp;",
        "~~a ", "$a", "- ", "1. ", "*a ", "*a_ ", "**a*b ", "[a](", "[a](b ", "[a](<", '[a](b "',
        "[a](http://b) ", "![a](b)", "[^1]: ", "[a]: <\n", "[a]: b '\n", "<http://a> ", "a@b.c ",
        "http://a.b/c ", "a<br>", "a: ", "**a:** ", "a: b\n", "a\n>", "> a\n", "- a\n",
        "- a\n> b\n", "# a\n", "```\n", "~~~\na\n\n", "    a\n\n", "a\n---\n", "---\n\n",
        "word ", "a", "\0", " ", "\t", "\n", "\r", "\r\n", "\u00a0", "\u2028", "\u202e", "\u200d",
        "\u3000", "🏷\ufe0f", "<details>\n\n", "<!-- a -->\n", "[a](http://b)\n",
        "- [a](http://b)\n",
    )},
    "'&' + 'amp;'": runs("amp;", "&"),
    "brackets that close": lambda n: "[" * n + "a" + "]" * n,
    "backticks of every length": lambda n: "".join("`" * (1 + i % 30) + " " for i in range(n)),
    "a heading full of blanks": runs(" ", "# a", "b"),
    "a line full of blanks": runs(" ", "a", "b"),
    "a heading that closes and closes": runs(" #", "# a"),
    "a setext heading of many lines": runs("a\n", after="---\n"),
    "a quote that goes on lazily": runs("b\n", ">" * 50 + " a\n"),
    "lists in lists": lambda n: "".join(" " * (2 * i) + "- a\n" for i in range(min(n, 300))),
    "link definitions": each("[r{i}]: http://x/{i}\n"),
    "references": runs("[r] ", "[r]: http://x\n\n"),
    "combining marks": runs("\u0301", "a"),
}  # fmt: skip

TABLES: dict[str, Stall] = {
    "a wide table": lambda n: "|" * n + "\n" + "|-" * n + "\n" + "|" * n,
    "a wide table of cells": lambda n: f"{'|a' * n}|\n{'|-' * n}|\n{'|1' * n}|",
    "a long table": runs("|MMLU|6.1|\n", SCORES),
    "a long table without pipes": runs("c|d\n", "a|b\n-|-\n", "e"),
    "ragged rows": runs("|MMLU|6.1|x|\n", SCORES),
    "many tables": runs(SCORES + "|MMLU|6.1|\n\n"),
    "tables under headings": runs("# a\n\n" + SCORES + "|MMLU|6.1|\n\n"),
    "escaped pipes": runs("\\|", "|a", "|\n|-|\n"),
    "models in one head": runs("A / B ", "|Model|", "|\n|-|-|\n|x|1|\n"),
    "a column a benchmark": wide,
    "a row a benchmark": each("|T{i}|{i}|{i}|\n", "|Benchmark|A|B|\n|-|-|-|\n"),
    "group rows": runs("|**G**||\n|MMLU|1|\n", SCORES),
    "a score of digits": runs("1", SCORES + "|MMLU|", "|\n"),
    "a score of deviations": runs("1±", SCORES + "|MMLU|", "|\n"),
    "a score of footnotes": runs("¹", SCORES + "|MMLU|1", "|\n"),
    "a name of parentheses": runs("(", SCORES + "|MMLU", "|1|\n"),
    "an HTML table": runs("<tr><td>a<td>1", "<table>", "</table>"),
    "HTML tables": runs("<table><tr><td>a<td>1</table>\n\n"),
    "tables in tables": runs("<table><tr><td>x"),
    "huge spans": runs("<tr><td colspan=1000000000 rowspan=1000000000>a", "<table>"),
    "Markdown in a table": runs("a|b\n-|-\nc|d\n\n", "<table>", "</table>"),
    "folded tables": runs("<details><summary>a</summary>\n\n|a|b|\n|-|-|\n|1|2|\n\n</details>\n\n"),
}

FACTS: dict[str, Stall] = {
    "one fact again and again": runs("- **Parameters:** 7B\n"),
    "facts in one line": runs("**Parameters:** 7B  "),
    "facts in one paragraph": runs("**Parameters:** 7B\n"),
    "keys": each("- **K{i}:** {i}\n"),
    "sections": lambda n: "".join(
        f"{'#' * (1 + i % 6)} a\n\n- **Parameters:** 7B\n\n" for i in range(n)
    ),
    "notes": runs("# A\n\n**Access:** 🔴 Private\n\n## Notes\n\na\n\n"),
    "digits": runs("1", "- **Parameters:** "),
    "thousands": runs("1,", "- **Parameters:** "),
    "decimals": runs("0", "- **Parameters:** 1.", "B"),
    "an exponent": runs("9", "- **Parameters:** 1e"),
    "experts": runs("8x", "- **Parameters:** ", "7B"),
    "a date of years": runs("2025-", "**Released:** "),
    "an enumeration": runs("a,", "- **Dataset Type:** "),
    "an enumeration in parentheses": runs("a,(", "- **Dataset Type:** "),
    "tags": runs("`a`, ", CARD + "## Model Tags\n\n"),
    "categories": runs("a, ", CARD + "> "),
    "a title of words": runs("a ", "# "),
    "a title of emphasis": runs("*a** ", "# "),
    "a title of signs": runs("🚀", "# "),
    "a numbered heading": runs("1.", "# "),
    "analysis": runs("**Analysis:** a.\n\n"),
    "resources": runs("- [Try (a](b c)\n", CARD + "## Resources\n\n"),
    "resources in one line": runs("[Try (a](b c) ", CARD + "## Resources\n\n"),
    "resources that open": runs("[Try (", CARD + "## Resources\n\n"),
    "a count in prose": runs("It has 7B parameters and ", HUB),
    "counts in sentences": each("The model has {i}.5B parameters. ", HUB),
    "counts in one sentence": each("- **Parameters:** {i}.5B", HUB),
    "prose without a count": runs("trained on ", HUB),
}

MOJIBAKE: dict[str, Stall] = {
    "'Â' and 'ƒ'": runs("Â", after="ƒ"),
    "'Ãƒ'": runs("Ãƒ"),
    "signs in headings": runs("# ðŸ“Š Overview\n"),
    "lost signs in headings": runs("# ðŸ· Model Tags ðŸ“ x\n"),
    "letters": runs("Ã© "),
    "letters in one word": runs("Ã©"),
    "Cyrillic": runs("Ð¿Ñ€Ð¸Ð²ÐµÑ‚ "),
    "Cyrillic in one word": runs("Ð¿Ñ€Ð¸Ð²ÐµÑ‚"),
    "replaced bytes": runs("ð\ufffd\ufffd a"),
    "question marks for bytes": runs("Ã? "),
    "good letters": runs("é"),
    "replacement characters": runs("\ufffd"),
    "letters of no language": scattered(5),
    "letters of no language in one word": scattered(1 << 30),
    "runs that differ": lambda n: "".join(
        chr(0xA0 + i % 96) + chr(0x20AC + i % 30) + chr(0x100 + i % 90) + " " for i in range(n)
    ),
    "damage in damage": runs("ÃƒÂ©Ã‚Â© "),
}


def front(text: Stall) -> Stall:
    """A text between two fences."""
    return lambda n: "---\n" + text(n) + "\n---\n# A\n"


YAML: dict[str, Stall] = {
    **{f"YAML {text!r}": front(runs(text, "a: ")) for text in (
        "[", "{a: ", "!a ", "&a ", "*a ", "1", "1:", "? ", "''", "\"", "a: ", "# ", "<<: ",
    )},
    "YAML of depth": front(lambda n: "".join(" " * i + "a:\n" for i in range(min(n, 1500)))),
    "YAML of dashes": front(runs("- ", "a: \n")),
    "YAML of question marks": front(runs("? ")),
    "YAML of keys": front(each("k{i}: v\n")),
    "YAML of one key": front(runs("k: v\n")),
    "YAML of open lists": front(runs("k: [\n")),
    "YAML of keys in keys": front(runs("k: a: b\n")),
    "YAML of open lists and no end": runs("k: [v\n", "---\n", "\n# T\n"),
    "YAML without an end": runs("k: v\n", "---\n"),
    "YAML of quotes": front(runs("''", "a: '", "'")),
    "YAML of escapes": front(runs("\\x41", 'a: "', '"')),
    "YAML of lines": front(runs("  b\n", "a: |\n")),
    "YAML of items": front(runs("- a\n", "tags:\n")),
    "YAML of aliases": front(runs("b: *a\n", "a: &a x\n")),
    "YAML of aliases of aliases": front(
        each("b{i}: &b{i} [*a, *a, *a, *a, *a, *a]\n", "a: &a [x, x, x, x, x, x]\n")
    ),
    "YAML of merges": front(each("a{i}: &a{i}\n  <<: [*a{i}, *a{i}]\n")),
    "a model-index": front(
        runs(
            "  - task: {type: t}\n    dataset: {name: d, type: d}\n"
            "    metrics: [{type: acc, value: 1.0}]\n",
            "model-index:\n- name: x\n  results:\n",
        )
    ),
}  # fmt: skip

BOARD = """\
# A-7B

**Organization:** B
**Released:** Mar/2025
**Access:** 🟢 Public

## 🔧 Technical Specifications

- **Parameters:** 7B
- **Training Tokens:** 2T
"""
SILENT = "<!-- modelcards: ignore{} -->"


def scored(n: int) -> str:
    """A score a row, and a sentence on each that says what it is not."""
    rows = "".join(f"|T{i:06}|50|\n" for i in range(n))
    said = "".join(f"**Analysis:** Strong on T{i:06} (>90%).\n\n" for i in range(n))
    return f"{BOARD}## Benchmarks\n\n{SCORES}{rows}\n{said}"


FINDINGS: dict[str, Stall] = {
    "values that contradict": each("- **Parameters:** {i}B\n", BOARD),
    "a long value that is contradicted": lambda n: (
        f"{BOARD}- **Type:** {'a' * n}\n" + "- **Type:** b\n" * n
    ),
    "marks that contradict": runs("- **Access:** 🔴 Public\n", BOARD),
    "marks that are none": each("- **Access:** 🎈 Nobody {i}\n", BOARD),
    "dates that are none": each("**Released:** 13/{i}\n\n", BOARD),
    "values that are none": each("- **Layers:** {i}.2.3\n", BOARD),
    "values that are none, after damage": each("- Ã© **Layers:** {i}.2.3\n", BOARD),
    "scores that are none": each("|MMLU|{i}..2|\n", SCORES + "|GPQA|61.2|\n"),
    "scores that are none, in a line": each(
        "<tr><td>Ã©{i}<td>{i}..2", "<table><tr><td>MMLU<td>61", "</table>"
    ),
    "scores that contradict": each("|MMLU|{i}.5|\n", SCORES),
    "scores beyond 100": each("|T{i}|1{i}%|\n", SCORES),
    "sentences on scores": scored,
    "ragged tables": runs(SCORES + "|MMLU|\n\n"),
    "comments that silence": runs(SILENT.format(" MC201") + "\n- **Parameters:** 1.2.3B\n"),
    "comments that silence, in a line": runs(SILENT.format(" MC404"), after="\n" + SCORES + "|a|"),
    "comments that silence all": runs(SILENT.format("-file MC404") + "\n", after=SCORES + "|a|"),
    "control characters": runs("a\0"),
    "control characters in lines": runs("a\0\n"),
    "targets that are none": each("- [a](b c{i})\n", BOARD + "## Resources\n\n"),
    "targets that are none, in a line": each("[a](<b c{i}>) ", BOARD + "## Resources\n\n"),
    "a model-index that breaks rules": front(
        each(
            "  - task: {{type: t}}\n    metrics: [{{value: x{i}}}]\n",
            "model-index:\n- name: x\n  results:\n",
        )
    ),
}  # fmt: skip

ALL: dict[str, Stall] = {**MARKUP, **TABLES, **FACTS, **MOJIBAKE, **YAML, **FINDINGS}
