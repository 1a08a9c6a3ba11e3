"""Mojibake: what comes back, how sure it is, and what is never touched."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modelcards.limits import Limits
from modelcards.text.mojibake import Repair, repair
from modelcards.text.repair_stages.debris import unread
from tests.support.cards import SHARED, needs_shared_cards
from tests.support.corpus import everything, languages, lines
from tests.support.damage import (
    PAGES,
    Damage,
    damage,
    nbsp_stripped,
    nbsp_to_space,
    some_lines,
    some_runs,
    two_pages,
)
from tests.support.score_repair import cards, wrong

SEEDS = SHARED / "seeds"

CARD = """\
# Lumen-7B

> Reasoning, SOTA

**Organization:** [Quartz Labs](../../labs/quartz-labs.md)
**Released:** Mar/2025
**Access:** ❓ Unknown

---

## 📊 Overview

Lumen-7B is “small” – a model for Zürich’s trams.

## 🔧 Technical Specifications

- **Token:Param Ratio:** 2:1 ⚠️ Under-trained
- **Formula:** √(Parameters × Tokens) ÷ 300

## 📈 Performance Benchmarks

## 🏷️ Model Tags

## 📝 Additional Notes

The authors call it “a first step”; see the notes.

## 🔗 Resources

- 🎮 [Try the Model](https://example.org/zürich)
- 📄 [Technical Documentation](https://example.org/lumen.pdf)

## 🔍 Related Models

[← Back to Leaderboard](../../README.md) • [View All Models](../../labs/quartz-labs.md)
"""

KEPT = [partial(damage, page=page, times=times) for page in PAGES for times in (1, 2)]
DROPPED = [
    partial(damage, page=page, undefined=undefined)
    for page in ("cp1252", "cp1254", "cp1250", "cp1251")
    for undefined in ("dropped", "replaced", "question")
]


def name(how: Damage) -> str:
    return " ".join(map(str, how.keywords.values())) if isinstance(how, partial) else how.__name__


@pytest.mark.parametrize("how", KEPT, ids=name)
def test_kept_bytes_come_back_exactly(how: Damage) -> None:
    result = repair(how(CARD))
    assert result.text == CARD
    assert {one.certainty for one in result.repairs} == {"certain"}
    assert not any(one.lost for one in result.repairs)


@pytest.mark.parametrize("how", DROPPED, ids=name)
def test_lost_bytes_come_back_where_headings_labels_and_pairs_tell(how: partial[str]) -> None:
    kept = partial(damage, page=how.keywords["page"])
    result = repair(how(CARD))
    assert result.text == CARD
    assert {one.certainty for one in result.repairs} == {"certain"}
    assert any("byte" in one.lost for one in result.repairs) == (how(CARD) != kept(CARD))


@pytest.mark.parametrize("spaces", [nbsp_to_space, nbsp_stripped])
@pytest.mark.parametrize("undefined", ["kept", "dropped"])
def test_no_break_spaces_come_back(spaces: Damage, undefined: str) -> None:
    text = CARD.replace("## 🔗 Resources", "Thinking 🧠  is hard 🧠\n\n## 🔗 Resources")
    result = repair(spaces(damage(text, "cp1252", undefined)), inferred=True)
    assert "⚠️ Under-trained" in result.text
    assert "## 📝 Additional" in result.text


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("page", ["cp1252", "cp1254", "cp437", "mac-roman"])
def test_damage_in_part_of_the_lines_or_runs_is_found(page: str, seed: int) -> None:
    how = partial(damage, page=page)
    assert repair(some_lines(CARD, how, seed)).text == CARD
    assert repair(some_runs(CARD, how, seed)).text == CARD


@pytest.mark.parametrize(
    ("first", "second"), [("cp1252", "cp1251"), ("cp1254", "cp1252"), ("cp1250", "cp437")]
)
def test_two_pages_in_one_file(first: str, second: str) -> None:
    bad = two_pages(CARD, partial(damage, page=first), partial(damage, page=second))
    assert repair(bad).text == CARD


def test_damage_twice_with_bytes_dropped() -> None:
    result = repair(damage(CARD, "cp1252", "dropped", 2))
    assert result.text == CARD
    assert {one.code_page for one in result.repairs} >= {"cp1252, cp1252"}


def test_a_repair_says_where_what_and_how_sure() -> None:
    result = repair("# A\n\nx ğŸ“ Additional Notes, 1 Ã· 2, ğŸ·ï¸ Model Tags")
    assert result.text == "# A\n\nx 📝 Additional Notes, 1 ÷ 2, 🏷️ Model Tags"
    first, second, third = result.repairs
    assert first == Repair(3, 3, "ğŸ“", "📝", "cp1254", "certain", True, "1 byte", None)
    assert (second.line, second.column, second.before, second.after) == (3, 27, "Ã·", "÷")
    assert (third.before, third.after, third.lost) == ("ğŸ·ï¸", "🏷️", "2 bytes")
    assert third.end_column == third.column + 5


def test_what_only_frequency_decides_is_proposed_and_made_by_choice() -> None:
    bad = damage("📊 He took the âge ❌ road", "cp1252", "dropped")
    left = repair(bad)
    (proposal,) = [one for one in left.repairs if one.certainty == "inferred"]
    assert not proposal.applied
    assert proposal.before in left.text
    assert proposal.after == "❌"
    assert proposal.runner_up
    assert repair(bad, inferred=True).text == "📊 He took the âge ❌ road"


@pytest.mark.parametrize("text", ["📊 Привет, мир. Это Нить.", "📊 你好，世界", "📊 ČÁST Íàé"])
def test_letters_are_never_guessed(text: str) -> None:
    bad = damage(text, "cp1252", "dropped")
    result = repair(bad, inferred=True)
    for one in result.repairs:
        assert not one.lost or not any(char.isalpha() for char in one.after)
    assert not wrong(text, bad, result.repairs)


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("ðŸ“Š “quotedâ€ and openâ€", "📊 “quoted” and openâ€"),
        ("ðŸ“Š â€žWortâ€œ, „Wort“ und â€žWortâ€", "📊 „Wort“, „Wort“ und „Wort”"),
        ("ðŸ“Š ã€Œå¼•ç”¨ã€", "📊 「引用」"),
        ("ðŸ‘©â€ðŸ’» codes", "👩\u200d💻 codes"),
        ("ðŸ“Š 1ï¸âƒ£ first", "📊 1️⃣ first"),
        ("ðŸ“Š âš ï¸ careful", "📊 ⚠️ careful"),
        ("ðŸ“Š Really? Ã©?", "📊 Really? é?"),
    ],
)
def test_signs_by_what_stands_beside_them(bad: str, good: str) -> None:
    assert repair(bad).text == good


@pytest.mark.parametrize(
    "trap",
    [
        "Ã la carte",
        "FRANÇ’ and more",
        "PEÑ° 5",
        "ß¶ and ß¶",
        "CAFÈ™ bar",
        "«É» ist ein Ü“",
        "Vilâ†",
    ],
)
@pytest.mark.parametrize("undefined", ["kept", "dropped"])
def test_real_text_inside_damaged_cards_stays(trap: str, undefined: str) -> None:
    assert trap in repair(damage(CARD, "cp1252", undefined) + trap + "\n").text


def test_damage_in_code_is_mended_where_it_is_damage() -> None:
    """Blocks prove and are mended as all else; inline code, which quotes, when all of it is bad."""
    assert repair("It prints `â€™` – why?").text == "It prints `â€™` – why?"
    assert repair("Then\n\n    text â€™\n\nend é").text == "Then\n\n    text ’\n\nend é"
    bad = damage(CARD, "cp1254", "dropped")
    assert "`’`" in repair(bad + "`â€™`").text
    assert "`â€™ é`" in repair(bad + "`â€™ é`").text
    assert repair("~~~\nâ€™ é\n~~~\n\nÃ©tÃ© â€™").text == "~~~\n’ é\n~~~\n\nété ’"
    assert repair("```\nâ”œâ”€â”€ src\n").text == "```\n├── src\n"
    assert repair("```\npages = {11â€“19}\n```\n").text == "```\npages = {11–19}\n```\n"
    lossy = '```\na = "ðŸ“ é"\n```\n'
    assert repair("âœ… ok\n\n" + lossy, inferred=True).text == "✅ ok\n\n" + lossy


@pytest.mark.parametrize(
    "good",
    [
        "Přidá složku a čeká",
        "Łódź źródło są",
        "Mã nội bộ, é",
        "Işık öğrenci değil",
        "Știința și viața",
        "→ “tam” – één",
    ],
)
@pytest.mark.parametrize("times", [2, 3])
def test_text_damaged_more_than_once_is_undone_whole_or_left_whole(good: str, times: int) -> None:
    bad = damage(good, "cp1252", "kept", times)
    assert repair(bad).text == good
    beside = repair(f"{bad} ł č").text
    assert beside in (f"{bad} ł č", f"{good} ł č")
    spaced = repair(nbsp_to_space(bad))
    assert not wrong(good, nbsp_to_space(bad), spaced.repairs)


def test_no_letter_is_guessed_beneath_two_layers() -> None:
    assert repair("Ã¢â€šÂ¬ 5, Ã™â€ Ã˜Âª").text == "€ 5, Ã™â€ ت"
    assert repair("input Ã¢â€ â€™ output").text == "input → output"


@pytest.mark.parametrize(
    "quotation",
    [
        "- â€œ → “\n- Ã¼ → ü",
        "The page shows ðŸš€ where 🚀 should be.",
        '```python\ntext = text.replace("â€™", "x")\n```',
        '    re.sub("â€œ|â€\x9d", QUOTE, text)',
        "```js\nconst table = {\n  \"â€™\": \"'\",\n  'â€“': '-',\n};\n```",
        "| `â€”` | `—` |",
        "# What mojibake is\n\nA dash becomes â€” and an Ã© is left.",
        "Old files hold double-encoded text: â€” and more.",
    ],
)
def test_quotations_are_left_alone(quotation: str) -> None:
    assert repair(quotation, inferred=True).repairs == ()


def test_damage_beside_a_quotation_is_mended() -> None:
    text = "```py\ns.replace('â€™', '')\n```\n\nItâ€™s done.\n"
    assert repair(text).text == text.replace("Itâ€™s", "It’s")
    assert repair("It’s â€œso” — donâ€™t").text.endswith("don’t")


@pytest.mark.parametrize(
    "mathematics", ["Let x ¬∑ y be", "¬p and √ß and ¬± 3", "x√∂y", "√ß ¬∑ ¬±", "¬Ø p"]
)
def test_mathematics_is_not_mac_roman(mathematics: str) -> None:
    assert repair(mathematics, inferred=True).repairs == ()


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("caf√© und f√ºr", "café und für"),
        ("hinzugef├╝gt", "hinzugefügt"),
        ("tambi├®n", "también"),
        ("informa├º├Áes", "informações"),
        ("SaÄŸa dÃ¶n", "Sağa dön"),
        ("NaciÃ³n y mÃ¡s días", "Nación y más días"),
        ("fÃ¼r das team’s", "für das team’s"),
        ("Ã‰tÃ© café", "Été café"),
    ],
)
def test_words_prove_a_pair(bad: str, good: str) -> None:
    assert repair(bad).text == good


@pytest.mark.parametrize("text", ["├│ a", "┌─foo─┐ bar", "10 Å² 5", "fooÄ™ ", "CAFÈ™"])
def test_words_do_not_prove_what_others_write(text: str) -> None:
    assert repair(text, inferred=True).repairs == ()


def test_link_targets_are_no_proof_and_lossy_ones_stay() -> None:
    good = "See <https://example.org/FranÃ§oisâ€™s> é"
    assert repair(good).text == good
    bad = "ğŸ“Š [x](https://example.org/â€) é"
    assert repair(bad, inferred=True).text == "📊 [x](https://example.org/â€) é"


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("dÃ©jÃ\xa0 vu", "déjà vu"),
        ("FÃ¼r grÃ¶ÃŸere Aufgaben", "Für größere Aufgaben"),
        ("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет"),
        ("Â" * 300 + "Ã©", "Â" * 300 + "Ã©"),
    ],
)
def test_pairs_without_a_longer_sequence(bad: str, good: str) -> None:
    assert repair(bad).text in (good, bad)
    if bad[0] != "Â":
        assert repair(bad).text == good or "\xe9" in bad


def test_a_line_that_would_take_long_is_passed_over_and_the_next_is_not() -> None:
    short = "Ã‡a Ã\xa0 vu"
    for text, mended in (
        (short + "x" * (20_000 - len(short)), True),
        (short + "x" * (20_001 - len(short)), False),
        ("Ã©" * 100, True),
        ("Ã©" * 100 + "Ã", False),
        ("é" * 201 + f"Ã© {short}", False),
    ):
        assert (repair(text).text != text) == mended
    long = short + "x" * 20_000
    assert repair(f"{long}\n{short}").text.endswith("\nÇa à vu")


def test_entities_that_markdown_shows_as_text() -> None:
    assert repair("don&acirc;&euro;&trade;t").text == "don’t"
    assert repair("`don&acirc;&euro;&trade;t`").text == "`don&acirc;&euro;&trade;t`"
    for good in ("&copy; &lt;b&gt; R&amp;D; &amp;lt;", "a & b &amp; c &eacute;"):
        assert repair(good).text == good
    (proposal,) = repair("&amp;mdash; x [y](https://example.org/?a=1&amp;copy;2)").repairs
    assert (proposal.after, proposal.applied, proposal.runner_up) == ("—", False, "&mdash;")
    assert repair("&amp;mdash;", inferred=True).text == "—"


def test_an_entity_beside_damage_of_two_layers_stays_a_proposal() -> None:
    result = repair("&amp;eacute;â€™ Ã¢â‚¬Â¢ ")
    assert result.text == "&amp;eacute;’ • "
    assert [(one.after, one.applied) for one in result.repairs] == [
        ("é", False),
        ("’", True),
        ("•", True),
    ]


def test_a_number_that_is_no_character_stays() -> None:
    for text in ("&amp;#14; x", "&amp;#x01;&amp;#02;"):
        assert repair(text, inferred=True).text == text


def test_good_text_is_not_touched() -> None:
    for code in languages():
        for line in lines(code, 1):
            assert repair(line, inferred=True).text == line
        text = "\n".join(lines(code))
        assert repair(text, inferred=True).text == text


def test_certain_repairs_of_many_languages_are_right_and_stay() -> None:
    for good in everything()[::23]:
        for page in ("cp1252", "cp1254", "cp1250"):
            bad = damage(good, page, "dropped")
            result = repair(bad)
            assert not wrong(good, bad, result.repairs), (good, bad)
            assert repair(result.text).text == result.text


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
def test_lines_stay_lines(newline: str) -> None:
    bad = damage(CARD, "cp1254", "dropped").replace("\n", newline)
    result = repair(bad)
    assert result.text == CARD.replace("\n", newline)
    lines_of = bad.split(newline)
    for one in result.repairs:
        assert lines_of[one.line - 1][one.column - 1 : one.end_column - 1] == one.before


def test_limits_bound_the_repairs_and_say_so() -> None:
    bad = "ðŸ“Š x\n" * 20
    result = repair(bad, limits=Limits(repairs=5))
    assert not result.complete
    assert result.text.count("📊") == 5
    assert repair(bad).complete
    pieces = repair("ðŸ“Š" * 100, limits=Limits(run=40)).repairs
    assert all(len(one.before) <= 40 for one in pieces) or len(pieces) == 1


@pytest.mark.parametrize(
    "text",
    [
        "ðŸ“Š" * 5_000,
        "ðŸ“ x " * 3_000,
        "ðŸ“" * 5_000,
        "Â" * 20_000 + "ƒ",
        "â€œa â€ " * 2_000,
        "Ã¢â‚¬Â¢ " * 2_000,
        "ðŸ“Š `a` ``" * 2_000,
        "ðŸ“Š ](â€™" * 2_000,
        "caf É» \n" * 2_000,
        "«Слово В» " * 2_000,
        "&amp;" * 20_000,
        "\ud800ðŸ“Š",
        "\x00ðŸ“Š",
    ],
    ids=range(13),
)
def test_hostile_text_is_read(text: str) -> None:
    result = repair(text, inferred=True)
    assert result.text.count("\n") == text.count("\n")


@given(st.text(alphabet="ðŸ“Šâ€œ”Ã©·ï¸ğ? \n`&;aé\x9d\ufffdВ»│├", max_size=60))
@settings(max_examples=200)
def test_any_mix_keeps_its_lines_and_settles(text: str) -> None:
    result = repair(text)
    assert result.text.count("\n") == text.count("\n")
    split = text.split("\n")
    for one in result.repairs:
        assert split[one.line - 1][one.column - 1 :].startswith(one.before)
    assert repair(result.text).text == result.text


@needs_shared_cards
def test_the_seeds_come_back_line_by_line() -> None:
    for path in sorted(SEEDS.glob("*.txt")):
        result = repair(path.read_text(encoding="utf-8"))
        assert {one.certainty for one in result.repairs} == {"certain"}
        signs = "".join(sorted({char for char in result.text if not char.isascii()}))
        assert signs == "".join(sorted("🔴📊🔧✅√×÷📈🏷️📝🔗📄🔍←•"))
        assert "[← Back to Leaderboard]" in result.text


@needs_shared_cards
@pytest.mark.parametrize("how", [*KEPT[:4], *DROPPED[:6]], ids=name)
def test_shared_cards_come_back_whole(how: Damage) -> None:
    texts = cards()
    results = [(good, repair(how(good))) for good in texts]
    whole = sum(result.text == good for good, result in results)
    assert whole >= 0.99 * len(texts)
    assert not any(wrong(good, how(good), result.repairs) for good, result in results)


def test_a_whole_text_is_undone_layer_by_layer() -> None:
    """A letter alone could not tell that it was damaged twice; the rest of the text does."""
    good = "# 🔧 TÜLU 在\n\nTÜLU 3 und 在 mit 📊\n"
    for page in ("cp1252", "cp1254", "latin-1"):
        result = repair(damage(good, page, "kept", times=2))
        assert result.text == good
        assert {one.certainty for one in result.repairs} == {"certain"}


@pytest.mark.parametrize(
    ("page", "good"),
    [
        ("cp866", "Карта модели — готова ✅"),
        ("koi8-r", "Карта модели готова"),
        ("cp874", "Nimbus — 🤗 “small” build…"),
        ("cp1256", "النموذج جاهز — ✅"),
    ],
)
def test_rare_pages_are_read_where_they_leave_their_marks(page: str, good: str) -> None:
    assert repair(damage(good, page)).text == good
    assert repair(good, inferred=True).repairs == ()


def test_gbk_is_read_when_all_bytes_are_there() -> None:
    bad = "的工程信任运行时".encode().decode("gbk")
    assert repair(f"# Sota {bad}").text == "# Sota 的工程信任运行时"
    (short,) = repair("Sota " + "使用".encode().decode("gbk") + " 锛").repairs
    assert (short.after, short.certainty, short.applied) == ("使用", "inferred", False)
    assert repair("small 鈥? and fast", inferred=True).repairs == ()
    assert repair("模型的工程信任运行时，使用方便。", inferred=True).repairs == ()


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("It says Â± and ± 0.2 here", "±"),
        ("A plan GÇö done", "—"),
        ("G£ô done", "✓"),
        ("Ein wÃ¼st â†' x", "→"),
        ("Cl &Acirc;&copy; 2025", "©"),
        (r"The pair \u00c2\u00a9 2025", "©"),
        ("A kĂŠsz", "é"),
    ],
)
def test_what_is_likely_is_proposed(text: str, after: str) -> None:
    proposals = [one for one in repair(text).repairs if not one.applied]
    assert [(one.after, one.certainty) for one in proposals] == [(after, "inferred")]
    assert after in repair(text, inferred=True).text


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Cl&Atilde;&copy; 2025", "Clé 2025"),
        ("Gr&Atilde;¶&Atilde;Ÿe und GrÃ&para;Ã&#376;e", "Größe und Größe"),
        ("it&acirc;€™s, itâ&euro;&trade;s, it&#226;&#8364;&#8482;s", "it’s, it’s, it’s"),
        ("it&#xE2;&#x20AC;&#x2122;s &#xF0;&#x178;&#x161;&#x20AC;", "it’s 🚀"),
        (r"caf\u00c3\u00a9, it\u00e2\u20ac\u2122s", "café, it’s"),
        (r"caf\u00C3\u00A9, it\u00E2\u0080\u0099s", "café, it’s"),
        (r"`caf\u00C3\u00A9`", r"`caf\u00E9`"),
        (
            "```json\n" + r'{"a": "caf\u00c3\u00a9"}' + "\n```\n",
            "```json\n" + r'{"a": "caf\u00e9"}' + "\n```\n",
        ),
    ],
)
def test_damage_in_entities_and_escapes_is_undone(text: str, after: str) -> None:
    assert repair(text).text == after
    assert repair(after).text == after


@pytest.mark.parametrize(
    "text",
    [
        r"\u00e9t\u00e9, \u4e2d\u6587, C:\u00c3\users",
        r's.replace("caf\u00c3\u00a9", "x")',
        r'"\u00e2\u20ac\u2122": "\u2019"',
        r"mojibake: caf\u00c3\u00a9",
        "&eacute;t&eacute;, a&nbsp;— b, &nbsp;•&nbsp;, 中文&nbsp;中文, R&D — x",
        "`don&acirc;&euro;&trade;t`",
    ],
)
def test_entities_and_escapes_that_are_none_of_damage_are_left(text: str) -> None:
    assert repair(text).text == text


def test_debris_that_nothing_reads_is_found_outside_of_code() -> None:
    assert unread("a ðŸ b 鈥? c \ufffd") == [(2, 4), (7, 8), (12, 13)]
    assert unread("`ðŸ` and s.replace('â€', '')") == []
    assert unread("Größe — 模型 ✅") == []


@pytest.mark.parametrize(
    ("page", "good"),
    [
        ("cp1253", "Nový kľúč je malý"),
        ("cp1253", "Малий модель читає ім'я"),
        ("cp1253", "Một mô hình nhỏ từ đầu"),
        ("cp1253", "המודל קורא טקסט קצר"),
        ("cp1252", "Малий модель читає ім'я"),
        ("cp1250", "Un modelo pequeño así"),
        ("cp1250", "Un model più piccolo"),
        ("cp1250", "Modellen må åpnes"),
        ("cp1250", "Малий модель читає ім'я"),
    ],
)
@pytest.mark.parametrize("times", [2, 3])
def test_what_lost_bytes_in_two_layers_gets_no_wrong_letter(
    page: str, good: str, times: int
) -> None:
    bad = damage(good, page, "dropped", times)
    assert not wrong(good, bad, repair(bad).repairs)


@pytest.mark.parametrize(
    "line",
    ['bad = "Ã©"  # a broken sign', "bad = 'â€œ'", 'assert fix("Ã¼") != "Ã¼"  # still garbled'],
)
def test_a_literal_that_is_named_broken_is_a_quotation(line: str) -> None:
    assert repair(f"```python\n{line}\n```\n").text == f"```python\n{line}\n```\n"
    assert repair("A broken card: GrÃ¶ÃŸe").text == "A broken card: Größe"
