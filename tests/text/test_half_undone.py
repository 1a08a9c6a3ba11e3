"""Text that lost bytes in both of two layers is left as it is, and told."""

from __future__ import annotations

from modelcards.text.mojibake import repair

_GOOD = (
    "# Modèle\n\nL’île garde ses règles : « été », « déjà vu », « là-bas ».\n"
    "La forêt n’est plus là, l’étang déborde, et l’hôte rêve à côté.\n"
)


def _dropped(text: str) -> str:
    """Read as latin-1, without the control characters that this makes."""
    damaged = text.encode("utf-8").decode("latin-1")
    return "".join(sign for sign in damaged if not "\x80" <= sign <= "\x9f")


def test_no_sign_is_made_of_what_two_layers_left() -> None:
    twice = _dropped(_dropped(_GOOD))
    found = repair(twice)
    assert found.text == twice
    assert found.repairs
    assert not any(one.applied for one in found.repairs)


def test_one_layer_is_still_undone() -> None:
    assert repair(_GOOD.encode("utf-8").decode("latin-1")).text == _GOOD
