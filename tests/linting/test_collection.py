"""The rules that look at a directory: links, index pages, counts, duplicates."""

from __future__ import annotations

from pathlib import Path

import pytest

import modelcards
from modelcards import ModelCardsError, NotFoundError, diff, lint, load_dir
from modelcards.linting.collection import read_collection
from modelcards.linting.examples import card
from modelcards.linting.identity import same
from modelcards.linting.link_targets import anchors, kind, split
from modelcards.linting.rules.across.mc602 import _close
from modelcards.linting.view import View
from modelcards.reading.reader import parse
from tests.support.cards import SHARED, needs_shared_cards

CARD = card(("](../../labs/lumen-lab.md)", "](../labs/lumen.md)"))
ROW = "| [Lumen-7B](../models/lumen-7b.md) | 8.0B | Dense | 0.6 | 81.5 | Mar/2025 | 🟢 |"
LAB = f"""\
# Lumen Lab

**Total Models:** 1
**Public Models:** 1

## Models

| Model | Params | Architecture | ALScore | MMLU | Released | Status |
|-------|--------|--------------|---------|------|----------|--------|
{ROW}

[← Back to Home](../README.md)
"""
HOME = """\
# Boards

**Total Models:** 1

- [Lumen Lab](labs/lumen.md): 1 models
- [All labs](labs/)
- [Newest](#-newest)
- [Licence](LICENSE)

## 🏆 Newest

| Rank | Model | Lab | Params | Tokens | Ratio |
|------|-------|-----|--------|--------|-------|
| 1 | [Lumen-7B](models/lumen-7b.md) | Lumen Lab | 8.0B | 4000.0B | 500:1 |
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site of three pages and a licence on which nothing is wrong."""
    put(tmp_path, "models/lumen-7b.md", CARD)
    put(tmp_path, "labs/lumen.md", LAB)
    put(tmp_path, "README.md", HOME)
    put(tmp_path, "LICENSE", "MIT License\n")
    return tmp_path


def put(site: Path, path: str, text: str) -> None:
    target = site / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def found(site: Path) -> list[tuple[str, int, str]]:
    return [(str(one.path).removeprefix(f"{site}/"), one.line, one.code) for one in lint(site)]


def messages(site: Path, code: str) -> list[str]:
    return [one.message for one in lint(site, select=[code])]


def test_the_site_is_clean(site: Path) -> None:
    assert found(site) == []
    collection = read_collection([str(site)])
    assert len(collection.cards) == 1
    assert len(collection.skipped) == 3


