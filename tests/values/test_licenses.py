"""Licences: names, ids, and sentences that are neither."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelcards.values.licenses import LONGEST_NAME, is_hub_id, license_id, license_name
from modelcards.vocabulary import rows


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("mit", "mit"), ("MIT License", "mit"), ("The MIT License (MIT)", "mit"),
        ("Apache-2.0", "apache-2.0"), ("Apache License, Version 2.0", "apache-2.0"),
        ("Apache 2", "apache-2.0"), ("apache license v2.0", "apache-2.0"), ("Apache", None),
        ("GPLv3", "gpl-3.0"), ("GNU GPL v3", "gpl-3.0"), ("GPL-3.0+", "gpl-3.0-or-later"),
        ("GNU Affero General Public License v3.0", "agpl-3.0"), ("LGPL 2.1", "lgpl-2.1"),
        ("CC BY-NC-SA 4.0", "cc-by-nc-sa-4.0"), ("CC0", "cc0-1.0"),
        ("Creative Commons Attribution Share Alike 3.0 Unported", "cc-by-sa-3.0"),
        ("Creative Commons Attribution-NonCommercial-NoDerivatives 4.0 International",
         "cc-by-nc-nd-4.0"),
        ("3-clause BSD", "bsd-3-clause"), ("BSD-2-Clause", "bsd-2-clause"),
        ("Llama 3.1 Community License Agreement", "llama3.1"), ("llama3.2", "llama3.2"),
        ("Gemma Terms of Use", "gemma"), ("CreativeML Open RAIL-M", "creativeml-openrail-m"),
        ("openrail++", "openrail++"), ("other", "other"), ("Zlib", "zlib"), ("0BSD", "0bsd"),
        ("Modified MIT", None), ("MIT or Apache-2.0", None), ("MIT (Apache 2.0)", None),
        ("MIT for code, CC-BY-4.0 for weights", None), ("Heron Research License", None),
        ("", None), ("()", None), ("license", None), ("x" * 10_000, None),
    ],
)  # fmt: skip
def test_ids(text: str, key: str | None) -> None:
    assert license_id(text) == key


@pytest.mark.parametrize(
    "text",
    [
        "The model is under the MIT licence.", "Please see the file LICENSE",
        "https://example.org/license", "This work is licensed under CC BY 4.0",
        "Users should refer to the terms below", "a " * 40, "", "  ",
        "MIT. See LICENSE", "MIT; weights CC-BY-4.0",
        "Free for research. Commercial use needs a contract.",
    ],
)  # fmt: skip
def test_sentences_are_no_names(text: str) -> None:
    assert license_name(text) is None


@pytest.mark.parametrize(
    "text", ["MIT", "Heron Community License", "Apache 2.0 (see LICENSE)", "FAIR Use v. 2.0"]
)
def test_names(text: str) -> None:
    assert license_name(f" {text} ") == text


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    name = license_name(text)
    assert name is None or 0 < len(name) <= LONGEST_NAME
    assert license_id(text) is None or license_id(license_id(text) or "") == license_id(text)


def test_every_listed_id_and_name_is_read_as_its_own() -> None:
    for kind, key, *names in rows("licenses"):
        if kind in ("hub", "spdx"):
            assert license_id(key) is not None, key
        if kind == "hub":
            assert is_hub_id(key)
            assert {license_id(text) for text in (key, *names)} == {key}


def test_the_list_holds_every_id_of_spdx() -> None:
    spec = find_spec("license_expression")
    if spec is None or spec.origin is None:
        pytest.skip("needs license-expression, which the dev extra brings")
    index = Path(spec.origin).parent / "data" / "scancode-licensedb-index.json"
    listed = {row[1] for row in rows("licenses") if row[0] in ("hub", "spdx")}
    for one in json.loads(index.read_text("utf-8")):
        key = one.get("spdx_license_key") or "LicenseRef"
        if not one["is_exception"] and not one["is_deprecated"] and key[:10] != "LicenseRef":
            assert key.lower() in listed, key
