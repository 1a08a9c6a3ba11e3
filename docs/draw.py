"""Draw the pictures of the documentation from what the program really prints.

`python docs/draw.py` writes `docs/images/lint.svg`, a run of `modelcards lint` in a terminal on the
card of the tutorial, and, where Chromium is installed, `docs/images/report.png`, the beginning of
the report on the fixtures.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from contextlib import chdir, redirect_stdout
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from modelcards.cli.main import main as modelcards

DOCS = Path(__file__).resolve().parent
IMAGES = DOCS / "images"
CARD = "models/heron.md"

_ADVANCE, _LEADING, _MARGIN = 8.0, 19, 16
_STYLE = re.compile(r"\x1b\[(\d+)m")
_LOOKS = {
    "1": 'font-weight="bold"',
    "2": 'opacity="0.7"',
    "31": 'fill="#ff7b72"',
    "32": 'fill="#7ee787"',
    "33": 'fill="#e3b341"',
}


class _Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        """It is."""
        return True


def card() -> str:
    """The card of the tutorial that contradicts itself."""
    page = (DOCS / "tutorial.md").read_text(encoding="utf-8")
    found = re.search(rf'^```markdown title="{CARD}"\n(.*?)^```', page, re.DOTALL | re.MULTILINE)
    assert found is not None
    return found[1]


def lint_run() -> str:
    """What a terminal shows of `modelcards lint` on that card."""
    shown = _Terminal()
    without = {name: os.environ.pop(name, None) for name in ("NO_COLOR", "TERM")}
    try:
        with TemporaryDirectory() as folder, chdir(folder), redirect_stdout(shown):
            Path(CARD).parent.mkdir()
            Path(CARD).write_text(card(), encoding="utf-8")
            modelcards(["lint", CARD])
    finally:
        os.environ.update({name: value for name, value in without.items() if value is not None})
    return f"$ modelcards lint {CARD}\n{shown.getvalue()}"


def svg(printed: str, title: str) -> str:
    """A terminal's text as a picture; the styles are those of its escape sequences."""
    lines = printed.rstrip("\n").split("\n")
    columns = max(len(_STYLE.sub("", line)) for line in lines)
    width = round(columns * _ADVANCE + 2 * _MARGIN)
    height = len(lines) * _LEADING + 2 * _MARGIN
    rows = [
        f'<text x="{_MARGIN}" y="{_MARGIN + _LEADING * number - 5}">{_spans(line)}</text>'
        for number, line in enumerate(lines, 1)
    ]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" role="img" aria-label="{escape(title)}" xml:space="preserve"'
        ' font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="13"'
        ' fill="#e6edf3">'
    )
    box = f'<rect width="{width}" height="{height}" rx="8" fill="#161b22"/>'
    return "\n".join([head, f"<title>{escape(title)}</title>", box, *rows, "</svg>"]) + "\n"


def _spans(line: str) -> str:
    """A line with its styled parts marked up."""
    style, out = "0", []
    for number, part in enumerate(_STYLE.split(line)):
        if number % 2:
            style = part
        elif part:
            look = _LOOKS.get(style)
            out.append(f"<tspan {look}>{escape(part)}</tspan>" if look else escape(part))
    return "".join(out)


def lint_picture() -> str:
    """The picture of the run."""
    return svg(lint_run(), "modelcards lint finds five errors in a card")


def draw_report(target: Path) -> bool:
    """A screenshot of the report on the fixtures; False where there is no Chromium."""
    browser = shutil.which("chromium")
    if browser is None:
        return False
    with TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        with chdir(DOCS.parent):
            modelcards(["report", "fixtures/cards", "-o", str(page), "--title", "Our models"])
        subprocess.run(
            [browser, "--headless", "--no-sandbox", "--hide-scrollbars", "--disable-gpu",
             "--window-size=1100,1400", f"--user-data-dir={folder}/profile",
             "--virtual-time-budget=3000", f"--screenshot={target}", page.as_uri()],
            check=True, capture_output=True,
        )  # fmt: skip
    return True


def main() -> int:
    """Draw both pictures."""
    IMAGES.mkdir(exist_ok=True)
    (IMAGES / "lint.svg").write_text(lint_picture(), encoding="utf-8", newline="\n")
    if not draw_report(IMAGES / "report.png"):
        print("chromium is not installed: docs/images/report.png stays", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
