"""Short texts and exactly what repair makes of them, one JSON object a line in repair_cases.jsonl.

Each line tells the code apart from a mutant of it that the lines before let pass. After a change
that is meant, `pytest tests/text/test_repair_cases.py --update-golden` writes what comes out anew:
read the diff before you commit it.

Mutants that these and `test_repair.py` let pass are of four kinds: those that only cost time
(what is asked before a search, what is remembered, `Regions` with `every`, how much `decide` is
given); those that say the same otherwise (None for False or for where a slice begins, ASCII among
signs that are not ASCII); bounds at which nothing stands (a weight, a byte that no page leaves
undefined); and a few that no text was found for, in damage that lies twice over signs which lost
bytes (`bound`, `_deeper`, `apart`) and where a word stands at markup (`signs_beside`).
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from modelcards.limits import Limits
from modelcards.text.mojibake import mend, repair

_HIDDEN = re.compile("[\x7f-\xa0\xad\u2000-\u200f\u2028-\u202f\ufe00-\ufe0f\ufeff\ud800-\udfff]")
TABLE = Path(__file__).with_name("repair_cases.jsonl")


def found(case: dict[str, Any]) -> dict[str, Any]:
    """The case with what repair makes of its text; a repair is a row of the values of `Repair`."""
    given = {key: case[key] for key in ("text", "inferred", "limits") if key in case}
    limits = Limits(**case.get("limits", {}))
    result = repair(case["text"], inferred=case.get("inferred", False), limits=limits)
    mended = mend(case["text"], inferred=case.get("inferred", False), limits=limits)
    assert mended.applied == sum(one.applied for one in result.repairs)
    told: dict[str, Any] = {"complete": False} if not result.complete else {}
    if result.text != case["text"]:
        told["result"] = result.text
    return given | told | {"repairs": [list(one) for one in result.repairs]}


def written(case: dict[str, Any]) -> str:
    """The line of a case, in which only what cannot be seen is escaped."""
    line = json.dumps(found(case), ensure_ascii=False)
    return _HIDDEN.sub(lambda char: json.dumps(char[0])[1:-1], line) + "\n"


def test_every_text_comes_out_as_the_table_says(update_golden: bool) -> None:
    cases = [json.loads(line) for line in TABLE.read_text(encoding="utf-8").split("\n") if line]
    if update_golden:
        TABLE.write_text("".join(map(written, cases)), encoding="utf-8", newline="\n")
    for case in cases:
        assert found(case) == case
