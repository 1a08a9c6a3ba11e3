"""One structure of Markdown each, again and again: texts as long as is asked, up to megabytes.

`stalls` is built to stall a reader, and small; this is what a large card may be made of. Both are
measured by `benchmarks/bench_large.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle
from pathlib import Path

from tests.support import stalls
from tests.support.stalls import Stall, each, front, runs

Sized = Callable[[int], str]

_CARDS = Path(__file__).parents[2] / "fixtures" / "cards"
_HEAD = "|Name|Score|\n|-|-|\n"

STRUCTURES: dict[str, Stall] = {
    "headings": each("# Part {i}\n\n"),
    "headings alike": runs("## Limitations\n\nNone.\n\n"),
    "headings with text": each("## Part {i}\n\nSome words stand here.\n\n"),
    "links": each("[text {i}](https://example.org/{i})\n"),
    "links in paragraphs": each("[text {i}](https://example.org/{i})\n\n"),
    "links in one line": each("[text {i}](https://example.org/{i}) "),
    "items": each("- item {i}\n"),
    "keys in items": each("- **Key {i}:** value\n"),
    "keys": each("**Key {i}:** value\n\n"),
    "keys of colons": each("- a:b:{i}: c: d\n"),
    "short items": runs("- a\n"),
    "loose items": each("- item {i}\n\n"),
    "nested items": each("- item {i}\n  - inner\n"),
    "deep items": lambda n: "".join("  " * (i % 12) + f"- item {i:06}\n" for i in range(n)),
    "ordered items": lambda n: "".join(f"{i % 1000}. item\n" for i in range(n)),
    "a long table": each("|T{i}|61.5|\n", _HEAD),
    "a wide table": each("|T{i}|61.5|1.5|2.5|3.5|\n", "|Benchmark|A|B|C|D|\n|-|-|-|-|-|\n"),
    "a table of words": each("|T{i}|some words|\n", "|Name|What|\n|-|-|\n"),
    "a table of one known name": runs("|MMLU|61.5|\n", "|Benchmark|Score|\n|-|-|\n"),
    "small tables": each("|Name|Score|\n|-|-|\n|T{i}|1.5|\n\n"),
    "benchmark tables": runs("|Benchmark|Score|\n|-|-|\n|MMLU|61.5|\n\n"),
    "one huge cell": runs("word ", "|Name|Score|\n|-|-|\n|", "|1.5|\n"),
    "one huge cell of links": runs("[a](b) ", "|Name|Score|\n|-|-|\n|", "|1.5|\n"),
    "HTML tables": each("<table><tr><td>a{i}</td><td>1</td></tr></table>\n\n"),
    "an HTML table": each("<tr><td>T{i}</td><td>61.5</td></tr>\n", "<table>", "</table>\n"),
    "an HTML table of spans": each(
        "<tr><td rowspan=2>T{i}</td><td>1</td></tr><tr><td>2</td></tr>\n", "<table>", "</table>\n"
    ),
    "quotes": each("> quote {i}\n\n"),
    "one quote": each("> quote {i}\n"),
    "a quote of paragraphs": runs("> quote\n>\n"),
    "quotes in quotes": lambda n: "".join(">" * (1 + i % 30) + " a\n" for i in range(n)),
    "code spans": each("`code{i}` "),
    "code spans in lines": each("`code{i}`\n"),
    "fences": each("```py\nx={i}\n```\n"),
    "short fences": runs("```\nx\n```\n\n"),
    "indented code": each("    x={i}\n\na\n\n"),
    "paragraphs": each("word {i}\n\n"),
    "short paragraphs": runs("a\n\n"),
    "lines": each("word {i}\n"),
    "short lines": runs("a\n"),
    "empty lines": runs("\n"),
    "prose": each("The model was trained on many things, it does well at number {i}. "),
    "one paragraph": each("The model reads page {i} of them, and some more\nlines follow it.\n"),
    "facts": each("- **Parameters:** {i}B\n"),
    "facts in paragraphs": each("**Parameters:** {i}B\n\n"),
    "emphasis": each("**b{i}** *i* "),
    "emphasis in emphasis": runs("*a **b *c* d** e* "),
    "strong in lines": each("**b{i}**\n\n"),
    "HTML blocks": each("<div>x{i}</div>\n\n"),
    "HTML in lines": each("<b>x{i}</b> "),
    "comments": each("<!-- x{i} -->\n\n"),
    "rules": runs("---\n\n"),
    "images": each("![a{i}](http://e.org/{i}.png)\n\n"),
    "footnotes": each("a[^{i}]\n\n[^{i}]: note {i}\n\n"),
    "references used": each("[r{i}]\n\n[r{i}]: http://x/{i}\n\n"),
    "one reference used": runs("[r]\n\n", "[r]: http://x\n\n"),
    "folded": each("<details><summary>a{i}</summary>\n\nx\n\n</details>\n\n"),
    "BibTeX": each("```bibtex\n@misc{{a{i},\n title={{x}}\n}}\n```\n\n"),
    "one BibTeX": each("@misc{{a{i}, title={{x}}}}\n", "```bibtex\n", "```\n"),
    "URLs": each("http://example.org/{i}\n"),
    "URLs in one line": each("http://example.org/{i} "),
    "resources": each("- [docs{i}](http://e.org/{i})\n", "# A\n\n## Resources\n\n"),
    "YAML list": front(each("- a{i}\n", "tags:\n")),
    "YAML of small maps": front(each("- a: {i}\n  b: c\n", "tags:\n")),
    "counts": each("The model has {i}.5B parameters. ", "# A\n\n## Training\n\n"),
    "hours": each("- **Hours used:** {i}\n", "# A\n\n## Environmental Impact\n\n"),
    "entities": runs("&lt;a&gt; &copy; &#9731; "),
    "entities in lines": each("&lt;{i}&gt;\n\n"),
    "LaTeX": each("$x_{{{i}}}^2 \\frac{{a}}{{b}}$ and $$\\sum y$$\n\n"),
    "numbers": each("{i}.5 1,000 7B 3e5 "),
    "numbers in lines": each("{i}.5 1,000 7B 3e5\n\n"),
    "sentences with counts of words": each("We used {i} GPUs for {i} hours.\n\n"),
    "damaged letters": runs("Ã© "),
    "damaged letters in lines": each("Ã©l {i}\n\n"),
    "damaged signs": each("# ðŸ“Š Overview {i}\n"),
    "damaged prose": each("DÃ©jÃ  vu â€” â€œwordâ€ {i}. "),
    "mixed debris": each("Ã© Ð¿Ñ€Ð¸ Ã„Â€ å¥½ ÃƒÂ© \ufffd ð {i} "),
    "mixed debris in lines": each("Ã© Ð¿Ñ€Ð¸ å¥½ ÃƒÂ© \ufffd ð {i}\n\n"),
    "a quote that goes on": runs("word\n", "> word\n"),
    "quotes that go on": runs("> word\nword\nword\n"),
    "items that go on": runs("- word\nword\nword\n"),
    "quotes in items": runs("- > word\nword\n"),
    "items in quotes": runs("> - word\nword\n"),
    "debris of five kinds": each(
        "Ã© Ð¿Ñ€ тАФ â€” \\u00e2\\u20ac\\u2122 &acirc;&euro;&trade; {i}\n\n"
    ),
    "escapes": each("don\\u00e2\\u20ac\\u2122t {i} "),
    "entities of damage": each("don&acirc;&euro;&trade;t {i} "),
    "damaged code spans": each("`Ã©{i}` Ã© "),
    "damaged links": each("[Ã©{i}](http://e.org/Ã©{i}) "),
    "damaged fences": each("```\nÃ© â€” {i}\n```\n"),
    "quoted damage": each('x.replace("Ã©", "é") {i}\n'),
    "box signs": each("╨Ь╨╛╨┤╨╡╨╗╤М {i} "),
    "measures": each("1 Â± 2 Â°C {i} "),
    "nested lists of links": lambda n: "".join(
        "  " * (i % 4) + f"- [a{i}](http://e.org/{i})\n" for i in range(n)
    ),
    "definition lists": each("Term {i}\n: what it is\n\n"),
    "emoji": runs("😀🎉✅"),
    "one long word": runs("w"),
    "CRLF": each("- **Key {i}:** value\r\n"),
    "BOM and CR": each("## Part {i}\r\rtext\r\r", "\ufeff"),
    "breaks in a cell": runs("a<br>", "|Name|Score|\n|-|-|\n|", "|1.5|\n"),
    "breaks in an HTML cell": runs("a<br>", "<table><tr><td>", "</td></tr></table>\n"),
    "definitions": each("[r{i}]: http://x/{i}\n"),
    "bold keys in a paragraph": each("**Key {i}:** value\n"),
    "setext headings": each("Part {i}\n===\n\n"),
    "HTML headings": each("<h2>Part {i}</h2>\n\n"),
    "badges": each("[![a{i}](http://e.org/{i}.svg)](http://e.org/{i})\n"),
    "loose BibTeX": each("@article{{k{i}, title={{x}}, url={{http://e.org/{i}}}}}\n\n"),
    "placeholders": runs("[More Information Needed]\n\n"),
    "widgets": front(each("- text: hello {i}\n  example_title: t\n", "widget:\n")),
}  # fmt: skip


def _cards(n: int) -> str:
    """Real cards behind each other, the first with its front matter."""
    texts = [path.read_text("utf-8") for path in sorted(_CARDS.glob("*.md"))]
    found: list[str] = []
    for text, _ in zip(cycle(texts), range(n), strict=False):
        found.append(text)
    return "\n\n".join(found)


STRUCTURES["cards"] = _cards
ALL: dict[str, Stall] = {
    **{f"stall: {name}": make for name, make in stalls.ALL.items()},
    **STRUCTURES,
}


def sized(make: Stall, size: int) -> str:
    """A text of that kind with about `size` characters."""
    few, many = len(make(100)), len(make(200))
    if many <= few:
        return make(200)
    return make(max(1, size * 100 // (many - few)))
