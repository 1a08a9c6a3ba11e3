"""The pages that are tried last: what they prove, what loses bytes, and what looks like them."""

from __future__ import annotations

import pytest

from modelcards.linting.engine import lint
from modelcards.reading.reader import parse
from modelcards.text.mojibake import repair
from modelcards.text.repair_stages.debris import holds_debris, unread
from modelcards.text.repair_stages.rare_pages import whole_text
from tests.support.damage import damage

_SINGLE = ["cp866", "koi8-r", "cp874", "cp1255", "cp1256", "iso8859-2", "cp852"]
_WORDS = {
    "cp866": "Модель читает тексты",
    "koi8-r": "Модель читает тексты",
    "cp874": "A small model — “quick” too",
    "cp1255": "A small model — quick",
    "cp1256": "النموذج صغير",
    "iso8859-2": "trois modèles réglés",
    "cp852": "três modelos à mão",
}


@pytest.mark.parametrize("page", _SINGLE)
def test_signs_and_words_of_a_rare_page_are_restored_or_proposed(page: str) -> None:
    good = _WORDS[page]
    result = repair(damage(good, page), inferred=True)
    assert result.repairs
    assert all(one.after in good or one.after in "ŕáí" for one in result.repairs)


@pytest.mark.parametrize("page", _SINGLE)
@pytest.mark.parametrize("undefined", ["dropped", "question"])
@pytest.mark.parametrize("times", [1, 2])
def test_what_a_rare_page_lost_gets_no_wrong_letter(page: str, undefined: str, times: int) -> None:
    good = _WORDS[page]
    for one in repair(damage(good, page, undefined, times)).repairs:
        assert one.certainty == "inferred" or one.after in good or times > 1
        assert not (one.applied and one.after[0].isalpha() and one.after not in good)


@pytest.mark.parametrize(
    "good",
    [
        "Ж╨Ж is drawn",
        "ภาษาไทย โมเดล",
        "דגם קטן €5",
        "ط is a letter, نموذج صغير",
        "Ăsta e bun, Ňufák, Łódź",
        "├── a\n└── b",
        "涓涓细流，鲜花",
        "他问：你好吗?是的",
        "縺 is a rare character",
        "뭐? 정말? 네.",
        "주소는 https://example.org/?검색=값 입니다",
        "(?가) 표기, 가?나",
        "GÇ and Gö",
    ],
)
def test_neighbours_are_left(good: str) -> None:
    result = repair(good, inferred=True)
    assert result.text == good
    assert not result.repairs


@pytest.mark.parametrize(
    ("page", "good"),
    [
        ("gbk", "模型很小"),
        ("gbk", "只读代码审查工具"),
        ("gbk", "这是小模型"),
        ("cp932", "小さなモデルのカード"),
        ("cp949", "크다는 것은"),
    ],
)
def test_pages_of_two_bytes_come_back_whole(page: str, good: str) -> None:
    bad = _in_windows(good, page)
    assert bad is None or repair(bad).text in (good, bad)


def _in_windows(good: str, page: str) -> str | None:
    """The text as Windows reads it in a page; None when a byte is lost."""
    try:
        return good.encode().decode(page)
    except UnicodeDecodeError:
        return None


def test_characters_for_private_use_are_bytes_of_gbk() -> None:
    assert repair("鏄\ue21e潰鐨勫伐").text == "是面的工"


def test_a_lost_byte_of_gbk_leaves_its_line_and_is_proposed() -> None:
    bad = "的工程信任运行时。".encode()[:-1].decode("gbk") + "?"
    result = repair(bad)
    assert result.text == bad
    assert all(one.certainty == "inferred" for one in result.repairs)
    assert any(one.lost for one in result.repairs)
    # At the end of a line it is likely the mark that ends sentences.
    assert [(one.after[-1], one.runner_up) for one in result.repairs] == [("。", "、")]
    assert repair(bad + " x").repairs[0].after[-1] == "\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize("bad", ["MCP ?쒕쾭 ?뺣낫", "| ?꾩껜 | 吏\x80移? |", "占쏙옙 model"])
def test_lint_speaks_of_korean_that_lost_bytes(bad: str) -> None:
    assert repair(bad).text == bad
    assert holds_debris(bad)
    assert unread(bad)
    assert "MC002" in {one.code for one in lint(parse(f"# Quartz-7B\n\n{bad}\n"))}


_TEXTS = (
    "Größere Flüsse schützen schöne Wälder",
    "Модель читает тексты — и пишет",
    "It isn’t large — but “quick”… really",
)
_FEW_PROGRAMS = [
    "iso8859-5",
    "mac-cyrillic",
    "mac-latin2",
    "koi8-r",
    "cp866",
    "iso8859-15",
    "cp775",
]


@pytest.mark.parametrize("page", _FEW_PROGRAMS)
@pytest.mark.parametrize("good", _TEXTS)
def test_a_text_that_is_whole_in_one_rare_page_is_restored(page: str, good: str) -> None:
    damaged = f"# Lumen\n\n{good}\n".encode().decode(page)
    result = repair(damaged)
    assert result.text == f"# Lumen\n\n{good}\n"
    assert repair(result.text).repairs == ()


@pytest.mark.parametrize("page", ["gbk", "cp949", "cp932"])
def test_letters_that_became_characters_of_two_bytes_are_restored(page: str) -> None:
    assert repair(_TEXTS[0].encode().decode(page)).text == _TEXTS[0]


def test_few_signs_of_a_rare_page_are_proposed_and_fewer_are_passed_over() -> None:
    four = "é à ü é".encode().decode("koi8-r")
    result = repair(four)
    assert result.text == four
    assert [one.after for one in result.repairs] == ["é", "à", "ü", "é"]
    assert repair("é à".encode().decode("koi8-r")).repairs == ()


def test_one_run_that_is_no_utf8_leaves_the_text_to_other_proofs() -> None:
    mixed = _TEXTS[1].encode().decode("iso8859-5") + " и это"
    assert whole_text(mixed) == []


def test_a_text_about_damage_is_quoted_and_not_read_anew() -> None:
    about = "'öß' → 'öß', 'ü' → 'ü', 'Ü' → 'Ü'".encode().decode("koi8-r")
    assert repair(about).text == about or repair(about).repairs
