"""The report as text: what it holds, its policy, and that nothing of a card runs in it."""

from __future__ import annotations

import base64
import hashlib
import re
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

import modelcards
from modelcards import Finding, MissingExtraError
from modelcards.cardset.cardset import Failure
from modelcards.cardset.selection import Skipped
from modelcards.cli.main import main
from modelcards.linting.engine import lint
from modelcards.report.gather import Gathered
from modelcards.report.overview import rendered
from modelcards.report.page import render
from tests.support.cards import FIXTURES, ROOT
from tests.support.hostile import PATH, controls, hostile_card, runs

for module in ("altair", "vl_convert", "jinja2"):
    pytest.importorskip(module, reason=f"{module} is not installed (extra report)")

VENDOR = ROOT / "modelcards" / "data" / "report" / "vendor"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory with two cards, a page that is none, and no settings above."""
    monkeypatch.chdir(tmp_path)
    cards = tmp_path / "cards"
    cards.mkdir()
    (cards / "lumen.md").write_text(
        "# Lumen\n\n- **Parameters:** 7B\n- **ALScore:** 3.2 (Powerful)\n"
    )
    (cards / "kestrel.md").write_bytes((FIXTURES / "cards" / "kestrel-moe.md").read_bytes())
    (cards / "CONTRIBUTING.md").write_text("# Contributing\n")
    return tmp_path


def report(*argv: str) -> BeautifulSoup:
    """The page that the command writes."""
    assert main(["report", *argv, "-o", "report.html"]) == 0
    return BeautifulSoup(Path("report.html").read_text(encoding="utf-8"), "html.parser")


def test_workers_give_the_same_page(here: Path) -> None:
    (here / "cards" / "lost.md").symlink_to(here / "nowhere.md")
    pages = []
    for jobs in ("1", "2"):
        assert main(["report", "cards", "-j", jobs, "-o", "report.html"]) == 1
        pages.append((here / "report.html").read_bytes())
    assert pages[0] == pages[1]


def test_a_report_holds_cards_facts_findings_and_pictures(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = report("cards", "--title", "Birds & lights")
    assert "2 cards, " in capsys.readouterr().err
    assert page.title is not None
    assert page.title.text == "Birds & lights"
    labels, counts = (page.select(f"dl.figures {name}") for name in ("dt", "dd"))
    figures = {label.text: count.text for label, count in zip(labels, counts, strict=True)}
    assert (figures["cards"], figures["files passed over"]) == ("2", "1")
    assert [a.text for a in page.select("#all-cards tbody th")] == ["Kestrel-ER 30B", "Lumen"]
    section = page.select_one("#card-1")
    assert section is not None
    facts = [[cell.text for cell in row.select("th, td")] for row in section.select("tr")]
    assert ["parameters", "30B", "30.0B", "19"] in facts
    assert ["ALScore", "3.162", "agrees with the card"] in facts
    assert ["GPQA", "62.1", "", "", "36"] in facts
    rule = page.select_one("#rule-MC304")
    assert rule is not None
    assert [a["href"] for a in rule.select("a")] == ["#card-2"]
    assert len(page.select("figure svg")) >= 2
    assert page.select("[lang=en] main h2")


def test_a_report_shows_what_cards_say_and_fill_in(here: Path) -> None:
    (here / "cards" / "tern.md").write_text(
        "# Tern-1\n\nSee [our paper](https://arxiv.org/abs/2401.01234).\n\n"
        "## Intended use\n\nChat.\n\n"
        "## Factors\n\nTBD\n\n## Environment\n\n- **Hardware Type:** 8 A100\n\n## Citation\n\n"
        "```bibtex\n@misc{tern, title={Terns}, eprint={2401.01234}, archivePrefix={arXiv}}\n```\n"
    )
    page = report("cards", "--template", "mitchell2019")
    counted = {
        row.th.text: [cell.text.split()[:1] for cell in row.select("td")]
        for row in page.select("#coverage tbody tr")
        if row.th is not None
    }
    assert counted["Intended Use"] == [["1"], [], [], ["2"]]
    assert counted["Factors"] == [[], ["1"], [], ["2"]]
    card = next(one for one in page.select("details.card") if "Tern-1" in one.text)
    tables = {table.caption.text: table.text for table in card.select("table") if table.caption}
    assert "placeholder" in tables["Sections"]
    assert "8 A100" in tables["Training's environment"]
    assert "arXiv:2401.01234" in card.text
    head = page.select_one("#all-cards thead")
    assert head is not None
    assert "documented" in head.text
    assert main(["report", "cards", "-o", "r.html", "--template", "nowhere"]) == 2


def test_the_same_cards_give_the_same_page(here: Path) -> None:
    first = str(report("cards"))
    assert str(report("cards")) == first
    assert str(here) not in first


def test_the_policy_allows_the_page_alone(here: Path) -> None:
    page = report("cards")
    policy = page.select_one("meta[http-equiv=Content-Security-Policy]")
    assert policy is not None
    rules = dict(part.split(" ", 1) for part in str(policy["content"]).split("; "))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in str(policy["content"])
    for name in ("script", "style"):
        digests = [
            base64.b64encode(hashlib.sha256(one.text.encode()).digest()).decode()
            for one in page.select(name)
        ]
        assert rules[f"{name}-src"] == " ".join(f"'sha256-{digest}'" for digest in digests)
    assert not page.select("[src], link, iframe, object, embed")


def test_a_hostile_card_is_text(here: Path) -> None:
    card = hostile_card()
    findings = [Finding(PATH, 1, 1, 1, 2, "MC101", "missing-title", "warning", card.name or "")]
    gathered = Gathered(
        [card],
        [*lint(card), *findings],
        [Skipped(PATH, card.name or "")],
        [Failure(PATH, card.name or "")],
    )
    text = render(gathered, title=card.name or "")
    own = BeautifulSoup(text, "html.parser")
    assert len(own.select("script")) == 2
    for one in own.select("script, style"):
        one.decompose()
    assert runs(str(own)) == []
    assert controls(str(own)) == set()
    assert [a["href"] for a in own.select("a[href^=http]")] == [
        'https://example.org/?q="><script>window.harmed=1</script>',
        "https://example.org/fine",
    ]
    assert "window.harmed=1" in own.text
    assert "{{7*7}}" in own.text
    assert max(len(one.text) for one in own.select("td, th, h3, li")) < 700
    text.encode("utf-8")


def test_nothing_to_report_is_a_page_too() -> None:
    page = BeautifulSoup(render(Gathered()), "html.parser")
    assert "There is nothing to find fault with." in page.text
    assert not page.select("#pictures")


def test_many_findings_and_scores_are_cut_off_and_said() -> None:
    card = hostile_card()
    findings = [
        Finding(PATH, n, 1, n, 2, "MC101", "missing-title", "warning", "x") for n in range(501)
    ]
    many = replace(card, benchmarks=card.benchmarks * 50)
    page = BeautifulSoup(render(Gathered([many], findings)), "html.parser")
    assert "500 of 501 are listed here" in page.text
    assert "more scores are in the card's JSON" in page.text


def test_sources_of_every_kind(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile("more.zip", "w") as archive:
        archive.writestr("wren.md", "# Wren\n\n- **Parameters:** 1B\n")
        archive.writestr("LICENSE.md", "# License\n")
    (here / "rows.jsonl").write_text('{"card": "# Heron"}\n{"card": null}\n')
    page = report("cards", "cards/../cards/lumen.md", "more.zip", "rows.jsonl")
    names = sorted(a.text for a in page.select("#all-cards tbody th"))
    assert names == ["Heron", "Kestrel-ER 30B", "Lumen", "Wren"]


def test_a_damaged_row_costs_itself(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "rows.jsonl").write_text('{"card": "# Heron"}\nno json\n')
    assert main(["report", "rows.jsonl", "-o", "report.html"]) == 1
    assert "rows.jsonl" in capsys.readouterr().err
    assert "Heron" in (here / "report.html").read_text()


def test_cards_from_a_url(here: Path) -> None:
    fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed (extra remote)")
    system = fsspec.filesystem("memory")
    with system.open("/birds/wren.md", "wb") as file:
        file.write(b"# Wren\n")
    try:
        page = report("memory://birds")
    finally:
        system.rm("/birds", recursive=True)
    assert [a.text for a in page.select("#all-cards tbody th")] == ["Wren"]


def test_rules_that_look_beyond_a_file_see_a_directory(here: Path) -> None:
    with (here / "cards" / "lumen.md").open("a") as file:
        file.write("\n[Lab](no-such-lab.md)\n")
    [link] = report("cards").select("#rule-MC501 a")
    assert link["href"] == "#card-2"


def test_a_named_file_is_always_a_card(here: Path) -> None:
    assert len(report("cards/CONTRIBUTING.md").select("#all-cards tbody tr")) == 1
    assert len(report("cards", "--all").select("#all-cards tbody tr")) == 3


def test_settings_of_the_project_choose_the_rules(here: Path) -> None:
    (here / "modelcards.toml").write_text(
        'select = ["MC3", "MC5"]\n'
        '[per-file-ignores]\n"lumen.md" = ["MC3"]\n"kestrel.md" = ["MC5"]\n'
    )
    assert report("cards").select("#findings details") == []
    (here / "modelcards.toml").write_text('select = ["MC304"]\n')
    assert [one["id"] for one in report("cards").select("#findings details")] == ["rule-MC304"]


def test_what_cannot_be_read(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "cards" / "gone\x1b.md").symlink_to(here / "nowhere")
    assert main(["report", "cards", "-o", "report.html"]) == 1
    err = capsys.readouterr().err
    assert "gone\\x1b.md" in err
    assert "could not be read" in (here / "report.html").read_text()
    assert main(["report", "no-such", "-o", "report.html"]) == 2
    assert main(["report", "cards", "-o", "no-such/report.html"]) == 2
    assert main(["report", "cards/gone\x1b.md", "-o", "report.html"]) == 2
    assert controls(capsys.readouterr().err) == set()


@pytest.mark.parametrize("name", ["jinja2", "altair", "vl_convert"])
def test_a_missing_extra_is_named(
    name: str, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(MissingExtraError, match=r"\[report\]"):
        render(Gathered([hostile_card()]))
    assert main(["report", "cards", "-o", "report.html"]) == 2
    assert "modelcards-scraper[report]" in capsys.readouterr().err
    assert not (here / "report.html").exists()


def test_the_bundled_library_is_the_one_described() -> None:
    described = (VENDOR / "README.md").read_text(encoding="utf-8")
    library = (VENDOR / "datatables.min.js").read_bytes()
    assert hashlib.sha256(library).hexdigest() in described
    [version] = re.findall(r"DataTables (\S+)\n \* Copyright", library[:200].decode())
    assert f"# Vendored: DataTables {version}" in described
    assert "Permission is hereby granted" in (VENDOR / "datatables.LICENSE.txt").read_text()


def test_an_overview_is_rendered_and_loads_nothing() -> None:
    text = (
        "A **small** [model](https://a.example/x) and [bad](javascript:alert(1)).\n\n"
        "![logo](https://a.example/logo.png)\n\n- one\n- two\n\n| A | B |\n|:-:|--:|\n| 1 | 2 |\n\n"
        "<img src=x onerror=alert(1)>\n\n```html\n<b>\n```\n\n# Big\n\n---\n"
    )
    page = BeautifulSoup(rendered(text), "html.parser")
    assert [one.text for one in page.select("strong, li, td, b")] == [
        "small", "one", "two", "1", "2", "Big",
    ]  # fmt: skip
    assert [one["href"] for one in page.select("a")] == ["https://a.example/x"]
    assert page.select("img, script, [style], h1, hr") == []
    assert "<img src=x onerror" in page.text
    assert len(rendered("word " * 10_000)) < 2_000
    assert rendered("> " * 700)


def test_cards_that_disagree_stand_side_by_side() -> None:
    head = "## Evaluation\n\n| Model | MMLU (5-shot) |\n|-|-|\n"
    own = modelcards.parse(f"# Wren-8B\n\n{head}| Wren-8B | 60 |\n", path="wren.md")
    rival = modelcards.parse(
        f"# Heron-9B\n\n{head}| Heron-9B | 70 |\n| Wren-8B | 55 |\n", path="heron.md"
    )
    page = BeautifulSoup(render(Gathered([own, rival], [])), "html.parser")
    [row] = page.select("#claims tbody tr")
    assert [cell.text for cell in row.select("th, td")][:4] == [
        "Wren-8B", "mmlu, 5-shot", "55 to 60", "5",
    ]  # fmt: skip
    assert "wren.md:7: 60 (5-shot, own)" in row.text
    assert not BeautifulSoup(render(Gathered([own], [])), "html.parser").select("#claims")


def test_filters_offer_short_values_and_the_search_knows_benchmarks() -> None:
    cards = [
        modelcards.parse(
            f"# Wren-{n}\n\n**License:** {licence}\n\n## Uses\n\n{TABLE}", path=f"{n}.md"
        )
        for n, licence in enumerate(["MIT", "apache-2.0", "a licence of ours " * 4])
    ]
    page = BeautifulSoup(render(Gathered(cards, [])), "html.parser")
    offered = {one.text for one in page.select("select[data-column] option")}
    assert {"mit", "apache-2.0"} <= offered
    assert max(map(len, offered)) <= 40
    searched = [str(one["data-search"]) for one in page.select("#all-cards tbody th")]
    assert all("mmlu" in one and "Uses" in one for one in searched)


TABLE = "| Benchmark | Score |\n|-|-|\n| MMLU | 60 |\n"
