"""The links of Hub cards: found everywhere, each once, with the kind that its surroundings say."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

import modelcards
from modelcards.limits import Limits
from modelcards.reading.own_links import target_key
from tests.support.growth import MOST, growth

PAPER = "https://arxiv.org/abs/2401.01234"
CODE = "https://github.com/acme/lumen"


def kinds(body: str, front: str = "license: mit") -> dict[str, str]:
    card = modelcards.parse(f"---\n{front}\n---\n# Lumen-7B\n\n{body}\n")
    return {one.url: one.kind for one in [*card.resources, *card.related]}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"Lumen was introduced in [this paper]({PAPER}).", "paper"),
        (f"- **Paper:** {PAPER}", "paper"),
        (f"- **Paper [optional]:** [link]({PAPER})", "paper"),
        (
            f'<p><a href="{PAPER}"><img src="https://img.shields.io/badge/arXiv-2401-red"></a></p>',
            "paper",
        ),
        (f"[![arXiv](https://img.shields.io/badge/paper-red.svg)]({PAPER})", "paper"),
        (f"| Paper | {PAPER} |\n|-|-|\n| Weights | none |", "paper"),
        (f"We use [rotary embeddings]({PAPER}).", "other"),
        (
            f"It learned from the Nest dataset, as proposed in [Jay et al., ACL 2022]({PAPER}).",
            "other",
        ),
        (f"See [Section 6 of the Nest paper]({PAPER}) for biases.", "other"),
        (f"See [the Lumen paper]({PAPER}) for details.", "paper"),
        (f"We introduced it in [Nest: A Large Dataset of Birdsong]({PAPER}).", "other"),
        (f"Paper: [Nest: A Large Dataset of Birdsong]({PAPER})", "paper"),
        (f"Lumen was introduced in [Fledge: a toolkit for birdsong]({PAPER}).", "other"),
        (f"[1] Jay, A. (2022). Of birds. arXiv preprint [arXiv:2401.01234]({PAPER}).", "other"),
        (f"## Acknowledgements\n\nThanks to the [Orca paper]({PAPER}).", "other"),
        (f"For the code see [our repository]({CODE}).", "code"),
        (f"- **Repository:** {CODE}", "code"),
        (f"代码：[GitHub]({CODE})", "code"),
        ("Load it with [transformers](https://github.com/huggingface/transformers).", "other"),
        ("It needs [widgets](https://github.com/other/widgets).", "other"),
        ("Try the [demo](https://huggingface.co/spaces/acme/x).", "try"),
        ("It was trained on [Heap](https://heap.example/v1), a large corpus.", "dataset"),
        ("Fine-tuned on the noisy [training set](https://github.com/other/birds).", "dataset"),
        ("More at [the list](https://github.com/acme/awesome-lumen).", "other"),
        ("- **License:** [Acme Licence](https://acme.example/l)", "license"),
        ("Released under the [Acme License](LICENSE-MODEL).", "license"),
        ("- **Documentation:** https://docs.acme.example/lumen", "documentation"),
        ("Get [Lumen-7B](https://huggingface.co/acme/Lumen-7B).", "model"),
        ("Unlike [Orca-7B](https://huggingface.co/zoo/Orca-7B).", "other"),
        ("Join us on [Discord](https://discord.gg/abc).", "other"),
    ],
)
def test_what_a_link_leads_to(text: str, kind: str) -> None:
    (found,) = kinds(text).values()
    assert found == kind


def test_identifiers_without_an_address() -> None:
    assert kinds("It takes up ideas of arXiv:2401.01234 and doi:10.1000/ab.c.") == {
        PAPER: "other",
        "https://doi.org/10.1000/ab.c": "other",
    }
    assert kinds("Lumen is described in our paper, arXiv:2401.01234.") == {PAPER: "paper"}


def test_the_front_matter() -> None:
    front = (
        "license: other\nlicense_link: https://acme.example/terms\n"
        "datasets:\n- acme/heap\n- data of our own\ntags:\n- arxiv:2401.01234\nrepo: " + CODE
    )
    assert kinds("Words.", front) == {
        "https://acme.example/terms": "license",
        "https://huggingface.co/datasets/acme/heap": "dataset",
        PAPER: "paper",
        CODE: "code",
    }


def test_bibtex_names_the_paper_of_the_model() -> None:
    own = "@misc{l, title={Lumen}, eprint={2401.01234}, url={" + CODE + "}}"
    other = "@misc{o, title={Orca}, eprint={2302.00001}}"
    assert kinds(f"## Citation\n\n```\n{other}\n{own}\n```") == {
        "https://arxiv.org/abs/2302.00001": "other",
        PAPER: "paper",
        CODE: "code",
    }
    alone = f"Citation\n\n```\n{other}\n```"
    assert kinds(f"## {alone}") == {"https://arxiv.org/abs/2302.00001": "paper"}
    widgets = alone.replace("Citation", "Citing Widgets")
    assert kinds(f"## {widgets}") == {"https://arxiv.org/abs/2302.00001": "other"}


def test_each_link_once_with_its_best_kind_and_line() -> None:
    card = modelcards.parse(
        f"---\na: b\n---\n# Lumen\n\nsee [x]({PAPER})\n\n- **Paper:** [Lumen]({PAPER})\n\n"
        "[y](https://arxiv.org/pdf/2401.01234)\n"
    )
    assert [(one.url, one.kind, one.line, one.label) for one in card.resources] == [
        (PAPER, "paper", 8, "Lumen"),
        ("https://arxiv.org/pdf/2401.01234", "paper", 10, "y"),
    ]


def test_what_is_no_link() -> None:
    body = (
        "[up](#top) ![picture](https://p.example/x.png) `https://no.example` <a@b.example>\n\n"
        "```\nhttps://no.example\n```\n\n<!-- https://no.example -->\n\n[m](mailto:a@b.example)"
        '\n\n<img src="https://p.example/y">'
    )
    assert kinds(body) == {}


def test_targets_as_printed() -> None:
    body = (
        "[a](<b c.md>) <https://auto.example/x> [r] [s][t] (https://x.example/a_(b)).\n\n"
        '[r]: https://r.example "title"\n[t]: https://t.example\n\n'
        '[//]: # "https://arxiv.org/abs/2401.01234"'
    )
    assert [*kinds(body)] == [
        "b c.md", "https://auto.example/x", "https://r.example", "https://t.example",
        "https://x.example/a_(b)", PAPER,
    ]  # fmt: skip


def test_the_papers_of_a_tables_rows_are_not_the_models() -> None:
    table = (
        "| Data | Paper | Size |\n|-|-|-|\n"
        f"| [Heap](https://huggingface.co/datasets/x/heap) | [paper]({PAPER}) | 5 |\n"
    )
    assert kinds(table)[PAPER] == "other"
    assert kinds(table.replace("Heap", "Lumen"))[PAPER] == "paper"


def test_links_that_lead_to_one_another_are_left() -> None:
    body = "\n\n".join(f"## S{n}\n\n[next](#s{(n + 1) % 50}) [self](#s{n})" for n in range(50))
    assert kinds(body) == {}


def test_how_a_target_is_compared() -> None:
    assert target_key("LICENSE") == target_key("License/#top") == "license"
    assert target_key("https://x.y/of?https://www.z") == "x.y/of?https://www.z"
    assert target_key(CODE + ".git/") == target_key(CODE + ".git") == "github.com/acme/lumen"


def test_two_letters_are_a_name() -> None:
    card = modelcards.parse("# Q7\n\nGet [it](https://huggingface.co/acme/Q7).\n")
    assert [one.kind for one in card.resources] == ["model"]


def test_links_under_related_models_are_related_unless_they_have_a_kind() -> None:
    bird = "https://zorb.example/bird"
    card = modelcards.parse(
        f"# Lumen-7B\n\n[bird]({bird}2)\n\n## Related models\n\n- [bird]({bird})\n"
        f"- **Paper:** [Lumen]({PAPER})\n\n## More\n\n[bird]({bird}3)\n"
    )
    assert [one.url for one in card.related] == [bird]
    assert [one.url for one in card.resources] == [f"{bird}2", PAPER, f"{bird}3"]


def test_what_stands_before_the_first_section_is_the_models_own() -> None:
    faint = f"About Lumen [here]({PAPER})."
    assert [one.kind for one in modelcards.parse(f"{faint}\n\n# Lumen-7B\n").resources] == ["paper"]
    assert kinds(faint)[PAPER] == "paper"
    assert kinds(f"# Birds\n\n{faint}")[PAPER] == "other"
    below = modelcards.parse(f"## Birds\n\n{faint}\n", path="acme/lumen/README.md")
    assert [one.kind for one in below.resources] == ["other"]


def test_headings_near_the_top_are_the_models_own() -> None:
    faint = f"## About Lumen [here]({PAPER})"
    assert kinds(faint)[PAPER] == "paper"
    assert kinds(f"## Birds\n\nThey sing.\n\n{faint}")[PAPER] == "other"


def test_data_by_id_in_the_front_matter() -> None:
    hub = "https://huggingface.co/datasets"
    assert kinds("", "datasets: heap") == {f"{hub}/heap": "dataset"}
    assert kinds("", "dataset: heap") == {}
    assert kinds("", "dataset: acme/heap") == {f"{hub}/acme/heap": "dataset"}
    assert kinds("", "datasets: [acme/heap/x, a heap]") == {}


def test_a_kind_that_is_faint_is_one_where_another_mention_has_none() -> None:
    heap = "[heap](https://huggingface.co/datasets/zoo/heap)"
    [faint] = kinds(f"See {heap}.").values()
    [unlike] = kinds(f"Unlike {heap}.").values()
    [both] = kinds(f"Unlike {heap}.\n\nSee {heap}.").values()
    assert (faint, unlike, both) == ("dataset", "other", "dataset")


def test_the_surest_of_several_kinds_of_one_target() -> None:
    pdf = "https://arxiv.org/pdf/2401.01234"
    surer = "- **Paper:** [our Lumen paper]({})"
    faint = "It was trained on [heaps]({})."
    for first, second in ((surer, faint), (faint, surer)):
        found = kinds(f"{first.format(PAPER)}\n\n{second.format(pdf)}")
        assert found == {PAPER: "paper", pdf: "paper"}


def test_a_comments_links_are_no_related_models() -> None:
    card = modelcards.parse(
        '# Lumen-7B\n\n## Related models\n\n[//]: # "see https://zorb.example/x"\n\nBirds.\n'
    )
    assert [(one.url, one.line) for one in card.resources] == [("https://zorb.example/x", 5)]
    assert card.related == []


def entries(*fields: str) -> dict[str, str]:
    return kinds("## Citation\n\n```\n" + "\n".join(f"@misc{{{one}}}" for one in fields) + "\n```")


def test_the_identifiers_of_an_entry() -> None:
    doi = "https://doi.org/10.1000/ab"
    assert entries("l, title={Lumen}, doi={10.1000/ab}") == {doi: "paper"}
    assert entries(f"l, title={{Lumen}}, doi={{10.1000/ab}}, url={{{doi}}}") == {doi: "paper"}
    # The first entry is the model's own where none is called like it, and so is what it links.
    zorb = "https://github.com/acme/zorb"
    assert entries(f"l, title={{Of birds}}, url={{{zorb}}}") == {zorb: "code"}
    two = "a, title={Of bees}, year={2024}", f"l, title={{Of birds}}, url={{{zorb}}}"
    assert entries(*two) == {zorb: "other"}


def test_an_own_entry_says_more_than_a_faint_mention_and_less_than_a_clear_one() -> None:
    entry = "## Citation\n\n```\n@misc{l, title={Lumen of birds}, eprint={2401.01234}}\n```"
    for mention, label in (
        (f"See our [paper]({PAPER}).", "Lumen of birds"),
        (f"See our Lumen [paper]({PAPER}).", "paper"),
        (f"- **Paper:** [our Lumen paper]({PAPER})", "our Lumen paper"),
    ):
        card = modelcards.parse(f"# Lumen-7B\n\n## Birds\n\n{mention}\n\n{entry}\n")
        assert [(one.kind, one.label) for one in card.resources] == [("paper", label)]


def test_three_letters_within_a_title_are_no_name() -> None:
    text = "# Orb\n\n## Citation\n\n```\n{}\n{}\n```\n".format(
        "@misc{a, title={Of bees}, eprint={2401.01234}}",
        "@misc{b, title={Of the Forbes family}, eprint={2302.00001}}",
    )
    assert [one.kind for one in modelcards.parse(text).resources] == ["paper", "other"]


def test_many_links_are_bounded_and_told() -> None:
    began = time.process_time()
    text = "# L\n\n" + "".join(f"- [a{n}](https://x.example/{n})\n" for n in range(50_000))
    card = modelcards.parse(text)
    assert time.process_time() - began < 60
    assert len(card.resources) == 20_000
    assert any("20,000 links" in one.message for one in card.problems if one.code == "MC004")
    few = modelcards.parse(text[:300], limits=Limits(links=3))
    assert [one.url[-1] for one in few.resources] == ["0", "1", "2"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Nest corpus", "other"), ("Nest", "other"), ("Lumen-7B", "paper"), ("Source", "paper")],
)
def test_the_links_of_an_item_are_those_of_what_it_names(name: str, kind: str) -> None:
    found = kinds(f"- {name} [page](https://nest.example/a), [paper]({PAPER})")
    assert found[PAPER] == kind


def test_what_stands_beside_a_paper_is_none() -> None:
    text = (
        f"# Lumen-7B\n\nSee our [paper]({PAPER}), [slides](https://nest.example/slides.html) and\n"
        "[poster](https://nest.example/poster), given at [our conference paper](https://nest.example/)."
    )
    found = {one.url: one.kind for one in modelcards.parse(text).resources}
    assert found.pop(PAPER) == "paper"
    assert set(found.values()) == {"other"}


def test_the_paper_of_a_toolkit_is_not_the_models() -> None:
    entry = "@misc{{a, title={{{}}}, eprint={{2401.01234}}, archivePrefix={{arXiv}}}}"
    for title, kind in (
        ("Lumen: An End-to-End Toolkit for Light", "other"),
        ("Nest: A Corpus of Birdsong and Light", "other"),
        ("Birds that Sing at Night by Light", "paper"),
    ):
        card = modelcards.parse(f"# Lumen-7B\n\n## Citation\n\n```\n{entry.format(title)}\n```\n")
        assert [one.kind for one in card.resources] == [kind], title


@pytest.mark.parametrize(
    "sign",
    ["[", "[a](", "[[a](b)", "![", "<a href=x>", "`[", "https://", "arXiv:", "[a]: #\n", "<a "],
)
def test_hostile_texts_take_linear_time(sign: str) -> None:
    began = time.process_time()
    modelcards.parse("# L\n\nhttps://x.example ](" + sign * 30_000)
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    "make",
    [
        lambda n: "# L\n\n" + "see [our paper](https://arxiv.org/abs/2401.01234) " * n,
        lambda n: "# L\n\n- Nest " + "".join(f"[p](https://a.example/{i}), " for i in range(n)),
        lambda n: "# L\n\n" + "".join(f"- [p{i}](https://a.example/{i})\n" for i in range(n)),
        lambda n: "".join(f"## A{i}\n\n[on](#a{(i + 1) % n})\n\n" for i in range(n)),
    ],
    ids=["one line", "one item", "a line each", "a circle in the page"],
)
def test_the_cost_of_links_grows_with_their_number(make: Callable[[int], str]) -> None:
    assert growth(modelcards.parse, make, 60).most <= MOST


def test_fifty_thousand_links_are_bounded_and_told() -> None:
    text = "# L\n\n" + "".join(f"- [p{i}](https://a.example/{i})\n" for i in range(50_000))
    card = modelcards.parse(text)
    assert len(card.resources) + len(card.related) == Limits().links
    assert [one.code for one in card.problems] == ["MC004", "MC004"]  # blocks, links
