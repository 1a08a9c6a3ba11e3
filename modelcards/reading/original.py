"""What a card that was read keeps of its file, for `lint` and `fix`: never in JSON or equality."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modelcards.text.mojibake import Mended, Repair
    from modelcards.text.source import Source


@dataclass(frozen=True, slots=True)
class Original:
    r"""The file as decoded (`source`), what repair made of it, and the text that was read.

    `text` has `\n` line ends and as many lines as `source.text`, with the same numbers.
    `front_matter` is the first and last line of the front matter, fences included, or None.
    """

    source: Source
    mended: Mended
    text: str
    front_matter: tuple[int, int] | None

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """The repairs found in the file, in the order of its text."""
        return self.mended.repairs
