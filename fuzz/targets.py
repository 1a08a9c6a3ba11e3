"""A target a stage: each takes any bytes and fails by raising what the stage promises not to."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import modelcards
from modelcards import Limits, ModelCardsError
from modelcards.convert import containers, http, remote
from modelcards.convert.item import Columns
from modelcards.convert.work import Job
from modelcards.front_matter import split as frontmatter
from modelcards.linting.fix import mend
from modelcards.linting.rules import card_rules
from modelcards.markdown import blocks, inline
from modelcards.tables.html import html_grids
from modelcards.tables.pipe import pipe_grid
from modelcards.text import source
from modelcards.text.hub import hub_id
from modelcards.values import read as values
from tests.support.invariants import check_card

Target = Callable[[bytes], None]

# Small limits, so that short inputs reach them too.
TIGHT = Limits(
    characters=2000, nesting=5, blocks=50, cells=60, html=600, front_matter=300, yaml_depth=6,
    run=40, repairs=20,
)  # fmt: skip


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _lines(text: str) -> int:
    return text.count("\n") + 1


def decode(data: bytes) -> None:
    """Bytes to text: text that UTF-8 can hold, and that comes back from its bytes."""
    for limits in (Limits(), TIGHT):
        read = source.decode(data, limits=limits)
        read.text.encode("utf-8")
        assert "\r" not in read.text
        assert len(read.text) <= len(read.original)
    again = source.decode(source.encoded(read.original, read.encoding))
    assert again.text == read.text or read.problems


def repair(data: bytes) -> None:
    """Repair keeps lines, says what it did where it did it, and has nothing to do afterwards."""
    text = _text(data)
    once = modelcards.repair(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert len(once.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")) == len(lines)
    for one in once.repairs:
        assert lines[one.line - 1][one.column - 1 :].startswith(one.before)
    assert modelcards.repair(once.text).text == once.text
    assert bool(once.text != text) <= any(one.applied for one in once.repairs)


def read_blocks(data: bytes) -> None:
    """Blocks lie within the text, in its order and in what holds them; their text can be read."""
    text = _text(data).replace("\r\n", "\n").replace("\r", "\n")
    for limits in (Limits(), TIGHT):
        document = blocks.read_blocks(text, limits=limits)
        _within(document.blocks, 1, _lines(text))
    for block in document.blocks:
        inline.visible(block.text)
        for link in inline.links(block.text, document.references):
            assert 0 <= link.offset <= len(block.text)


def _within(found: tuple[blocks.Block, ...], first: int, last: int) -> None:
    for block in found:
        assert first <= block.line <= block.end_line <= last, block
        _within(block.children, block.line, block.end_line)
        first = block.line


def read_tables(data: bytes) -> None:
    """Grids are rectangular, within the limit of cells, and their lines lie in the text."""
    text = _text(data).replace("\r\n", "\n").replace("\r", "\n")
    for limits in (Limits(), TIGHT):
        grids = html_grids("<table>" + text, 1, limits)
        pipe = pipe_grid(text, 1, limits)
        for grid in (*grids, *([pipe] if pipe else [])):
            widths = {len(row) for row in (*grid.header, *grid.rows)}
            assert len(widths) <= 1
            assert 1 <= grid.line <= _lines(text)
            assert sum(len(row) for row in (*grid.header, *grid.rows)) <= limits.cells


def front_matter(data: bytes) -> None:
    """Front matter ends within the text, and what it holds is what JSON can hold."""
    text = _text(data).replace("\r\n", "\n").replace("\r", "\n")
    for limits in (Limits(), TIGHT):
        front = frontmatter.split("---\n" + text, limits)
        assert 1 <= front.body_line <= _lines(text) + 2
        for line in (*front.key_lines.values(), *(line for line, _ in front.unread)):
            assert 1 <= line <= _lines(text) + 1


def read_values(data: bytes) -> None:
    """No text makes a reader of values raise, and a number is one that JSON can hold."""
    text = _text(data)
    for read in (values.amount(text), values.amount(text, unit="B")):
        if read is not None and read.value is not None:
            assert abs(read.value) < float("inf")
            assert read.typed is None or read.typed >= 0
    score = values.score(text)
    if score is not None and score.value is not None:
        assert abs(score.value) < float("inf")
    ratio, alscore = values.ratio(text), values.alscore(text)
    assert ratio.value is None or ratio.value >= 0
    assert alscore.value is None or alscore.value >= 0
    dated = values.date(text)
    assert dated is None or dated[:4].isascii()
    values.access(text)
    values.text_list(text)
    values.is_missing(text)


def card(data: bytes) -> None:
    """A whole card: see `tests.support.invariants`."""
    for limits in (Limits(), TIGHT):
        check_card(modelcards.parse(data, path="models/a.md", limits=limits))


def lint_and_fix(data: bytes) -> None:
    """Findings lie within the file, and what was fixed once is not fixed again."""
    rules = card_rules()
    last = _lines(_text(data).replace("\r\n", "\n").replace("\r", "\n"))
    for unsafe in (False, True):
        once = mend(data, rules, unsafe=unsafe)
        again = mend(once.data, rules, unsafe=unsafe)
        assert again.data == once.data
        assert not again.applied
        assert bool(once.applied) == (once.data != data)
    if once.card.source.encoding == "utf-8" and not once.applied:
        for found in once.remaining:
            assert 1 <= found.line <= found.end_line <= last, found


def read_rows(data: bytes) -> None:
    """Any bytes as a file of rows, plain or packed: items or one error, in any case an end."""
    for suffix in (".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet"):
        packed = gzip.compress(data) if suffix == ".jsonl.gz" and data[:1] == b"{" else data
        _items(packed, suffix)


def read_archive(data: bytes) -> None:
    """Any bytes as an archive."""
    for suffix in (".zip", ".tar", ".tar.gz", ".tar.bz2", ".tar.xz"):
        _items(data, suffix)


def _items(data: bytes, suffix: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, f"c{suffix}")
        path.write_bytes(data)
        for columns in (Columns(), Columns("card", "id")):
            try:
                for result in Job("jsonl")(list(containers.items(str(path), columns))):
                    result.path.encode()
                    assert not result.reason.startswith("internal error"), result.reason
                    json.dumps([result.path, result.reason])
            except ModelCardsError:
                continue


def read_address(data: bytes) -> None:
    """Any text as an address: a name of a file or of the Hub, or refused; none is fetched."""
    text = _text(data).replace("\0", "")
    hub_id(text)
    try:
        path = remote.local_path(text)
        assert path is None or text.lower().startswith("file:")
        if not http.is_web(text):
            remote.refuse(text)
    except ModelCardsError:
        return
    assert "::" not in text or http.is_web(text) or path is not None


TARGETS: dict[str, Target] = {
    "decode": decode,
    "repair": repair,
    "blocks": read_blocks,
    "tables": read_tables,
    "frontmatter": front_matter,
    "values": read_values,
    "card": card,
    "fix": lint_and_fix,
    "rows": read_rows,
    "archive": read_archive,
    "address": read_address,
}
