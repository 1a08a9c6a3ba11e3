"""Which of the places that may name the model is believed.

What speaks for and against each is added up by the weights in `data/name_evidence.txt`. A lead that
is too small names nothing: then the card is known by its id alone.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice

from modelcards import vocabulary
from modelcards.reading.name_likeness import likeness, one_name
from modelcards.reading.name_places import LONGEST_NAME, Candidate, candidates
from modelcards.reading.no_names import names_data
from modelcards.reading.statements.common import Reading

_MOST = 50  # candidates; each is compared with each
_LONGEST_LOOK = 50_000


@lru_cache(maxsize=1)
def _weights() -> dict[str, int]:
    return {row[0]: int(row[1]) for row in vocabulary.rows("name_evidence")}


def find(reading: Reading, names: list[str], called: str | None) -> Candidate | None:
    """The name that a card states, or None where that is unsure.

    `names` are those of the front matter, `called` is the id that the card goes by.
    """
    weights = _weights()
    ranked: list[tuple[int, Candidate]] = []
    for candidate in islice(candidates(reading, names, called), _MOST):
        found = weights[candidate.kind] + _against(candidate)
        if candidate.kind == "title" and found >= weights["title"]:
            return candidate  # nothing outweighs a title that opens the card
        alike = likeness(candidate.name, called)
        ranked.append((found + sum(weights[one] for one in alike), candidate))
    if not ranked:
        return None
    scores = [
        (_sum(score, candidate, ranked, reading), -at, candidate)
        for at, (score, candidate) in enumerate(ranked)
    ]
    best, _, chosen = max(scores)
    rivals = [score for score, _, other in scores if not one_name(other.name, chosen.name)]
    if best < weights["enough"] or best - max(rivals, default=0) < weights["margin"]:
        return None
    return chosen


def _sum(
    score: int, candidate: Candidate, ranked: list[tuple[int, Candidate]], reading: Reading
) -> int:
    """The evidence with what the rest of the card says."""
    weights = _weights()
    others = {one.kind for _, one in ranked if one_name(one.name, candidate.name)} - {
        candidate.kind
    }
    score += weights["agrees"] * bool(others)
    if score < weights["enough"] and _goes_on(reading, candidate):
        score += weights["again"]
    return score


def _goes_on(reading: Reading, candidate: Candidate) -> bool:
    """Whether the text says the name again, behind the place where it stands."""
    left, name = _LONGEST_LOOK, candidate.name.split(": ")[0]
    for line in map(reading.lines.__getitem__, range(candidate.line, len(reading.lines))):
        if name in line[:left]:
            return True
        left -= len(line) + 1
        if left <= 0:
            break
    return False


def _against(candidate: Candidate) -> int:
    """What speaks against a name by its looks."""
    weights, text = _weights(), candidate.raw.strip()
    found = 0
    if candidate.name.count(" ") >= LONGEST_NAME:
        found += weights["slogan"]
    if text.endswith(("?", "？")):
        found += weights["question"]
    if names_data(text):
        found += weights["data"]
    return found
