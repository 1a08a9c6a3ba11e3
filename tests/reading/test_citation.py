"""BibTeX entries: in fences, in text, broken, endless."""

from __future__ import annotations

import time

import pytest

import modelcards
from modelcards.limits import DEFAULT_LIMITS, Limits
from modelcards.reading.citation import read_citations

ENTRY = """@article{lumen2024,
  title={{Lumen}: a model for \\textit{every} day},
  author={A. Writer and B. Reader},
  eprint={2401.01234},
  archivePrefix={arXiv},
  doi={https://doi.org/10.1000/xyz.5},
  url={https://lumen.example/paper},
  year={2024}
}"""


def test_an_entry_in_a_fence() -> None:
    (one,) = modelcards.parse(f"# Lumen\n\n## Citation\n\n```bibtex\n{ENTRY}\n```\n").citation
    assert (one.key, one.type, one.line) == ("lumen2024", "article", 6)
    assert one.title == "Lumen: a model for every day"
    assert (one.arxiv, one.doi) == ("2401.01234", "10.1000/xyz.5")
    assert one.url == "https://lumen.example/paper"


@pytest.mark.parametrize(
    "text",
    [
        ENTRY,
        "\n".join(f"> {line}" for line in ENTRY.split("\n")),
        "\n".join(f"    {line}" for line in ENTRY.split("\n")),
        "<pre>\n" + ENTRY + "\n</pre>",
        "Cite as " + " ".join(ENTRY.split("\n")) + " please.",
        ENTRY.replace("\n", "<br>\n"),
    ],
)
def test_an_entry_anywhere_in_the_text(text: str) -> None:
    card = modelcards.parse(f"# Lumen\n\n{text}\n\nMore words.\n")
    assert [(one.key, one.arxiv) for one in card.citation] == [("lumen2024", "2401.01234")]
    assert not [one for one in card.problems if "BibTeX" in one.message]


@pytest.mark.parametrize(
    ("field", "arxiv"),
    [
        ("journal={arXiv preprint arXiv:2401.01234}", "2401.01234"),
        ("url={https://arxiv.org/abs/2401.01234v2}", "2401.01234"),
        ("howpublished={\\url{https://arxiv.org/pdf/2401.01234.pdf}}", "2401.01234"),
        ("doi={10.48550/arXiv.2401.01234}", "2401.01234"),
        ("eprint={cs/0701001}", "cs/0701001"),
        ('note="v1 of 2401.01234"', None),
        ("eprint={2401.01234}, eprinttype={hal}", None),
    ],
)
def test_where_an_arxiv_id_stands(field: str, arxiv: str | None) -> None:
    (one,) = modelcards.parse(f"# L\n\n```\n@misc{{a, title={{B}}, {field}}}\n```\n").citation
    assert one.arxiv == arxiv


@pytest.mark.parametrize(
    ("entry", "keys", "said"),
    [
        ("@misc{a,\n  title={B},\n  year={2024}\n", ["a"], "'a' has no end"),
        ("@misc{a,\n  title={B\n\n@misc{c, title={D}}", ["a", "c"], "'a' has no end"),
        ("@misc{a, title={B}, title={C}}", ["a"], "states title twice"),
        ("@misc{a,\n  title={B}\n  year={2024}}", ["a"], "lacks a comma behind title"),
        ("@misc{,\n  title={B}}", [None], "without a key"),
        ("@misc{a title={B}}", [], "cannot be read"),
    ],
)
def test_what_is_broken_is_told(entry: str, keys: list[str | None], said: str) -> None:
    card = modelcards.parse(f"# L\n\n```\n{entry}\n```\n\nWords behind.\n")
    assert [one.key for one in card.citation] == keys
    told = [one for one in card.problems if "BibTeX" in one.message]
    assert [one.code for one in told] == ["MC201"]
    assert said in told[0].message
    assert told[0].line == 4


def test_an_address_of_mail_is_no_entry() -> None:
    card = modelcards.parse("# L\n\nwrite to a@misc{x} or @user{b, or `@decorator{`\n")
    assert card.citation == []


def test_the_first_title_of_two_stands() -> None:
    (one,) = modelcards.parse("# L\n\n@misc{a, title={B}, title={C}}\n").citation
    assert one.title == "B"


@pytest.mark.parametrize("sign", ["@misc{", "@misc{a,", "{", '@misc{a, t="{', "@misc{a, t={x},"])
def test_an_endless_entry_takes_no_endless_time(sign: str) -> None:
    began = time.process_time()
    card = modelcards.parse("# L\n\n@misc{a,\n" + sign * 20_000)
    assert time.process_time() - began < 20
    assert any("BibTeX" in one.message for one in card.problems)


def test_a_limit_of_entries_is_told() -> None:
    text = "# L\n\n" + "".join(f"@misc{{k{n}, title={{T}}}}\n" for n in range(30))
    card = modelcards.parse(text, limits=Limits(citations=20))
    assert len(card.citation) == 20
    (told,) = [one for one in card.problems if one.code == "MC004"]
    assert told.line == 23


def test_a_forgotten_comma_takes_nothing_from_the_field_before_it() -> None:
    [one], [problem] = read_citations(
        "@misc{a, title={Lumen of birds}\n eprint={2401.01234}}", 1, DEFAULT_LIMITS
    )
    assert one.title == "Lumen of birds"
    assert "lacks a comma behind title" in problem.message


def test_an_entry_of_nothing_is_told_and_left_out() -> None:
    for source, left in (("@misc{}", 0), ("@misc{a}", 1)):
        read, problems = read_citations(source, 1, DEFAULT_LIMITS)
        assert (len(read), bool(problems)) == (left, source != "@misc{a}"), source