def test_each_file_is_read_once(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from modelcards.linting import stable_read as steadily

    seen: list[str] = []
    read = steadily.read_steadily

    def counted(path: str, *rest: object) -> object:
        seen.append(path)
        return read(path)

    monkeypatch.setattr(steadily, "read_steadily", counted)
    lint(site)
    assert sorted(seen) == sorted(set(seen))
    assert len(seen) == 4


@pytest.mark.parametrize(
    ("link", "broken"),
    [
        ("models/lumen-7b.md", False),
        ("models/lumen-8b.md", True),
        ("models/", False),
        ("rankings/", True),
        ("./labs/../models/lumen-7b.md", False),
        ("models/lumen-7b.md#-performance-benchmarks", False),
        ("models/lumen-7b.md#user-content--performance-benchmarks", False),
        ("models/lumen-7b.md#performance", True),
        ("#newest", True),
        ("#-newest", False),
        ("#top", False),
        ("models/lumen-7b.md?plain=1", False),
        ("models/lumen%2D7b.md", False),
        ("LICENSE", False),
        ("LICENSE#terms", True),
        ("NOTICE", True),
        ("https://example.org/no-such-page", False),
        ("mailto:nobody@example.org", False),
        ("//example.org/a", False),
        ("/docs/a.md", False),
        (f"{'a' * 5000}.md", True),
        ("%00.md", True),
        ("../../issues", False),
        ("not a path", False),
    ],
)
def test_links(site: Path, link: str, broken: bool) -> None:
    put(site, "README.md", HOME.replace("labs/)", f"{link})"))
    assert found(site) == ([("README.md", 6, "MC501")] if broken else [])


def test_a_name_that_no_file_can_have_is_not_found() -> None:
    for name in ("a" * 5000, "a\0b"):
        with pytest.raises(ModelCardsError):
            lint(name)
        with pytest.raises(NotFoundError):
            load_dir(name)
        with pytest.raises(NotFoundError):
            diff(name, name)


def test_an_unknown_heading(site: Path) -> None:
    put(site, "README.md", HOME.replace("🏆 Newest", "Latest"))
    assert messages(site, "MC501") == [f"'#-newest' leads to no heading of {site}/README.md"]


def test_links_of_every_form_and_none_of_code(site: Path) -> None:
    text = """\
---
license: mit
---
# Lumen-1B

See [one](gone-1.md), ![two](gone-2.png) and <a href="gone-3.md">three</a>, [four][4].

[4]: gone-4.md

`[code](gone.md)` <!-- [comment](gone.md) --> text

<!--
[comment](gone.md)
--> [five](gone-5.md)

```markdown
[fence](gone.md)
```

| a | b |
|---|---|
| [six](gone-6.md) | 1 |
"""
    put(site, "models/small.md", text)
    lines = [(line, code) for path, line, code in found(site) if path == "models/small.md"]
    assert lines == [(6, "MC501")] * 3 + [(8, "MC501"), (14, "MC501"), (22, "MC501")]
    columns = [one.column for one in lint(site, select=["MC501"])]
    assert columns[0] == text.split("\n")[5].index("gone-1") + 1


def test_beside_the_directory_only_existing_folders_are_judged(site: Path) -> None:
    assert [code for _, _, code in found(site / "models")] == []
    put(site, "models/lumen-7b.md", CARD.replace("labs/lumen.md", "labs/other.md"))
    assert [code for _, _, code in found(site / "models")] == ["MC501"]
    put(site, "models/lumen-7b.md", CARD.replace("labs/lumen.md", "firms/other.md"))
    assert [code for _, _, code in found(site / "models")] == []


def test_comments_silence_directory_rules_too(site: Path) -> None:
    put(
        site,
        "labs/lumen.md",
        LAB.replace("8.0B", "9.0B") + "<!-- modelcards: ignore-file MC602 -->",
    )
    assert found(site) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("8.0B", "8.1B"),
        ("| Dense |", "| MoE |"),
        ("| 0.6 |", "| 0.9 |"),
        ("| 81.5 |", "| 82.5 |"),
        ("Mar/2025", "Apr/2025"),
        ("Mar/2025", "2024"),
        ("🟢", "🔴"),
        ("🟢", "🟡"),
    ],
)
def test_an_index_that_contradicts_a_card(site: Path, old: str, new: str) -> None:
    put(site, "labs/lumen.md", LAB.replace(ROW, ROW.replace(old, new)))
    # A count of public models follows the marks of its table.
    assert ("labs/lumen.md", 10, "MC602") in found(site)
    assert {code for _, _, code in found(site)} <= {"MC602", "MC603"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("8.0B", "8B"),
        ("8.0B", "-B"),
        ("8.0B", "about eight"),
        ("| 0.6 |", "| 0.60 |"),
        ("| 0.6 |", "| - |"),
        ("| 81.5 |", "| 82 |"),
        ("| 81.5 |", "| 81.50 |"),
        ("| 81.5 |", "| - |"),
        ("| 81.5 |", "| soon |"),
        ("Mar/2025", "2025"),
        ("Mar/2025", "2025-03-14"),
        ("Mar/2025", "soon"),
        ("🟢", "🟢 Public"),
    ],
)
def test_what_contradicts_nothing(site: Path, old: str, new: str) -> None:
    put(site, "labs/lumen.md", LAB.replace(ROW, ROW.replace(old, new)))
    assert found(site) == []


