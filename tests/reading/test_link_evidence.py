"""What a link leads to: how much each piece of evidence adds, and what decides."""

from __future__ import annotations

from typing import Any

import pytest

from modelcards.reading.link_evidence import Evidence, weigh
from modelcards.reading.link_names import Names

LUMEN = Names(("lumen7b",), ("lumen",))
ARXIV = "https://arxiv.org/abs/2401.01234"
PAPER = Evidence(ARXIV, "paper", key="Paper")
"""A link that much speaks for: its address, its text and the label before it."""


@pytest.mark.parametrize(
    ("change", "gain"),
    [
        ({}, 0),
        ({"lead": True}, 1),
        # Whose it is: by the address, by the text around it, by the heading, by its own words.
        ({"url": "https://arxiv.org/abs/lumen"}, 3),
        ({"url": "https://arxiv.org/lumen/2401.01234/"}, 3),
        ({"before": "about Lumen,"}, 1),
        ({"before": "It sings. About Lumen,"}, 1),
        ({"before": "about Lumen. It is in"}, 0),
        ({"after": " of Lumen, and"}, 1),
        ({"after": ". Lumen sings"}, 0),
        ({"after": " and [Lumen](b.md)"}, 0),
        ({"before": "of the birds we heard, our"}, 2),
        ({"before": "our [zorb](https://x.y/z), and"}, 2),  # in the sentence, if not right before
        ({"before": "our zorb sings. And"}, 0),
        ({"before": "based on"}, -3),
        ({"before": "based on our"}, -1),
        ({"label": "Lumen paper"}, 2),
        ({"label": "Lumen-7B paper"}, 2),
        ({"label": "Lumen-8B paper"}, -1),
        ({"label": "the paper"}, 0),
        ({"label": "paper 7"}, 0),
        # Other words in the label take one from what it says, and make it another's.
        ({"label": "zorb paper"}, -3),
        ({"label": "the zorbs"}, -5),
        ({"label": ARXIV}, -4),
        ({"label": "arXiv:2401.01234"}, -4),
        ({"label": "doi:10.1000/x"}, -4),
        ({"key": ""}, -7),
        ({"key": "Zorb paper"}, 0),
        # The innermost heading that says anything.
        ({"section": ("Links",)}, 2),
        ({"section": ("Links", "Zorbs")}, 2),
        ({"section": ("Links", "Acknowledgements")}, -3),
        ({"section": ("Acknowledgements", "Model details")}, 1),
        ({"section": ("Citation",)}, 3),
        # What a sentence says beside it counts once, as much as the heading or more.
        ({"before": "the birds of the article on"}, 2),
        ({"before": "the birds of the article on", "section": ("Papers",)}, 2),
        ({"url": "https://export.arxiv.org/abs/2401.01234"}, 0),
        ({"url": "https://www.arxiv.org:80/abs/2401.01234?x=1#y"}, 0),
        ({"url": "https://arxiv.org/paper/2401.01234"}, 2),
        ({"url": "https://arxiv.org/pdf/2401.01234.pdf"}, 0),
        ({"row": "Lumen"}, 0),
        # The addresses of other links say nothing of this one.
        ({"before": "a [zorb](https://x.y/our) and"}, 0),
        ({"before": "a [zorb](our/b.md) and"}, 0),
        ({"after": " or https://x.y/our"}, 0),
        ({"after": " or [our](b.md)"}, 0),
    ],
)
def test_what_a_piece_of_evidence_adds(change: dict[str, Any], gain: int) -> None:
    kind, sure = weigh(PAPER._replace(**change), LUMEN)
    assert (kind, sure - weigh(PAPER, LUMEN)[1]) == ("paper", gain)


