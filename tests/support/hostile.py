"""A card that means harm: markup, links that run, control characters, formulas everywhere."""

from __future__ import annotations

from dataclasses import replace

from modelcards.model.card import ModelCard
from modelcards.reading.reader import parse

SCRIPT = "<script>window.harmed=1</script>"
IMAGE = '"><img src=x onerror="window.harmed=1">'
CONTROLS = "\x1b[31m\x07\x9b2J\x08"
DIRECTION = "\u202egnp\u202c\u2067\u200f"
FORMULA = '=HYPERLINK("http://evil.example","x")'
LONG = "A" * 5_000
EVERYTHING = f"{SCRIPT}{IMAGE}{{{{7*7}}}}{CONTROLS}{DIRECTION}"


def hostile_text() -> str:
    """The Markdown of the card."""
    extra = EVERYTHING
    return f"""# {extra} {LONG}

> {extra}, {FORMULA}

**Organization:** [{extra}](javascript:window.harmed=1)
**Released:** 2025-03
**Access:** Public

---

## Overview

{extra} {LONG}

## Technical Specifications

- **Type:** {extra}
- **Parameters:** 7.0B
- **Training Tokens:** 2.0T
- **Token:Param Ratio:** 999:1 Compute-optimal
- **ALScore:** 99.0 (Extremely Powerful)
- **License:** {FORMULA} {extra}
- **Languages:** {extra}, {FORMULA}

## Benchmarks

| Benchmark | Score |
| --- | --- |
| MMLU {extra} | 61.2 |
| {FORMULA} | 12 {extra} |
| <a href="javascript:window.harmed=1">GPQA</a> | 250% |

## Resources

- [{extra}](javascript:window.harmed=1)
- [docs](JaVaScRiPt:window.harmed=1)
- [data](data:text/html,{SCRIPT})
- [vb](vbscript:x)
- [good](https://example.org/?q="><script>window.harmed=1</script>)
- [fine](https://example.org/fine)
"""


PATH = f"cards/{SCRIPT}\x1b[2J\u202e.md"


def hostile_card() -> ModelCard:
    """The card, read from a file with a hostile name; what reading took away is put back."""
    card = parse(hostile_text(), path=PATH)
    assert card.organization is not None
    worst = f"{EVERYTHING}\ud800</style></title></script>{LONG}"
    return replace(
        card,
        name=worst,
        organization=replace(card.organization, name=worst),
        overview=worst,
        architecture=worst,
        license=worst,
        tags=[worst, FORMULA],
        benchmarks=[replace(one, benchmark=worst, model=worst) for one in card.benchmarks],
        resources=[replace(one, label=worst) for one in card.resources],
        problems=[replace(one, message=worst) for one in card.problems],
    )


_CONTROLS = frozenset(range(32)) - {10}


def controls(text: str) -> set[str]:
    """The characters of a text that would steer a terminal or turn its direction."""
    turning = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
    return {
        one for one in text if ord(one) in _CONTROLS or 0x7F <= ord(one) < 0xA0 or one in turning
    }


def runs(html: str) -> list[str]:
    """The elements and attributes of a page that could run, load or restyle anything."""
    from bs4 import BeautifulSoup

    found = []
    for element in BeautifulSoup(html, "html.parser").find_all(True):
        if element.name in ("img", "iframe", "object", "embed", "base", "foreignobject", "use"):
            found.append(str(element)[:200])
        for name, value in element.attrs.items():
            address = name in ("href", "src", "xlink:href", "action", "formaction")
            fine = str(value).startswith(("https://", "http://", "mailto:", "#"))
            if name.startswith("on") or name == "style" or (address and not fine):
                found.append(f"{element.name} {name}={str(value)[:200]}")
    return found
