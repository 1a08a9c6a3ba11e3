"""A `model-index` that breaks the Hub's specification.

Each model has a name and results, each result a task with its type, a dataset with its type and
name, and metrics with a type and a value that is a number (huggingface.co/docs/hub/model-cards).
What is missing keeps a score from being shown, or shows it under the wrong name. One cause is told
once a card, at its first place: the same program wrote all of its results.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.rule import Example, Hit, Rule

if TYPE_CHECKING:
    from modelcards.linting.view import View
    from modelcards.model.parts import Problem


def check(view: View) -> Iterator[Hit]:
    """Report what reading the model-index met."""
    causes: dict[str, list[Problem]] = {}
    for problem in view.problems("MC702"):
        causes.setdefault(problem.message, []).append(problem)
    for said, found in causes.items():
        lines = len({problem.line for problem in found}) - 1
        more = f"; so in {lines} more place{'s' * (lines > 1)}" if lines else ""
        yield Hit(view.problem(found[0]), said + more)


_INDEX = """\
---
license: mit
model-index:
- name: Lumen-7B
  results:
  - task:
      type: text-generation
    dataset:
      type: cais/mmlu
      name: MMLU
    metrics:
    - type: accuracy
      value: 61.2
---

# Lumen-7B

A small model.
"""

RULE = Rule(
    code="MC702",
    name="model-index",
    severity="error",
    fix=None,
    check=check,
    reads="front matter",
    good=(Example(_INDEX),),
    bad=(
        Example(_INDEX.replace("    - type: accuracy\n      value", "    - value"), (12,)),
        Example(_INDEX.replace("      type: cais/mmlu\n", ""), (6,)),
    ),
)
