"""Cards of unlike parts in which every word is unique, so that a lost one can be told."""

from __future__ import annotations

from random import Random

_SHARED_HEADINGS = (
    "Overview", "Additional Notes", "🏷️ Model Tags", "Resources", "Related Models", "Training Data",
    "Technical Specifications", "Performance Benchmarks", "License", "Parameters",
)  # fmt: skip
_DEEPEST = 3


def document(random: Random) -> tuple[str, list[str]]:
    """A card and the words of it that a reader must keep, in the order in which they were made."""
    writer = _Writer(random)
    text = writer.card()
    return text, [word for word in writer.words if word in text]


def _indented(text: str, by: str) -> str:
    return "\n".join(by + line if line else line for line in text.split("\n"))


class _Writer:
    """Writes the parts of a card."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.words: list[str] = []

    def some(self, *parts: str) -> str:
        """One of some parts; `@` stands for a word, `~` for a link's target, which is no word."""
        text = self.random.choice(parts)
        while "@" in text:
            self.words.append(f"wq{len(self.words)}z")
            text = text.replace("@", self.words[-1], 1)
        return text.replace("~", f"http://x.example/{self.random.randrange(100)}")

    def inline(self) -> str:
        return self.some(
            "@", "@ @", "**@**", "`@`", "*@*", "[@](~)", "[@](a b)", "<b>@</b>", "**@:** @",
            "**Parameters:** @", "**License:** @", "@: @", "**@** @",
        )  # fmt: skip

    def paragraph(self) -> str:
        lines = (1 + self.random.randrange(2) for _ in range(1 + self.random.randrange(3)))
        return "\n".join(" ".join(self.inline() for _ in range(line)) for line in lines)

    def table(self) -> str:
        width = self.random.randint(1, 4)
        shape = self.random.choice((
            "@ @ @ @", "Benchmark Score Description Note", "Model MMLU GPQA HLE",
            "Property Value Unit Note",
        ))  # fmt: skip
        head = self.some("|".join(shape.split()[:width]))
        rows = [f"|{head}|", "|" + "-|" * width]
        for _ in range(self.random.randrange(5)):
            cells = max(1, width + self.random.choice((0, 0, 0, 1, -1)))
            row = (self.some("@", "@ @", "**@**", "", "61.2", "-", "[@](~)") for _ in range(cells))
            rows.append("|" + "|".join(row) + "|")
        return "\n".join(rows)

    def html_table(self) -> str:
        rows = (
            "".join(self.some("<td>@</td>", "<th>@</th>") for _ in range(self.random.randint(1, 3)))
            for _ in range(self.random.randint(1, 3))
        )
        return "<table>" + "\n".join(f"<tr>{row}</tr>" for row in rows) + "</table>"

    def items(self, depth: int) -> str:
        sign = self.random.choice(("- ", "* ", "1. "))
        found = []
        for _ in range(self.random.randint(1, 3)):
            text = self.inline()
            if self.random.random() < 0.3:
                text += self.random.choice(("\n", "\n\n")) + self.block(depth + 1)
            found.append(sign + _indented(text, " " * len(sign))[len(sign) :])
        return "\n".join(found)

    def heading(self) -> str:
        shared = self.random.choice((*_SHARED_HEADINGS, None, None, None, None, None, None))
        return (
            "#" * self.random.randint(1, 4)
            + " "
            + (shared or self.some("@", "@ @", "**@**", "[@](~)"))
        )

    def block(self, depth: int = 0) -> str:
        if depth > _DEEPEST:
            return self.paragraph()
        kind = self.random.randrange(12)
        if kind == 0:
            return _indented(self.block(depth + 1), "> ")
        if kind == 1:
            head = self.some("<details><summary>@</summary>")
            return f"{head}\n\n{self.block(depth + 1)}\n\n</details>"
        if kind == 2:
            return self.some(
                "```\n@\n@\n```", "    @", "---", "@\n---", "<div>\n@\n\n@\n\n</div>",
                '<p align=center>@ <a href="~">@</a></p>',
            )  # fmt: skip
        if kind == 3:
            return self.some(
                "**Last Updated:** @", "**Analysis:** @ @.", "[← Back](../README.md) • [View @](~)",
            )  # fmt: skip
        if kind < 6:
            return self.items(depth)
        made = (self.table, self.html_table, self.heading, self.paragraph, self.paragraph)
        return self.random.choice(made)()

    def front(self) -> str:
        keys = [
            self.some(
                "license: @\n", "tags:\n- @\n- @\n", "@: @\n", "@: [@, @]\n", "@: a: @\n",
                "model-index:\n- name: @\n  results:\n  - task: {type: @}\n"
                "    dataset: {name: @, type: @}\n    metrics: [{type: @, value: @}]\n",
            )
            for _ in range(self.random.randint(1, 4))
        ]  # fmt: skip
        return "---\n" + "".join(keys) + "---\n"

    def card(self) -> str:
        front = self.front() if self.random.random() < 0.3 else ""
        lead = self.some(
            "", "# @\n\n",
            "# @\n\n> @, @\n\n**Organization:** [@](~)\n**Released:** @\n**Access:** 🔴 Private\n\n"
            "---\n\n",
        )  # fmt: skip
        blocks = [self.block() for _ in range(self.random.randint(1, 7))]
        return (
            front + lead + "".join(b + self.random.choice(("\n\n", "\n\n", "\n")) for b in blocks)
        )