@pytest.mark.parametrize(
    "change",
    [
        {"key": "Blog"},
        {"row": "Zorb"},
        {"url": "https://arxiv.org/"},
        {"key": "", "label": "the zorb paper"},
        {"before": "the [Zorb](https://x.y/zorb) ("},
        {"key": "", "label": "the zorb paper", "before": "see our"},
    ],
)
def test_what_makes_a_paper_anothers(change: dict[str, Any]) -> None:
    assert weigh(PAPER._replace(**change), LUMEN) == ("other", 0)


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        # An owner alone, on a host of things, is none of them.
        (Evidence("https://github.com/acme", "code"), "other"),
        (Evidence("https://github.com/acme/zorb", "our code"), "code"),
        (Evidence("https://gitlab.com/acme", "code"), "other"),
        (Evidence("https://huggingface.co/acme", "model"), "other"),
        (Evidence("https://huggingface.co/acme", "paper", key="paper"), "other"),
        (Evidence("https://huggingface.co/acme", "data", key="data"), "other"),
        (Evidence("https://hf.co/Lumen-7B", "Lumen-7B"), "other"),
        (Evidence("https://github.com/acme", "zorb", key="code"), "code"),
        # What an owner is called says nothing of a thing.
        (Evidence("https://github.com/paper/lumen", "code"), "code"),
        (Evidence("https://github.com/acme/awesome-zorbs", "code"), "other"),
        # A tool is nobody's own, unless the model is called like it.
        (Evidence("https://github.com/huggingface/transformers", "our code"), "other"),
        (Evidence("https://github.com/Acme/Lumen.git", "zorb"), "other"),
        (Evidence("https://github.com/Acme/Lumen", "zorb", before="see our"), "code"),
        (Evidence("https://github.com/huggingface/transformers", "code", key="code"), "other"),
        (
            Evidence("https://github.com/huggingface/transformers/blob/x.py", "code", key="code"),
            "other",
        ),
        # Of two kinds that enough speaks for, the one that more speaks for.
        (Evidence("https://github.com/acme/paper", "paper code", key="paper"), "paper"),
        (Evidence("https://github.com/acme/paper", "paper code", key="code"), "code"),
        # Data in a repository of code are data.
        (Evidence("https://github.com/acme/zorb", "dataset", before="our"), "other"),
        (Evidence("https://github.com/acme/zorb", "dataset code", before="our"), "code"),
        (Evidence("https://github.com/acme/lumen", "zorb dataset", before="our"), "code"),
        (Evidence("https://acme.example/zorb.pdf", "paper", key="paper"), "paper"),
        (Evidence("https://acme.example/zorb.PDF", "our paper", before="see"), "paper"),
        (Evidence("https://acme.example/zorb", "our paper", before="see"), "paper"),
        (Evidence("https://acme.example/zorb", "paper"), "other"),
        (Evidence("https://acme.example/license/x.pdf", "zorb"), "license"),
        (Evidence("https://localhost/paper", "paper", key="paper"), "paper"),
        (Evidence("LICENSE#terms", "zorb"), "license"),
        (Evidence("zorb#license", "zorb"), "other"),
        (Evidence("zorb.md", "license", key="license"), "other"),
        # Data are the model's own by being what it learnt from, whatever they are called.
        (Evidence("https://huggingface.co/datasets/acme/zorb", "zorb"), "dataset"),
        (Evidence("https://huggingface.co/datasets/acme/zorb", "zorb", before="unlike"), "other"),
        (Evidence("https://acme.example/zorb", "zorb", before="trained on"), "dataset"),
        (Evidence("https://github.com/acme/zorb", "the dataset", before="trained on"), "dataset"),
        (Evidence("https://huggingface.co/datasets/open-llm-leaderboard/x", "data"), "other"),
        # A licence is one, whoever wrote it.
        (Evidence("https://opensource.org/licenses/MIT", "zorb"), "license"),
        (Evidence("https://opensource.org/licenses/MIT", "zorb", before="thanks to"), "license"),
        # The pages of a hub are of models: the own one, in any form, and its weights.
        (Evidence("https://huggingface.co/acme/Lumen-7B", "Lumen-7B"), "model"),
        (Evidence("https://huggingface.co/acme/Lumen-7B", "paper", key="paper"), "model"),
        (Evidence("https://huggingface.co/acme/Lumen-7B", "Lumen-7B", before="based on"), "other"),
        (Evidence("https://huggingface.co/acme/Lumen-7B-GGUF", "Lumen-7B"), "model"),
        (Evidence("https://huggingface.co/acme/Orca-Lumen-7B", "Lumen-7B"), "other"),
        (Evidence("https://huggingface.co/acme/Lumen-13B", "Lumen-13B"), "other"),
        (Evidence("https://huggingface.co/acme/Lumen-7B/edit", "Lumen"), "other"),
        (Evidence("https://huggingface.co/acme/zorb/tree/main", "Lumen weights"), "model"),
        (Evidence("https://huggingface.co/acme/Lumen-7B/blob/main/x.md", "Lumen"), "other"),
        (Evidence("https://huggingface.co/acme/Lumen-7B/blob/main/x.gguf", "Lumen"), "model"),
        (Evidence("https://huggingface.co/acme/zorb/blob/main/x.gguf", "Lumen"), "other"),
    ],
)
def test_what_decides_a_kind(link: Evidence, kind: str) -> None:
    assert weigh(link, LUMEN)[0] == kind


