"""Licence ids and languages as data: `name_lists.py licenses PAGE > FILE` and `languages > FILE`.

`licenses` reads the Hub's page `docs/hub/repositories-licenses.md` (in the repository hub-docs) and
the SPDX ids that license-expression holds. `languages` reads CLDR's names through Babel and the
ISO 639 codes through pycountry. The libraries are asked here and not while a card is read: the two
for languages weigh ten times what this package does, and a card needs a few words of them.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

_HUB_ROW = re.compile(r"\|\s*([^|]+?)\s*\|\s*`([^`]+)`\s*\|")
_SPELT_IN = ("en", "zh")


def licenses(page: str) -> Iterator[str]:
    """The rows of `licenses.txt` that are made: the Hub's with their names, then SPDX's ids."""
    hub = {}
    for name, key in _HUB_ROW.findall(page):
        hub[key] = name.replace("\\*", "*")
    for key, name in hub.items():
        yield f"hub | {key} | {name}"
    package = import_module("license_expression")
    index = Path(str(package.__file__)).parent / "data" / "scancode-licensedb-index.json"
    ids = {}
    for one in json.loads(index.read_text(encoding="utf-8")):
        key = one.get("spdx_license_key") or ""
        if not one["is_exception"] and key and not key.startswith("LicenseRef"):
            ids[key] = [k for k in one["other_spdx_license_keys"] if not k.startswith("LicenseRef")]
    for key in sorted(ids, key=str.lower):
        if key.lower() not in hub:
            yield " | ".join(["spdx", key.lower(), *ids[key]])


def languages() -> Iterator[str]:
    """The rows of `languages.txt` that are made: code, names; and all codes of ISO 639."""
    babel: Any = import_module("babel")
    known: Any = import_module("pycountry").languages
    spoken = {code: babel.Locale(code).languages for code in _SPELT_IN}
    short = {one.alpha_3: one.alpha_2 for one in known if hasattr(one, "alpha_2")}
    for code in sorted(spoken["en"]):
        if code in ("mul", "und", "zxx"):
            continue
        tag = code.replace("_", "-")
        names = [spoken["en"][code], *_names(known, code), _own_name(babel, code)]
        if len(code) == 2:
            names.append(spoken["zh"].get(code))
        yield " | ".join(["name", tag, *_distinct(names)])
    for one in known:
        if one.alpha_3 in short:
            olds = [one.alpha_3, getattr(one, "bibliographic", None)]
            yield " | ".join(["same", short[one.alpha_3], *_distinct(olds)])
    rest = sorted(one.alpha_3 for one in known if one.alpha_3 not in short)
    for letter in sorted({code[0] for code in rest}):
        yield "codes | " + " ".join(code for code in rest if code.startswith(letter))


def _names(known: Any, code: str) -> Iterator[str | None]:
    key = "alpha_2" if len(code) == 2 else "alpha_3"
    found = known.get(**{key: code}) if "_" not in code else None
    for one in ("name", "inverted_name"):
        name = getattr(found, one, None)
        # "Greek, Modern (1453-)" and the like are names of a catalogue.
        yield name if name and "(" not in name and "," not in name else None


def _own_name(babel: Any, code: str) -> Any:
    try:
        return babel.Locale.parse(code).languages.get(code)
    except babel.UnknownLocaleError:
        return None


def _distinct(names: Iterable[str | None]) -> list[str]:
    found: dict[str, str] = {}
    for name in names:
        if name and "|" not in name:
            found.setdefault(name.casefold(), name)
    return list(found.values())


if __name__ == "__main__":
    page = Path(sys.argv[2]).read_text("utf-8") if sys.argv[1] == "licenses" else None
    print("\n".join(languages() if page is None else licenses(page)))
