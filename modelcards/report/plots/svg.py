"""SVG of a chart, rendered without a network, and made fit to stand inside a page."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

from modelcards.errors import MissingExtraError

INK = "#333333"
GRID = "#dddddd"
PAPER = "#ffffff"
_THEMED = {INK: "currentColor", GRID: "var(--line)", PAPER: "none"}
_SVG = "http://www.w3.org/2000/svg"
_ELEMENTS = frozenset(("svg", "g", "path", "line", "rect", "text", "tspan", "title"))
_ATTRIBUTES = frozenset(
    ("class", "d", "dx", "dy", "fill", "fill-opacity", "font-family", "font-size", "font-style",
     "font-weight", "height", "opacity", "stroke", "stroke-dasharray", "stroke-miterlimit",
     "stroke-opacity", "stroke-width", "text-anchor", "transform", "viewBox", "width", "x", "x1",
     "x2", "y", "y1", "y2")
)  # fmt: skip


def render(chart: dict[str, Any]) -> str:
    """The SVG of a Vega-Lite chart.

    Raises:
        MissingExtraError: vl-convert is not installed (extra `plot`).
    """
    svg: str = _renderer().vegalite_to_svg(chart)
    return svg


def render_png(chart: dict[str, Any], scale: float) -> bytes:
    """The PNG of a Vega-Lite chart."""
    png: bytes = _renderer().vegalite_to_png(chart, scale=scale)
    return png


def _renderer() -> Any:
    try:
        import vl_convert
    except ImportError:
        raise MissingExtraError("a picture", "plot") from None
    return vl_convert


def embedded(svg: str) -> str:
    """The SVG as part of a page: known shapes alone, colours of the page, names as tooltips.

    What is not a plain shape or text (scripts, links, styles, references) is dropped.
    """
    root = ElementTree.fromstring(svg)
    ElementTree.register_namespace("", _SVG)
    _clean(root)
    # The page describes the picture; a hundred marks one by one would only be noise.
    root.set("aria-hidden", "true")
    return ElementTree.tostring(root, encoding="unicode")


def _clean(element: ElementTree.Element) -> None:
    label = element.get("aria-label")
    is_mark = element.get("role") == "graphics-symbol"
    for name in set(element.attrib) - _ATTRIBUTES:
        del element.attrib[name]
    for name in ("fill", "stroke"):
        value = element.get(name)
        if value in _THEMED:
            element.set(name, _THEMED[value])
    for child in list(element):
        if child.tag.removeprefix(f"{{{_SVG}}}") in _ELEMENTS:
            _clean(child)
        else:
            element.remove(child)
    if is_mark and label:
        title = ElementTree.Element(f"{{{_SVG}}}title")
        title.text = label
        element.insert(0, title)
