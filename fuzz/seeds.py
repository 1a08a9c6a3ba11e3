"""Seeds for each target, cut from the fixtures and from the texts that are built to stall."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Iterator

import modelcards
from tests.support import stalls
from tests.support.cards import FIXTURES


def seeds(target: str) -> Iterator[bytes]:
    """The inputs that a target begins with: the shape of text that its stage is given."""
    cards = [path.read_bytes() for path in sorted((FIXTURES / "cards").glob("*.md"))]
    crashes = [path.read_bytes() for path in sorted((FIXTURES / "crashes").glob(f"{target}-*"))]
    yield from crashes
    if target == "values":
        for data in cards:
            read = modelcards.parse(data)
            yield from (spec.raw.encode() for spec in read.specs)
            yield from (score.raw.encode() for score in read.benchmarks)
        return
    if target in ("rows", "archive", "address"):
        yield from _containers(target)
        return
    groups = {
        "tables": stalls.TABLES,
        "frontmatter": stalls.YAML,
        "repair": stalls.MOJIBAKE,
        "blocks": stalls.MARKUP,
    }
    yield from (make(3).encode() for make in groups.get(target, stalls.ALL).values())
    for data in cards:
        text = data.removeprefix(b"---\n") if target == "frontmatter" else data
        yield text[:2000]
        yield from (part for part in data.split(b"\n## ") if target in ("tables", "blocks", "card"))


def _containers(target: str) -> Iterator[bytes]:
    """Small files of many cards, and addresses."""
    if target == "address":
        yield from (
            b"https://example.org/cards/a.md", b"file:///cards/a.md", b"hf://acme/lumen-7b@v2",
            b"memory://a/*.md", b"simplecache::file:///x", b"https://[::1]/a", b"FILE://x/y",
            b"https://huggingface.co/acme/lumen-7b/blob/main/README.md",
        )  # fmt: skip
        return
    if target == "rows":
        yield from (
            b'{"id": "a", "card": "# Alder-7B\\n"}\n{"id": "b", "card": null}\n',
            b'{"id": 1, "card": ["x"]}\n[]\n\n{"id": "\\ud83d", "card": "\\ud83d"}\n',
        )
        return
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a/b.md", "# Birch-7B\n")
        archive.writestr("LICENSE", "MIT")
    yield packed.getvalue()
    for mode in ("w", "w:gz", "w:bz2", "w:xz"):
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode=mode) as tar:
            member = tarfile.TarInfo("a/" + "b" * 120 + ".md")
            member.size = 11
            tar.addfile(member, io.BytesIO(b"# Birch-7B\n"))
        yield packed.getvalue()