def test_limited_in_an_index_and_unknown_in_the_card(site: Path) -> None:
    put(site, "models/lumen-7b.md", CARD.replace("🟢 Public", "❓ Unknown"))
    lab = LAB.replace("🟢", "🟡").replace("**Public Models:** 1\n", "")
    put(site, "labs/lumen.md", lab)
    assert found(site) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("| Lumen Lab |", "| Umbra Lab |"), ("4000.0B", "400.0B"), ("500:1", "501:1")],
)
def test_the_front_page(site: Path, old: str, new: str) -> None:
    put(site, "README.md", HOME.replace(old, new))
    assert found(site) == [("README.md", 14, "MC602")]


def test_a_row_that_links_the_card_of_another_model(site: Path) -> None:
    other = ROW.replace("[Lumen-7B]", "[Lumen-7B+]").replace("8.0B", "70.0B").replace("0.6", "2.9")
    put(site, "labs/lumen.md", LAB.replace(ROW, f"{ROW}\n{other}").replace(" 1\n", " 2\n"))
    put(site, "README.md", HOME.replace(": 1 models", ": 2 models"))
    assert found(site) == [("labs/lumen.md", 11, "MC602")]
    [said] = messages(site, "MC602")
    assert "'Lumen-7B+' links the card of 'Lumen-7B'" in said


def test_a_card_without_the_facts_of_the_index(site: Path) -> None:
    bare = CARD
    for old in ("8.0B", "4000.0B"):
        bare = bare.replace(old, "-B")
    bare = bare.replace("500:1 ✅ Compute-optimal", "- -").replace("0.6 (Lightweight)", "-")
    bare = bare.replace("| 81.5 |", "| - |").replace("Mar/2025", "-").replace("Dense", "-")
    bare = bare.replace("**Analysis:**", "")
    put(site, "models/lumen-7b.md", bare)
    assert messages(site, "MC602") == []


@pytest.mark.parametrize(
    ("page", "old", "new", "line"),
    [
        ("labs/lumen.md", "Total Models:** 1", "Total Models:** 2", 3),
        ("labs/lumen.md", "Total Models:** 1", "Total Models:** 0", 3),
        ("labs/lumen.md", "Public Models:** 1", "Public Models:** 2", 4),
        ("labs/lumen.md", "Public Models:** 1", "Private Models:** 1", 4),
        ("README.md", "Total Models:** 1", "Total Models:** 0", 3),
        ("README.md", ": 1 models", ": 7 models", 5),
    ],
)
def test_counts(site: Path, page: str, old: str, new: str, line: int) -> None:
    text = HOME if page == "README.md" else LAB
    put(site, page, text.replace(old, new))
    assert (page, line, "MC603") in found(site)


@pytest.mark.parametrize("said", ["2+", "many", "1 models"])
def test_counts_that_contradict_nothing(site: Path, said: str) -> None:
    put(site, "labs/lumen.md", LAB.replace("Total Models:** 1", f"Total Models:** {said}"))
    assert found(site) == []


def test_an_excerpt_is_shorter_than_its_count(site: Path) -> None:
    rows = "\n".join(ROW for _ in range(5))
    excerpt = LAB.replace(ROW, rows).replace("## Models", "## Top Models").replace(" 1\n", " 40\n")
    put(site, "labs/lumen.md", excerpt)
    assert messages(site, "MC603") == ["1 models are stated for Lumen Lab, its page has 5 or 40"]
    put(site, "labs/lumen.md", excerpt.replace("## Top Models", "## Models"))
    assert len(messages(site, "MC603")) == 3


def test_more_cards_than_a_page_counts(site: Path) -> None:
    other = CARD.replace("# Lumen-7B", "# Lumen-9B")
    put(site, "models/lumen-9b.md", other)
    assert found(site) == [("README.md", 3, "MC603"), ("labs/lumen.md", 3, "MC603")]
    assert "2 cards name this page" in messages(site, "MC603")[1]


