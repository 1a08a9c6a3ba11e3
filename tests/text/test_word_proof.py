"""What a word proves of the letters in it, and which of two pages it was."""

from __future__ import annotations

import pytest

from modelcards.text.mojibake import repair
from tests.support.damage import damage


@pytest.mark.parametrize(
    ("page", "good"),
    [
        ("cp850", "Das Programm öffnen"),
        ("cp437", "Das Programm öffnen"),
        ("cp850", "Estimació feta"),
        ("cp437", "El modelo tomó una ruta"),
        ("cp850", "určitý model"),
        ("cp850", "Nýr dagur, mýkt"),
        ("cp850", "běžná ľahká rýchla"),
        ("cp1250", "La respuesta está lista"),
        ("cp1250", "Una conversación secreta"),
        ("cp1251", "Eine geprüfte Größe"),
        ("cp1250", "Forrás és súly"),
        ("cp1252", "Model mic, stăm bine"),
        ("cp1252", "Modelin üstündə kiçik düymələr"),
        ("cp1252", "Koʻrinadigan va boʻlmaydigan"),
        ("cp1252", "Մոդելը փոքր է"),
        ("cp1250", "Prva uporabniška različica"),
        ("cp1257", "Das Modell zählt größere Wörter"),
        ("cp1257", "Malli osaa lukea pitkiä lauseita"),
        ("cp1257", "Un piñón pequeño"),
        ("mac-roman", "Model čita kratke rečenice"),
        ("mac-roman", "Kısa bir açıklama yazıldı"),
        ("mac-roman", "La relació és petita"),
        ("mac-roman", "Le modèle a été entraîné"),
        ("mac-roman", "Das Wort »klein« zählt"),
        ("mac-roman", "Маленькая модель читает"),
        ("mac-roman", "Το μοντέλο διαβάζει"),
        ("mac-roman", "النموذج يقرأ النص"),
        ("mac-roman", "המודל קורא טקסט"),
    ],
)
def test_letters_in_words_come_back(page: str, good: str) -> None:
    assert repair(damage(good, page)).text == good


@pytest.mark.parametrize("times", [2, 3])
@pytest.mark.parametrize("page", ["cp437", "cp850"])
@pytest.mark.parametrize("good", ["- ☑ Done", '"token": "▁runner"', "rýchla ľahká váha", "Größe"])
def test_all_layers_of_a_page_of_boxes_are_undone(page: str, good: str, times: int) -> None:
    assert repair(damage(good, page, times=times)).text == good


@pytest.mark.parametrize(
    "good",
    [
        "├── models\n│   ├── alpha\n│   └── beta\n",
        "L'Âge d'or ├Âge",
        "x ≈ y, √(a) ≥ b, ¬∑ x",
        "Ă la carte, casă, școală",
        "Öl, Ärger, Äpfel und Übung",
        "ΓÇ is left",
        "camelĂcase",
        "CAFÉ™ and CAFÉ™.",
        "not ¬∑ p, a√ß + b√∂, ¬± 2, f(x)√(y), where √ß ≥ √∑",
        "roughly≈ équal, ƒ(x) = ƒé",
    ],
)
def test_what_others_write_stays(good: str) -> None:
    assert repair(good).text == good


def test_a_letter_that_two_pages_read_otherwise_is_proposed() -> None:
    # In cp1250 it is å, in ISO 8859-2 á: both are letters, and no word says which.
    (one,) = repair("A lĂĄs").repairs
    assert (one.certainty, one.applied) == ("inferred", False)
    # In a word, no sign of division is meant.
    assert "÷" not in repair("La carta estĂˇ lista", inferred=True).text


@pytest.mark.parametrize(
    ("bad", "after", "other"),
    [("Das Wort kam zurĂĽck", "ü", "å"), ("PĂĄ linje", "å", "á"), ("A kĂŠsz", "é", "Ê")],
)
def test_pairs_that_two_pages_read_as_likely_letters_are_proposed(
    bad: str, after: str, other: str
) -> None:
    result = repair(bad)
    assert result.text == bad
    assert [(one.after, one.runner_up) for one in result.repairs] == [(after, other)]


def test_letters_of_two_scripts_in_one_run_prove_no_page() -> None:
    # In cp850 it would be a Cyrillic letter before a Thai one.
    assert "Ѭ" not in repair("Ð¼Ó©Ñ").text


def test_a_number_beside_a_measure_proves_it() -> None:
    bad = "| 61.2 Â± 0.3 | 40 ± 1 | 25 Â°C | Â£5 |"
    assert repair(bad).text == "| 61.2 ± 0.3 | 40 ± 1 | 25 °C | £5 |"
    parted = repair("| 61.2Â Â±Â 0.4 | 25Â Â°C |")
    assert parted.text == "| 61.2\xa0±\xa00.4 | 25\xa0°C |"
    assert [one.lost for one in parted.repairs] == ["2 no-break spaces", "a no-break space"]
    assert not any(one.applied for one in repair("It says Â± here, ± there").repairs)


def test_words_are_looked_for_in_time_linear_in_the_text() -> None:
    assert repair("a" * 200_000 + " ├Âb " + "é" * 20_000).text.startswith("aaa")
