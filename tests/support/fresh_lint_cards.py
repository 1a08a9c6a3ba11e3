"""Small cards with the truth about each: which rule has to speak on which line, and which must not.

`WOLF` are those over which a naive rule cries wolf; `FAULTS` hold what authors do wrong.
"""

from __future__ import annotations

from typing import NamedTuple


class Small(NamedTuple):
    """A card; `code` speaks on `line`, or (without a line) does not speak at all."""

    name: str
    code: str
    line: int | None
    text: str


def _hub(body: str, front: str = "license: mit\nlanguage: en\n") -> str:
    return f"---\n{front}---\n\n{body}"


WOLF: tuple[Small, ...] = (
    Small("a French word with its accent", "MC001", None,
          "# Ibis-1B\n\nUn modèle « à la carte » : dîner, naïf, Ângela, São Paulo, Ö und Ü.\n"),
    Small("mojibake is what the card is about", "MC001", None,
          "# Ibis-1B\n\nIt turns `â€™` back into `’`, and `Ã©` into `é`.\n"),
    Small("a sign that stands for a lost one in an example", "MC002", None,
          "# Ibis-1B\n\nUnknown bytes come out as `\ufffd` in the tokens.\n"),
    Small("tabs and no-break spaces", "MC003", None,
          "# Ibis-1B\n\nA\tmodel\u00a0of words,\u200b as typed.\n"),
    Small("the name stands in an HTML heading", "MC101", None,
          _hub('<div align="center"><h1>Ibis-1B</h1></div>\n\nA model of words.\n')),
    Small("two licences in a list", "MC102", None,
          _hub("# Ibis-1B\n\nA model.\n", "license:\n- mit\n- apache-2.0\n")),
    Small("the same number in two spellings", "MC103", None,
          "# Ibis-1B\n\n- **Parameters:** 1.5B\n- **Total parameters:** 1,500 million\n"),
    Small("sizes of two stages under headings of their own", "MC103", None,
          "# Ibis\n\n## Ibis-1B\n\n- **Parameters:** 1B\n\n## Ibis-3B\n\n- **Parameters:** 3B\n"),
    Small("a placeholder that is the tokenizer's", "MC105", None,
          _hub("# Ibis-1B\n\n## Prompt format\n\nPut the question in the place of `{{ question }}`"
               " and end with `[END]`.\n")),
    Small("a section that tells what is to do", "MC105", None,
          _hub("# Ibis-1B\n\n## To do\n\n- [ ] more languages\n- [x] a smaller one\n")),
    Small("a comment of the author's", "MC106", None,
          _hub("# Ibis-1B\n\n<!-- The table is made by eval/run.sh; edit that. -->\n\nA model.\n")),
    Small("a heading over subheadings, and one over a picture", "MC107", None,
          _hub("# Ibis-1B\n\n## Uses\n\n### Direct use\n\nMail.\n\n## Overview of it\n\n"
               "![how it works](https://ibis.example/works.png)\n")),
    Small("a fence in a list item", "MC108", None,
          _hub("# Ibis-1B\n\n1. Install it:\n   ```sh\n   pip install ibis\n   ```\n2. Run it.\n\n"
               "## Data\n\nMail of ten years.\n")),
    Small("a longer fence that shows a fence", "MC108", None,
          _hub("# Ibis-1B\n\n````md\n```python\nrun()\n```\n## Data\n````\n\n## Uses\n\nMail.\n")),
    Small("an amount with a remark", "MC201", None,
          "# Ibis-1B\n\n- **Parameters:** 1.1B (0.9B without embeddings)\n"
          "- **Context length:** 32k tokens\n"),
    Small("a season and a quarter", "MC202", None,
          "# Ibis-1B\n\n**Released:** Q3 2024\n"),
    Small("one size only, said twice", "MC204", None,
          "# Ibis-1B\n\nIbis-1B has 1.1 billion parameters. The 1.1B parameters were trained on"
          " one machine.\n"),
    Small("marks of three kinds for no score", "MC401", None,
          "# Ibis-1B\n\n| Model | MMLU | GSM8K |\n|---|---|---|\n| Ibis-1B | 41.0 | n.a. |\n"
          "| Kite-1B | – | 20.1 |\n| Rook-1B | not reported | 22.4 |\n"),
    Small("scores with a rank and a star", "MC401", None,
          "# Ibis-1B\n\n| Model | MMLU | GSM8K |\n|---|---|---|\n"
          "| Ibis-1B | **41.0*** | 20.3 🥇 |\n"
          "| Kite-1B | 39.5† | 20.1 |\n"),
    Small("an Elo, a time and a gain", "MC402", None,
          "# Ibis-1B\n\n| Model | Arena Elo | Δ vs base (%) | Latency (ms) |\n|---|---|---|---|\n"
          "| Ibis-1B | 1102 | -3.1 | 210 |\n| Kite-1B | 1093 | 120.5 | 320 |\n"),
    Small("one benchmark in two languages", "MC403", None,
          "# Ibis-1B\n\n| Benchmark | Language | Ibis-1B |\n|---|---|---|\n| MMLU | en | 41.0 |\n"
          "| MMLU | de | 36.2 |\n| MMLU | fr | 37.9 |\n"),
    Small("one benchmark before and after quantisation", "MC403", None,
          "# Ibis-1B\n\n## Full precision\n\n| Benchmark | Ibis-1B |\n|---|---|\n"
          "| MMLU | 41.0 |\n\n"
          "## 4-bit\n\n| Benchmark | Ibis-1B |\n|---|---|\n| MMLU | 39.7 |\n"),
    Small("a bar within code in a cell", "MC404", None,
          "# Ibis-1B\n\n| Option | What |\n|---|---|\n| `a \\| b` | either |\n| `c` | one |\n"),
    Small("a weighted average", "MC406", None,
          "# Ibis-1B\n\n| Model | MMLU | GSM8K | Avg (weighted) |\n|---|---|---|---|\n"
          "| Ibis-1B | 41.0 | 20.0 | 36.0 |\n| Kite-1B | 39.0 | 19.0 | 34.2 |\n"),
    Small("anchors of several kinds", "MC501", None,
          _hub("# Ibis-1B\n\n- [Uses](#uses--limits)\n- [Code](#-code)\n- [Top](#top)\n"
               '- [Note](#note-1)\n\n## Uses & limits\n\nMail.\n\n## 🚀 Code\n\nNone.\n\n'
               '<a id="note-1"></a> A note.\n')),
    Small("addresses that look odd", "MC502", None,
          _hub("# Ibis-1B\n\n[a](//ibis.example/a) [b](mailto:ibis@ibis.example) [c](data/x.csv)"
               " [d](https://ibis.example/a_(b)) [e](hf://ibis/ibis-1b) [f](./LICENSE)\n")),
    Small("a rule between paragraphs is no front matter", "MC701", None,
          "# Ibis-1B\n\nA model.\n\n---\n\nlicense: see below\n\n---\n\nMIT.\n"),
    Small("a score in model-index of another split", "MC703", None,
          _hub("# Ibis-1B\n\n| Benchmark | Split | Ibis-1B |\n|---|---|---|\n"
               "| MMLU | validation | 43.0 |\n| GSM8K | test | 20.0 |\n",
               "license: mit\nmodel-index:\n- name: Ibis-1B\n  results:\n  - task:\n"
               "      type: text-generation\n    dataset:\n      type: cais/mmlu\n"
               "      name: MMLU\n"
               "      split: test\n    metrics:\n    - type: acc\n      value: 41.0\n")),
    Small("rare codes and ids that the Hub knows", "MC704", None,
          _hub("# Ibis-1B\n\nA model.\n",
               "license: cc-by-nc-sa-4.0\nlanguage:\n- yue\n- zh\n- code\n- pt-BR\n"
               "pipeline_tag: image-text-to-text\ndatasets:\n- ibis/mail_v1.0\n")),
    Small("keys of one's own that resemble none", "MC705", None,
          _hub("# Ibis-1B\n\nA model.\n",
               "license: mit\nlicensor: Ibis Lab\nmetric_notes: none\nmodel_size: 1B\n")),
)  # fmt: skip