def test_duplicates(site: Path) -> None:
    copy = card(("](../../labs/lumen-lab.md)", "](../labs/lumen.md)"))
    put(site, "models/z.md", copy)
    assert ("models/z.md", 1, "MC601") in found(site)
    assert messages(site, "MC601") == [
        f"{site}/models/lumen-7b.md describes the same model: the same text"
    ]
    put(site, "models/z.md", copy.replace("# Lumen-7B", "# lumen 7B").replace("8.0B", "-B"))
    assert messages(site, "MC601")[0].endswith("the same name and organization")
    moved = copy.replace("**Organization:** [Lumen Lab](../labs/lumen.md)\n", "")
    put(site, "models/z.md", moved)
    assert messages(site, "MC601")[0].endswith("the same name and facts")
    put(site, "models/z.md", copy.replace("# Lumen-7B", "# Lumen-7B+"))
    assert messages(site, "MC601") == []
    put(site, "models/z.md", copy.replace("# Lumen-7B\n", ""))
    assert messages(site, "MC601") == []


def test_names_are_compared_without_blanks_and_case() -> None:
    assert same("Lumen 7B") == same("lumen-7b") == same("LUMEN_7B")
    assert same("Lumen-R+") != same("Lumen-R")


def test_numbers_are_compared_as_printed() -> None:
    assert _close("8.0B", 8e9, "8.03B", 8.03e9)
    assert not _close("8.0B", 8e9, "8.1B", 8.1e9)
    assert _close("1,000:1", 1000, "1000.4:1", 1000.4)
    assert not _close("0", 0, "1", 1)
    assert _close("", 1, "1", 1)


def test_targets() -> None:
    assert kind("<a b.md>") == "path"
    assert kind("a.md 'title'") == "path"
    assert kind("") == kind("TODO") == kind("http://") == kind("https:/x") == "malformed"
    assert kind("docs") == "path"
    assert kind("docs", strict=True) == "malformed"
    assert kind("doi:10.1/2") == "url"
    assert split("<a.md#b%20c>") == ("a.md", "b c")


def test_anchors() -> None:
    lines = ["# One", "", "Two", "---", "## One", '<a id="Three"></a>', "### [Four](x) `five` ###"]
    text = "\n".join((*lines, '<h2 align="center">🧨 Six</h2>', "[^7]: A note."))
    assert View(parse(text)).anchors >= {
        "one", "two", "one-1", "Three", "four-five", "-six", "🧨-six", "fn-7",
    }  # fmt: skip
    assert "-tags" in anchors(["🏷️ Tags"], ())


@needs_shared_cards
def test_the_real_pages() -> None:
    """Index pages agree with the cards that are there; links to the others are broken."""
    root = SHARED / "leaderboard"
    found = [one for one in lint(root) if one.code[:3] in ("MC5", "MC6")]
    assert {one.code for one in found} == {"MC501", "MC502"}
    for one in found:
        if one.code == "MC501" and one.message.endswith("leads to no file"):
            target = one.message.split("'")[1]
            path = Path(str(one.path)).parent / split(target)[0]
            assert not path.exists()
    compared = sum(len(rows) for _, _, rows in read_collection([str(root)]).tables)
    assert compared > 250


def test_a_set_is_linted_as_its_directory_is(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "# Lumen 7B\n\n[page](gone.md)\n\n- **Organization:** Northwind\n", "utf-8"
    )
    (tmp_path / "b.md").write_text("# Lumen 7B\n\n- **Organization:** Northwind\n", "utf-8")
    cards = modelcards.load_dir(tmp_path)
    found = modelcards.lint(cards)
    assert found == modelcards.lint(tmp_path)
    assert {"MC501", "MC601"} <= {one.code for one in found}
    assert found.rows().column("code") == [one.code for one in found]
    assert modelcards.lint(cards, select=["MC601"])[0].code == "MC601"
    again = modelcards.CardSet(modelcards.from_json(modelcards.to_json(card)) for card in cards)
    assert "MC501" not in {one.code for one in modelcards.lint(again)}
    assert modelcards.lint(modelcards.CardSet([modelcards.parse("# Wren\n")]), select=["MC6"]) == []
    with pytest.raises(modelcards.ArgumentError, match="ModelCard, CardSet or path"):
        modelcards.lint(7)  # type: ignore[arg-type]  # a caller's mistake
