"""What templates leave behind, front matter for the Hub, averages, and links of every spelling."""

from __future__ import annotations

import pytest

from modelcards import fix, lint, parse


def lines(text: str, code: str) -> list[int]:
    return [one.line for one in lint(parse(text)) if one.code == code]


def body(text: str) -> str:
    return f"---\nlicense: mit\n---\n\n# Teal-2B\n\n{text}\n"


@pytest.mark.parametrize(
    "text",
    ["[More Information Needed]", "*More information needed*", "TBD", "{{ direct_use }}", "TODO",
     "<!-- here -->\n\nWork in progress.", "**[More Information Needed]**", "Coming soon!"],
)  # fmt: skip
def test_placeholders_of_a_section(text: str) -> None:
    found = lines(body(f"A model.\n\n## Uses\n\n{text}\n\n## More\n\nMail."), "MC105")
    assert len(found) == 1
    assert found[0] >= 11


@pytest.mark.parametrize(
    "text",
    ["More information needed for whales is in the paper.", "TBD is the name of a bird.",
     "None.", "`TODO`s are read by the model."],
)  # fmt: skip
def test_words_of_placeholders_in_sentences(text: str) -> None:
    assert lines(body(f"A model.\n\n## Uses\n\n{text}"), "MC105") == []


@pytest.mark.parametrize(
    ("line", "spoken"),
    [
        ("- **Developed by:** [More Information Needed]", True),
        ("- **Developed by**: {{ developers }}", True),
        ("Hours used: More information needed", True),
        ("- **Released:** TBA", False),
        ("- **Developed by:** -", False),
        ("- **Developed by:** Acme", False),
    ],
)
def test_placeholders_of_a_label(line: str, spoken: bool) -> None:
    assert lines(body(line), "MC105") == ([7] if spoken else [])


def test_a_template_title_is_told() -> None:
    assert lines("# Model Card for Model ID\n\nA model.\n", "MC105") == [1]


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("<!-- Provide a quick summary of what the model is/does. -->\n\nWords.\n", "Words.\n"),
        ("Words <!-- Provide the basic links for the model. -->\n", "Words\n"),
        ("<!-- This model card has been generated automatically according to the information\n"
         "the Trainer had access to. Remove this comment. -->\n\nWords.\n", "Words.\n"),
        ("<!-- Ask Jo about the numbers -->\n\nWords.\n",
         "<!-- Ask Jo about the numbers -->\n\nWords.\n"),
        ("```\n<!-- Provide a quick summary of what the model is/does. -->\n```\n",
         "```\n<!-- Provide a quick summary of what the model is/does. -->\n```\n"),
    ],
)  # fmt: skip
def test_comments_of_templates_go(text: str, mended: str) -> None:
    head = "---\nlicense: mit\n---\n\n# Teal-2B\n\n"
    result = fix(head + text)
    assert result.text == head + mended
    assert fix(result.text).text == result.text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("## Uses\n\n## Data\n\nMail.", [9]),
        ("## Uses\n\n### Direct\n\nMail.", []),
        ("## Uses\n\n![a picture](a.png)", []),
        ("## Uses\n\n---\n\n## Data\n\n```\nx\n```", [9]),
        ("<h2>Uses</h2>\n\n<h2>Data</h2>\n\nMail.", [9]),
        ("Uses\n----\n\n## Data\n\nMail.", [9]),
        ("## Thank you for reading!", []),
        ("## Uses\n\n##\n\nMail.", []),
    ],
)
def test_empty_sections(text: str, found: list[int]) -> None:
    assert lines(body(f"A model.\n\n{text}"), "MC107") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("```python\nrun()\n\n## Data\n\nMail.", [7]),
        ("```python\nrun()\n```\n\n## Data\n\nMail.", []),
        ("~~~\nrun()\n```\n\nMail.", [7]),
        ("- a\n  ```\n  run()\n\nMail.", []),
        ("Write ```` ``` ```` for code.\n\nMail.", []),
    ],
)
def test_fences_that_are_not_closed(text: str, found: list[int]) -> None:
    assert lines(body(text), "MC108") == found