FAULTS: tuple[Small, ...] = (
    Small("a dash that was decoded wrongly", "MC001", 3,
          "# Ibis-1B\n\nA model â€“ small and fast â€“ for mail.\n"),
    Small("umlauts in a table", "MC001", 5,
          "# Ibis-1B\n\n| Sprache | Anteil |\n|---|---|\n| FranzÃ¶sisch fÃ¼r Ã„rzte | viel |\n"),
    Small("what a lossy editor left", "MC002", 3, "# Ibis-1B\n\n"
                                                  "Caf\ufffd culture and na\ufffdve.\n"),
    Small("an escape of a terminal", "MC003", 3, "# Ibis-1B\n\n"
                                                 "Saved to \x1b[32mibis.bin\x1b[0m.\n"),
    Small("the title is the template's", "MC101", 1,
          _hub("# Model Card for {{ model_id | default('Model ID') }}\n\nMail.\n")),
    Small("front matter and nothing else", "MC102", 1, "---\nlicense: mit\n---\n"),
    Small("two context lengths", "MC103", 4,
          "# Ibis-1B\n\n- **Context length:** 4096\n- **Context window:** 8192 tokens\n"),
    Small("a section of dots", "MC105", 10, _hub("# Ibis-1B\n\n## Limitations\n\n...\n")),
    Small("coming soon", "MC105", 10, _hub("# Ibis-1B\n\n## Evaluation\n\n*Coming soon!*\n")),
    Small("a value to fill in", "MC105", 8, _hub("# Ibis-1B\n\n"
                                                 "- **Developed by:** [Your name here]\n")),
    Small("a comment of the trainer's", "MC106", 8,
          _hub("# Ibis-1B\n\n"
               "<!-- This model card has been generated automatically according to the "
               "information the Trainer had access to. You\nshould probably proofread and complete "
               "it, then remove this comment. -->\n\nMail.\n")),
    Small("a heading at the end", "MC107", 10, _hub("# Ibis-1B\n\nMail.\n\n## License\n")),
    Small("a heading over another of its level", "MC107", 8,
          _hub("# Ibis-1B\n\n## Training data\n\n## Training procedure\n\nOne machine.\n")),
    Small("a fence of BibTeX without its end", "MC108", 10,
          _hub("# Ibis-1B\n\n## Citation\n\n```bibtex\n@misc{ibis, title={Ibis}}\n\n## License\n\n"
               "MIT, see the file.\n")),
    Small("a number with two points", "MC201", 3, "# Ibis-1B\n\n- **Parameters:** 1.1.2B\n"),
    Small("a month that is none", "MC202", 3, "# Ibis-1B\n\n**Released:** 2024-14-02\n"),
    Small("sizes of a family in a sentence", "MC204", 3,
          "# Ibis\n\nWe release models with 1, 3 and 9 billion parameters.\n"),
    Small("a letter O for a nought", "MC401", 6,
          "# Ibis-1B\n\n| Model | MMLU | GSM8K |\n|---|---|---|\n| Kite-1B | 39.5 | 20.1 |\n"
          "| Ibis-1B | 4l.O | 20.3 |\n"),
    Small("more than all right", "MC402", 6,
          "# Ibis-1B\n\n| Model | MMLU (acc, %) |\n|---|---|\n| Kite-1B | 39.5 |\n"
          "| Ibis-1B | 410.2 |\n"),
    Small("a row twice", "MC403", 7,
          "# Ibis-1B\n\n| Benchmark | Ibis-1B |\n|---|---|\n| MMLU | 41.0 |\n| GSM8K | 20.3 |\n"
          "| MMLU | 43.0 |\n"),
    Small("a bar too many", "MC404", 5,
          "# Ibis-1B\n\n| Benchmark | Ibis-1B |\n|---|---|\n| MMLU | 41.0 | 40.2 |\n"
          "| GSM8K | 20.3 |\n"),
    Small("two numbers a cell and no word about them", "MC405", 6,
          "# Ibis-1B\n\n| Model | MMLU | GSM8K |\n|---|---|---|\n| Kite-1B | 39.5 | 20.1 |\n"
          "| Ibis-1B | 41.0 / 38.2 | 20.3 |\n"),
    Small("an average of other numbers", "MC406", 7,
          "# Ibis-1B\n\n| Model | MMLU | GSM8K | BoolQ | Average |\n|---|---|---|---|---|\n"
          "| Kite-1B | 39.0 | 21.0 | 60.0 | 40.0 |\n| Rook-1B | 30.0 | 15.0 | 60.0 | 35.0 |\n"
          "| Ibis-1B | 42.0 | 24.0 | 66.0 | 54.0 |\n"),
    Small("a table of contents that lags behind", "MC501", 9,
          _hub("# Ibis-1B\n\n- [Uses](#uses)\n- [Training](#training-details)\n\n## Uses\n"
               "\nMail.\n\n"
               "## Training\n\nOne machine.\n")),
    Small("the address is still to come", "MC502", 8, _hub("# Ibis-1B\n\n"
                                                           "[Paper](TBD) and code.\n")),
    Small("a repository of nobody", "MC502", 8,
          _hub("# Ibis-1B\n\n**Repository:** [code](https://github.com/<username>/ibis)\n")),
    Small("a value with a colon", "MC701", 3,
          _hub("# Ibis-1B\n\nA model.\n", "license: mit\nsummary: Ibis: a model: of words\n")),
    Small("a result without its metric", "MC702", 6,
          _hub("# Ibis-1B\n\nA model.\n",
               "license: mit\nmodel-index:\n- name: Ibis-1B\n  results:\n  - task:\n"
               "      type: text-generation\n    dataset:\n      type: cais/mmlu\n"
               "      name: MMLU\n")),
    Small("a licence by its long name", "MC704", 2,
          _hub("# Ibis-1B\n\nA model.\n", "license: Creative Commons Attribution 4.0\n")),
    Small("a key in the plural", "MC705", 3,
          _hub("# Ibis-1B\n\nA model.\n", "license: mit\nbase_models: ibis/ibis-0\n")),
)  # fmt: skip
