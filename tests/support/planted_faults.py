"""The faults that rules of lint tell, each in five spellings, and how each is put into a card.

A spelling takes the text of a card and gives it with the fault in it, or None where the card has no
place for it. `base` says which cards it is put into: those of the leaderboard's template, cards of
the Hub with front matter, or both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

Base = Literal["leaderboard", "hub", "any"]
Spelling = Callable[[str], str | bytes | None]


@dataclass(frozen=True)
class Fault:
    """A fault by the code that tells it; `once`: a card that has it cannot have it again."""

    code: str
    name: str
    base: Base
    spellings: Sequence[Spelling]
    once: bool = False


def swapped(pattern: str, new: str) -> Spelling:
    r"""Put `new` (with the groups of the pattern, as `\1`) in place of what matches first."""
    wanted = re.compile(pattern, re.M)

    def plant(text: str) -> str | None:
        made, count = wanted.subn(new, text, count=1)
        return made if count and made != text else None

    return plant


def _front(text: str) -> int:
    """Where the closing line of the front matter begins; 0 without one."""
    found = re.match(r"---\n(?:.*\n)*?(?=---\s*\n)", text)
    return found.end() if found else 0


def within(part: str) -> Spelling:
    """Put a paragraph before the last heading of the body, where headings are no code.

    What stands above it is neither the title alone nor a heading without a text. In `part` the
    marks of a heading of the same level are "§", the level is "¶", the line below one "¦".
    """

    def plant(text: str) -> str | None:
        start = _front(text)
        body = text[start:]
        heads = [m.start() for m in re.finditer(r"(?<=[\w.!|)]\n\n)#{1,3} \w.*\n", body)]
        fences = [m.start() for m in re.finditer(r"^ *(?:```|~~~)|<pre|<!--", body, re.M)]
        sure = [at for at in heads[1:] if not any(one < at for one in fences)]
        if not sure:
            return None
        place = start + sure[-1]
        level = len(re.match("#*", text[place:])[0])  # type: ignore[index]  # it is a heading
        if "¦" in part and level > 2:
            return None
        rule = ("=" if level == 1 else "-") * 16
        made = part.replace("§", "#" * level).replace("¶", str(level)).replace("¦", rule)
        return f"{text[:place]}{made}\n\n{text[place:]}"

    return plant


def front(line: str, *, without: str) -> Spelling:
    """Put a line into the front matter, where no line of it begins with `without`."""

    def plant(text: str) -> str | None:
        end = _front(text)
        if not end or re.search(rf"^(?:{without})\b", text[:end], re.M):
            return None
        return f"{text[:end]}{line}\n{text[end:]}"

    return plant


def each(make: Callable[[str], Spelling], *given: str) -> tuple[Spelling, ...]:
    """A spelling of each text."""
    return tuple(make(one) for one in given)


def _bytes(change: Callable[[str], bytes | None]) -> Spelling:
    return change


def _value(label: str) -> Callable[[str], Spelling]:
    """Another value behind a label of the template, where the card states one."""
    return lambda new: swapped(rf"^((?:- )?\*\*{label}:\*\* )(?!-)[^-\n].*$", rf"\g<1>{new}")


def cell(new: str) -> Spelling:
    """Another score in the first row of the template's table that has one."""
    return swapped(
        r"^(\| \*\*(?:MMLU|MMLU-Pro|GPQA)\*\* \| )[0-9][0-9.]*( \|)", rf"\g<1>{new}\g<2>"
    )


def _again(row: str) -> Spelling:
    return swapped(r"^(\| \*\*(MMLU|GPQA)\*\* \| [0-9][0-9.]* \| (.*) \|\n)", rf"\g<1>{row}\n")


def _ratio(factor: float) -> Spelling:
    def plant(text: str) -> str | None:
        found = re.search(r"(Ratio:\*\* )([0-9,]+):1", text)
        if found is None or int(found[2].replace(",", "")) < 5 or "Tokens:** -B" in text:
            return None
        wrong = round(int(found[2].replace(",", "")) * factor)
        return f"{text[: found.start(2)]}{wrong:,}{text[found.end(2) :]}"

    return plant


def _unclosed(fence: str) -> Spelling:
    return within(f"{fence}\nrun()")


def _supported(new: str) -> Spelling:
    """An amount that is not stated, where ratio and ALScore still are."""
    label = new.partition(":")[0]

    def plant(text: str) -> str | bytes | None:
        if not re.search(r"Ratio:\*\* [0-9]", text):
            return None
        return swapped(rf"{re.escape(label)}:\*\* [0-9].*$", new)(text)

    return plant


_CONTENT = "Words for people.\n"
_HUGE = "A text that tells what is meant {} in so many words."
_LINK = "See [the page]({}) for more."