@pytest.mark.parametrize(
    "url",
    ["", "coming soon", "htp://a.example", "htps://a.example", "hhttps://a.example",
     "https:/a.example", "https//a.example", "http;//a.example", "https://https://a.example",
     "https://", "https://huggingface.co/<your-name>/teal", "https://github.com/your-username/x",
     "TODO", "{{ repo }}", "www.a.example", "a.example.com/x y", "jo@a.example", "https://teal",
     "#"],
)  # fmt: skip
def test_targets_that_lead_nowhere(url: str) -> None:
    for text in (f"See [this]({url}).", f"| a | b |\n|---|---|\n| c | [this]({url}) |"):
        found = lines(body(text), "MC502")
        assert len(found) == 1, url


@pytest.mark.parametrize(
    "url",
    ["https://a.example", "https://a.example/x_(y)", "http://localhost:8000", "docs/use.md",
     "LICENSE",
     "../README.md", "mailto:jo@a.example", "https://a.example 'A title'", "<docs/a b.md>",
     "https://a.example/?model_name=x", "hf://acme/teal", "#uses", "https://[::1]/x",
     "https://web.archive.org/web/2020/https://a.example"],
)  # fmt: skip
def test_targets_that_are_sound(url: str) -> None:
    assert lines(body(f"See [this]({url}).\n\n## Uses\n\nMail."), "MC502") == []


@pytest.mark.parametrize(
    ("front", "found", "meant"),
    [
        ("license: MIT", [2], "license: mit"),
        ("license: Apache License 2.0", [2], "license: apache-2.0"),
        ("license: my-own", [2], None),
        ("license: other", [2], None),
        ("license: other\nlicense_name: teal-1.0", [], None),
        ("license: mit\nlanguage: jp", [3], "license: mit\nlanguage: ja"),
        ("license: mit\nlanguage:\n- en\n- French", [5], "license: mit\nlanguage:\n- en\n- fr"),
        ("license: mit\nlanguage: [en, jpn, zh-Hant, code]", [], None),
        ("license: mit\npipeline_tag: Text Generation", [3],
         "license: mit\npipeline_tag: text-generation"),
        ("license: mit\npipeline_tag: singing", [3], None),
        ("license: mit\ndatasets:\n- acme/birds\n- Birds of 2020", [5], None),
        ("license: mit\ndatasets: [https://huggingface.co/datasets/acme/birds]", [3],
         "license: mit\ndatasets: [acme/birds]"),
        ("license: mit\ntags: birds", [3], None),
        ("license: mit\nbase_model:", [3], None),
        ("license: mit\nthumbnail: url to a thumbnail", [3], None),
    ],
)  # fmt: skip
def test_what_the_hub_accepts(front: str, found: list[int], meant: str | None) -> None:
    text = f"---\n{front}\n---\n\n# Teal-2B\n\nA model.\n"
    assert lines(text, "MC704") == found
    assert fix(text).text == text.replace(front, meant or front)


def test_an_average_is_judged_beside_others_that_agree() -> None:
    head = "# Teal-2B\n\n| Model | MMLU | BoolQ | Average |\n|---|---|---|---|\n"
    rows = "| Osprey-1B | 40.0 | 60.0 | 50.0 |\n| Kite-1B | 42.0 | 60.0 | 51.0 |\n"
    assert lines(head + rows + "| Teal-2B | 44.0 | 60.0 | 53.5 |\n", "MC406") == [7]
    assert lines(head + rows + "| Teal-2B | 44.0 | 60.0 | 52.0 |\n", "MC406") == []
    weighted = rows.replace("50.0", "48.8").replace("51.0", "49.6")
    assert lines(head + weighted + "| Teal-2B | 44.0 | 60.0 | 50.4 |\n", "MC406") == []
