"""Text whose no-break spaces became plain ones, before, between or after the damage."""

from __future__ import annotations

from functools import partial

import pytest

from modelcards.text.mojibake import repair
from modelcards.text.repair_stages.code_pages import page
from modelcards.text.repair_stages.spaces import with_no_break_spaces
from tests.support.corpus import languages, lines
from tests.support.damage import damage, nbsp_to_space

_PAGES = ("cp1252", "latin-1", "cp1254", "cp1250")
_TEXTS = {
    "fr": "# Notes à lire\n\nLe modèle est déjà prêt à l’emploi.\n\nVoilà à vérifier.\n",
    "cs": "# Školení\n\nŠířka je dána předem, říká tým.\n\nModel běží i na počítači v učebně.\n",
    "vi": "# Làm gì\n\nMô hình này được huấn luyện trên hàng triệu câu, và là bản mới.\n",
    "el": "# Περιγραφή\n\nΠοσοστά και Πίνακες: το μοντέλο έχει μικρό μέγεθος.\n",
    "ko": "# 모델\n\n이 모델은 제한된 자료로 학습되었고 빠릅니다. 병렬 처리도 됩니다.\n",
}


def _between(text: str, page: str) -> str:
    return damage(nbsp_to_space(damage(text, page)), page)


@pytest.mark.parametrize("page", _PAGES)
@pytest.mark.parametrize("times", [2, 3])
@pytest.mark.parametrize("language", _TEXTS)
def test_spaces_of_layers_come_back(page: str, times: int, language: str) -> None:
    good = _TEXTS[language]
    assert repair(nbsp_to_space(damage(good, page, times=times))).text == good


@pytest.mark.parametrize("page", _PAGES)
@pytest.mark.parametrize("language", ["fr", "cs"])
def test_spaces_between_two_layers_come_back(page: str, language: str) -> None:
    good = _TEXTS[language]
    assert repair(_between(good, page)).text == good


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("Ã¢Å â€” No secrets in logs", "⊗ No secrets in logs"),
        ("- Ã¢Å¡Â Ã¯Â¸Â\x8f Less control", "- ⚠\ufe0f Less control"),
        ("Windows`x`Ã‚Â 8 here", "Windows`x`\N{NO-BREAK SPACE}8 here"),
        ("Server\xc3\x82\xc2 2031", "Server\N{NO-BREAK SPACE}2031"),
        ("Model AÂ — large", "Model AÂ — large"),
        ("ÃƒÂ  louer", "à louer"),
        ("ÃƒÂ louer", "ÃƒÂ louer"),
    ],
)
def test_a_short_text_shows_which_byte_a_space_was(bad: str, good: str) -> None:
    assert repair(bad).text == good


def test_the_space_counts_as_lost() -> None:
    (one,) = repair("Ã¢Å â€” x").repairs
    assert (one.after, one.lost, one.certainty) == ("⊗", "a no-break space", "certain")


def test_a_byte_that_was_dropped_before_a_space_is_none() -> None:
    # The last letter of these Hebrew words has the byte 9D, which is not in cp1252.
    bad = damage("• מודלים גדולים יותר דורשים יותר כרטיסי מסך", "cp1252", "dropped")
    assert with_no_break_spaces(bad, page("cp1252")) == bad
    assert "מודלינ" not in repair(bad).text
    # Of two emoji that lost another byte each, the commoner one is a guess.
    emoji = damage("## 🐛 Được: công bố sau", "cp1252", "dropped")
    assert "🛠" not in repair(f"{emoji}\n").text
    # What closes a quotation is far more common than a dagger.
    assert "†" not in repair("â€œOneâ€ and â€œtwoâ€ and â€œthreeâ€ and â€œfourâ€ x").text


def test_a_word_that_the_space_ends_is_not_joined_to_the_next() -> None:
    bad = damage("déjà", "cp1252").replace("\xa0", " ") + "vu"
    assert "déjàvu" not in repair(f"{bad} hier, {damage('été', 'cp1252')}").text


@pytest.mark.parametrize(
    "clean",
    ["Un café – bon", "“Le café” est bon", "Å være på vei", "PÅ DANSK", "UN CAFÉ ICI", "è – x"],
)
def test_sound_letters_beside_damage_keep_their_spaces(clean: str) -> None:
    bad = damage("Les “modèles” à part: l’été, déjà", "cp1252")
    assert clean in repair(f"{clean}\n\n{bad}\n").text


@pytest.mark.parametrize("code", sorted(languages()))
def test_good_text_has_no_such_spaces(code: str) -> None:
    for line in lines(code)[:40]:
        for name in _PAGES:
            assert repair(line).text == line, with_no_break_spaces(line, page(name))


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("# Rules\n\n- Keep the `Ã¢Å¡Â\xa0` rule\n", "# Rules\n\n- Keep the `⚠` rule\n"),
        ("A `ÃƒÂ¢Ã…Â¡ÃƒÂ` x", "A `ÃƒÂ¢Ã…Â¡ÃƒÂ` x"),
        ("Write `âœ…` here", "Write `âœ…` here"),
        ("Fixed: mojibake such as `Ã¢Å“â€¦`", "Fixed: mojibake such as `Ã¢Å“â€¦`"),
    ],
)
def test_damage_of_two_layers_proves_itself_in_inline_code(bad: str, good: str) -> None:
    assert repair(bad).text == good


@pytest.mark.parametrize(
    "how", [partial(damage, page=name, undefined="dropped", times=2) for name in _PAGES[::3]]
)
@pytest.mark.parametrize(
    "good",
    ["# Točka\n\nNačin rada „brzo“: kliče đake, računa žabe.\n", "# Kaķis\\n\\nJāņa „ļoti“ šī\\n"],
)
def test_a_layer_that_lost_bytes_is_not_undone_in_half(how: partial[str], good: str) -> None:
    for made in repair(how(good)).repairs:
        assert not made.applied or made.after in good


def test_an_accent_that_combines_with_its_letter_comes_back() -> None:
    good = "Il modello non e\N{COMBINING GRAVE ACCENT} grande"
    assert repair(damage(good, "cp1252")).text == good
