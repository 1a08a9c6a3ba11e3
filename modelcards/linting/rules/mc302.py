"""The label beside the token:param ratio contradicts the ratio as it is printed.

From 20 tokens a parameter on a model is compute-optimal (Hoffmann et al. 2022), below that it is
under-trained. The label follows the ratio as printed: 19.23 shown as 20:1 is labelled
compute-optimal, which MC307 points out. Where the number is wrong and the label right, MC301 alone
speaks. A mark (✅, ⚠️) that belongs to the other label is a contradiction too.

The fix is unsafe: it takes the number for right and changes the label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.derived_text import LABELS, number, ratio
from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule
from modelcards.model.derive import ratio_label
from modelcards.model.finding import Edit, Fix

if TYPE_CHECKING:
    from modelcards.linting.view import View


_BEHIND_NUMBER = r"(?s)(?:\s?[:：]\s?1(?![0-9.]))?\s*(.*)"


def check(view: View) -> Iterator[Hit]:
    """Compare the label, by word and by mark, with the number beside it."""
    stated = view.card.token_param_ratio
    if stated is None or stated.value is None or stated.label is None:
        return
    right = ratio_label(stated.value)
    other = "under-trained" if right == "compute-optimal" else "compute-optimal"
    if stated.label == other and _is_right(view, stated.label):
        return
    where = view.where("token_param_ratio.label") or view.where("token_param_ratio.value")
    if where is None or (stated.label == right and LABELS[other][0][0] not in where.raw):
        return
    label, place = where.raw, None
    shown = number(view, "token_param_ratio")
    if shown is not None:
        end = where.raw.find(shown.text) + len(shown.text)
        behind = re.match(_BEHIND_NUMBER, where.raw[end:])
        if behind is not None:
            label = behind[1]
            place = view.inside(where, end + behind.start(1), end + behind.end(1))
    mended = _mended(label, other, right)
    fix = None
    if place is not None and mended != label:
        fix = Fix(False, (Edit(*place, mended),), ("token_param_ratio",))
    said = f"{label!r} contradicts the stated ratio, {stated.value:g}:1, which is {right}"
    yield Hit(place or view.whole(where.line), said, fix)


def _is_right(view: View, label: str) -> bool:
    """True for a label that the amounts give: then the number is wrong, which MC301 says."""
    found = ratio(view)
    return found is not None and not found.agrees and ratio_label(found.allowed[0]) == label


def _mended(label: str, wrong: str, right: str) -> str:
    (old_sign, old_word), (sign, word) = LABELS[wrong], LABELS[right]
    # The warning sign is printed with and without its variation selector.
    label = label.replace(old_sign, sign).replace(old_sign[0], sign)
    for old, new in ((old_word, word), (old_word.lower(), word.lower())):
        label = label.replace(old, new)
    return label


RULE = Rule(
    code="MC302",
    name="ratio-label",
    severity="error",
    fix="unsafe",
    check=check,
    good=(Example(card()),),
    bad=(
        Example(card(("✅ Compute-optimal", "⚠️ Under-trained")), (17,), card()),
        Example(card(("✅ Compute-optimal", "⚠️ Compute-optimal")), (17,), card()),
    ),
)