FAULTS: tuple[Fault, ...] = (
    Fault("MC001", "mojibake", "any", each(lambda x: within(_HUGE.format(x)),
          "â€” and so â€” on", "donâ€™t", "cafÃ© crÃ¨me", "ðŸš€ fast", "a â†’ b")),
    Fault("MC002", "lost-characters", "any", each(within,
          "Wor\ufffdds of it.", "Small 鈥? and fast.", "## ðŸ“ Notes\n\nWords.",
          "The ï¿½ sign of it.", "So it was 锟斤拷 said.")),
    Fault("MC003", "encoding", "any", (
        lambda text: "\ufeff" + text, within("Wor\0ds."), within("Wor\x1b[0mds."),
        _bytes(lambda text: b"\xff\xfe" + text.encode("utf-16-le", "replace")),
        _bytes(lambda text: text.encode() + b"\nCaf\xe9 and more.\n"))),
    Fault("MC101", "missing-title", "leaderboard", each(lambda x: swapped(r"\A# .*\n", x),
          "", "# Overview\n", "# Model Card\n", "# Model Card for Model ID\n", "# {MODEL_NAME}\n")),
    Fault("MC102", "missing-field", "leaderboard", each(lambda x: swapped(x, ""),
          r"^\*\*Organization:\*\*.*\n", r"^\*\*Released:\*\*.*\n", r"^\*\*Access:\*\*.*\n",
          r"^- \*\*Parameters:\*\*.*\n", r"^- \*\*Training Tokens:\*\*.*\n")),
    Fault("MC102", "license of a Hub card", "hub", each(lambda x: swapped(x, ""),
          *(rf"^license: ?{one}\n" for one in (
              "mit", "apache-2.0", "[\"']?apache-2.0[\"']?", "cc-by.*", "[a-z].*")))),
    Fault("MC103", "duplicate-field", "leaderboard", each(
        lambda x: swapped(r"^(- \*\*Parameters:\*\* [0-9].*\n)", rf"\g<1>{x}\n"),
        "- **Parameters:** 987B", "* Parameters: 987B", "- **Total Parameters:** 987 billion",
        "- __Parameters__: 987B", "**Parameters:** 987B")),
    Fault("MC105", "placeholder section", "any", each(lambda x: within(f"## Uses\n\n{x}"),
          "[More Information Needed]", "TBD", "**TODO**", "{{ direct_use }}",
          "_More information needed._")),
    Fault("MC105", "placeholder value", "any", each(
          lambda x: within(f"{_CONTENT}\n{x}\n- **Kind of it:** words"),
          "- **Data cards:** TBD", "- **Funded by:** [More Information Needed]",
          "* Contact: {{ contact }}", "- **Curated by**: to be added", "**Hosted by:** TODO")),
    Fault("MC106", "template-comment", "any", each(within,
          "<!-- Provide a quick summary of what the model is/does. -->",
          "<!-- This section is meant to convey both technical and sociotechnical limitations. -->",
          "<!-- This model card has been generated automatically according to the information the "
          "Trainer had access to. You should probably proofread and complete it. -->",
          "<!--- Describe your model here -->", "<!-- Provide the basic links for the model. -->")),
    Fault("MC107", "empty-section", "any", each(within,
          "§ Carbon footprint", "Carbon footprint\n¦", "§ Carbon footprint §",
          "<h¶>Carbon footprint</h¶>", "§ **Carbon footprint**")),
    Fault("MC108", "unclosed-fence", "any", each(_unclosed,
          "```python", "```", "~~~", "````text", "```bash")),
    Fault("MC201", "unreadable-value", "leaderboard", each(_value("Parameters"),
          "8 bananas", "a lot of them", "7..5.1B", "several", "12 quux")),
    Fault("MC202", "unreadable-date", "leaderboard", each(_value("Released"),
          "Foo/2025", "2025-13", "Mrz/2025/7", "31/31/2024", "Smarch 2024")),
    Fault("MC203", "unknown-access", "leaderboard", each(_value("Access"),
          "🟢 Pulbic", "🟢 Private", "Opne", "🟣 Public", "🔴 Public")),
    Fault("MC301", "ratio-differs", "leaderboard", each(lambda x: _ratio(float(x)),
          "2", "0.5", "1.2", "10", "0.8")),
    Fault("MC302", "ratio-label", "leaderboard", (
        swapped("✅ Compute-optimal", "⚠️ Under-trained"), swapped("✅ Compute", "⚠️ Compute"),
        swapped("✅ Compute-optimal", "✅ Under-trained"),
        swapped("✅ Compute-optimal", "Under-trained"), swapped("⚠️.*$", "✅ Compute-optimal"))),
    Fault("MC303", "alscore-differs", "leaderboard", each(
        lambda x: swapped(r"(ALScore:\*\* )([0-9])\.([0-9]) ", x),
        r"\g<1>1\g<2>.\g<3> ", r"\g<1>2\g<2>.\g<3> ", r"\g<1>3\g<2>.\g<3> ", r"\g<1>4\g<2>.\g<3> ",
        r"\g<1>9\g<2>.\g<3> ")),
    Fault("MC304", "alscore-tier", "leaderboard", each(
        lambda x: swapped(r"(ALScore:\*\* 0\.[1-9] )\(Lightweight\)", rf"\g<1>({x})"),
        "Mid-tier", "Powerful", "Very Powerful", "Extremely Powerful", "mid-tier")),
    Fault("MC305", "derived-missing", "leaderboard", (
        swapped(r"^- \*\*Token:Param Ratio:\*\* [0-9].*\n", ""),
        swapped(r"^(- \*\*Token:Param Ratio:\*\* )[0-9].*$", r"\g<1>- -"),
        swapped(r"^- \*\*ALScore:\*\* [0-9].*\n", ""),
        swapped(r"^(- \*\*ALScore:\*\* )[0-9].*$", r"\g<1>-"),
        swapped(r"^(- \*\*ALScore:\*\* )[0-9].*$", r"\g<1>N/A"))),
    Fault("MC306", "derived-unsupported", "leaderboard", each(
        _supported, "Parameters:** -B", "Parameters:** -", "Training Tokens:** -B",
        "Training Tokens:** -", "Parameters:** N/A")),
    Fault("MC401", "unreadable-score", "leaderboard", each(cell,
          "quite good", "61.0.1", "see below", "top of all", "eighty")),
    Fault("MC402", "score-out-of-range", "leaderboard", each(cell,
          "181.5", "-5.0", "1000", "101%", "-12.5%")),
    Fault("MC403", "duplicate-benchmark", "leaderboard", each(_again,
          r"| **\2** | 12.3 | \3 |", r"| \2 | 12.3 | \3 |", r"| **\2** | **12.3** | \3 |",
          r"| **\2** | 12.3% | \3 |", r"| __\2__ | 12.3 | \3 |")),
    Fault("MC404", "ragged-table", "leaderboard", (
        swapped(r"^(\| \*\*HLE\*\* \| [^|]*\|).*$", r"\g<1>"),
        swapped(r"^(\| \*\*HLE\*\* \|.*)$", r"\g<1> more |"),
        swapped(r"^(\| \*\*HLE\*\*).*$", r"\g<1> |"),
        swapped(r"^(\| \*\*MMLU\*\* \| [^|]*\|) .*$", r"\g<1>"),
        swapped(r"^(\| \*\*GPQA\*\* \|.*)$", r"\g<1> a | b |"))),
    Fault("MC406", "average-differs", "any", each(
        lambda x: within("| Model | MMLU | GPQA | HLE | Average |\n|---|---|---|---|---|\n"
                         "| Wren-1B | 60.0 | 30.0 | 12.0 | 34.0 |\n"
                         "| Teal-2B | 70.0 | 41.0 | 15.0 | 42.0 |\n"
                         f"| Crow-3B | 72.0 | 45.0 | 18.0 | {x} |\n"
                         "| Heron-4B | 75.0 | 48.0 | 21.0 | 48.0 |"),
        "54.0", "40.1", "5.0", "47.5", "43.9")),
    Fault("MC501", "broken-link", "any", each(within,
          "See [the part](#no-such-part-here).", '<a href="#no-such-part-here">the part</a>',
          "- [The part](#no-such-part-here-1)\n- [b](#nor-this-one)",
          "It is said[^one].\n\n[^two]: Where it is said.",
          "See [the *part*](#No-Such-Part 'a title').")),
    Fault("MC502", "malformed-url", "any", each(lambda x: within(_LINK.format(x)),
          "", "coming soon", "htp://heron.example", "https:/heron.example",
          "https://github.com/your-username/heron")),
    Fault("MC502", "malformed-url, further", "any", each(lambda x: within(_LINK.format(x)),
          "https//heron.example", "https://https://heron.example", "TODO", "{{ paper }}",
          "https://huggingface.co/<your-name>/heron")),
    Fault("MC701", "front-matter", "hub", (
        front("zoo: [a, b", without="zoo"), front("zoo: 1\nzoo: 2", without="zoo"),
        front('zoo: "a', without="zoo"), front("zoo: a\n b: c: d", without="zoo"),
        front("zoo: {a: 1", without="zoo"))),
    Fault("MC702", "model-index", "hub", each(lambda x: front(x, without="model-index"),
          "model-index: 3", "model-index:\n- results: []", "model-index:\n- name: a\n  results: b",
          "model-index:\n- name: a\n  results:\n  - task:\n      type: b\n    metrics:\n"
          "    - type: c\n      value: 1",
          "model-index:\n- name: a\n  results:\n  - task:\n      type: b\n    dataset:\n"
          "      type: d\n      name: D\n    metrics:\n    - type: accuracy\n      value: high")),
    Fault("MC704", "hub-metadata", "hub", (
        swapped(r"^license: .*$", "license: no-such-licence"),
        swapped(r"^license: .*$", "license: other"),
        front("language: Klingonish", without="languages?"),
        front("datasets: some pages of the web and books", without="datasets?"),
        front("pipeline_tag: text-gen", without="pipeline_tag"))),
    Fault("MC705", "misspelt-key", "hub", (
        front("licence: mit", without="license|licence"),
        front("model_index:\n- name: a\n  results: []", without="model-index|model_index"),
        front("pipline_tag: text-generation", without="pipeline_tag"),
        front("langauge: en", without="languages?"),
        front("library-name: transformers", without="library_name"))),
)  # fmt: skip
