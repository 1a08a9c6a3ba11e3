"""A picture: a chart that shows and saves itself without a network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from modelcards.errors import ArgumentError
from modelcards.report.plots.svg import render, render_png


class Picture:
    """A chart of some cards.

    `chart` is the altair chart, to be changed at will; `description` says in words what it shows;
    `shown` of `total` cards state what it takes. A notebook shows it as SVG.
    """

    def __init__(self, chart: Any, title: str, description: str, shown: int, total: int) -> None:
        """A picture of `shown` out of `total` cards."""
        self.chart = chart
        self.title = title
        self.description = description
        self.shown = shown
        self.total = total

    def __repr__(self) -> str:
        return f"<Picture {self.title!r}, {self.shown} of {self.total} cards>"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"image/svg+xml": self.svg(), "text/plain": repr(self)}

    def svg(self) -> str:
        """The picture as SVG text.

        Raises:
            MissingExtraError: vl-convert is not installed (extra `plot`).
        """
        return render(self.chart.to_dict())

    def save(self, path: str | Path) -> None:
        """Write the picture to a `.svg` or `.png` file.

        Raises:
            ArgumentError: another suffix.
            MissingExtraError: vl-convert is not installed (extra `plot`).
            WriteError: the file cannot be written.
        """
        from modelcards.formats.atomic import Staged, write_errors

        target = Path(path)
        suffix = target.suffix.lower()
        if suffix not in (".svg", ".png"):
            raise ArgumentError(f"a picture is saved as .svg or .png, not {target.name!r}")
        svg = suffix == ".svg"
        data = self.svg().encode("utf-8") if svg else render_png(self.chart.to_dict(), 2)
        with write_errors(target), Staged(target) as staged:
            staged.path.write_bytes(data)
            staged.commit()