def test_a_short_name_begins_no_page_of_its_own() -> None:
    for name, kind in (("Tern7", "other"), ("Tern7B", "model")):
        page = Evidence(f"https://huggingface.co/acme/{name}", name)
        names = Names((name.lower(),))
        assert weigh(page, names)[0] == "model"
        assert weigh(page._replace(url=f"{page.url}-GGUF"), names)[0] == kind


def test_a_tool_is_the_own_thing_of_a_model_that_is_called_like_it() -> None:
    tool = Evidence("https://github.com/huggingface/transformers", "our code", key="code")
    assert weigh(tool, Names(("transformers",)))[0] == "code"


@pytest.mark.parametrize(
    ("link", "kind", "sure"),
    [
        # What its address, its text and the label before it weigh, and whose they say that it is,
        # beyond what a kind needs.
        (Evidence("https://acme.example/paper", "paper", key="paper"), "paper", 2 + 3 + 5 + 3 - 6),
        (Evidence("https://acme.example/z.pdf", "paper", key="paper"), "paper", 2 + 3 + 5 + 3 - 6),
        (Evidence("https://acme.example/lumen/paper", "Lumen"), "paper", 2 + 5 - 6),
        (Evidence("https://github.com/acme/zorb", "code"), "code", 3 + 3 + 1 - 6),
        (Evidence("https://huggingface.co/spaces/acme/zorb", "demo"), "try", 3 + 3 + 1 - 5),
        (Evidence("https://zorb.readthedocs.io/en", "docs"), "documentation", 4 + 4 + 1 - 6),
        (Evidence("https://opensource.org/licenses/MIT", "license"), "license", 5 + 4 + 4 + 1 - 4),
        (Evidence("https://opensource.org/licenses/MIT", "zorb license"), "license", 5 + 4 + 3 - 4),
        (Evidence("https://huggingface.co/datasets/acme/z", "dataset"), "dataset", 4 + 3 - 4),
        (Evidence("https://huggingface.co/datasets/acme/z", "dataset", before="unlike"), "dataset",
         4 + 3 - 1 - 4),
        (Evidence("https://huggingface.co/acme/Lumen-7B", "Lumen-7B"), "model", 2 + 5 + 2 + 3 - 7),
        (Evidence("https://acme.example/zorb", "zorb", before="trained on"), "dataset",
         5 + 2 + 2 - 4),
        (Evidence("https://huggingface.co/acme/Lumen-7B", "zorb weights"), "model",
         2 + 1 + 5 - 1 + 3 - 7),
    ],
)  # fmt: skip
def test_how_sure_a_kind_is(link: Evidence, kind: str, sure: int) -> None:
    assert weigh(link, LUMEN) == (kind, sure)


def test_a_reference_ends_in_its_year() -> None:
    before = "Lumen, by Jay. Of birds and bees. (2024)"
    named = weigh(PAPER._replace(before=before), LUMEN)[1]
    assert named - weigh(PAPER._replace(before=before.replace("(2024)", "(late)")), LUMEN)[1] == 1


@pytest.mark.parametrize(
    ("change", "gain"),
    [
        ({}, 0),
        ({"label": "Lumen"}, 0),  # what it is called adds nothing
        ({"before": "trained on"}, 5 + 2 + 2),
        ({"before": "trained on", "section": ("Training data",)}, 5 + 2 + 2),
        ({"after": " corpus"}, 4 + 2 + 2),
        ({"section": ("Training data",)}, 2 + 2),
        ({"section": ("Model details",)}, 0),
    ],
)
def test_what_is_added_to_data(change: dict[str, Any], gain: int) -> None:
    data = Evidence("https://huggingface.co/datasets/acme/zorb", "zorb")
    kind, sure = weigh(data._replace(**change), LUMEN)
    assert (kind, sure) == ("dataset", gain)
