"""Reading blocks with their lines against mistune's full parse of the same text."""

from __future__ import annotations

from functools import partial

from benchmarks.measure import Row, cards, ratio
from modelcards.markdown.blocks import read_blocks


def _text(data: bytes) -> str:
    r"""A card as `read_blocks` gets it: no front matter, `\n` line ends."""
    text = data.decode("utf-8").replace("\r\n", "\n")
    end = text.find("\n---\n", 4) if text.startswith("---\n") else -1
    return text[end + 5 :] if end >= 0 else text


def _blocks(texts: list[str]) -> None:
    for text in texts:
        read_blocks(text)


def _full_parse(texts: list[str]) -> None:
    import mistune

    markdown = mistune.create_markdown(renderer=None, plugins=["table"])
    for text in texts:
        markdown(text)


def lines() -> list[Row]:
    """Both kinds of card, and how the time grows with the text."""
    rows = []
    for name, kind, limit in (("leaderboard", "leaderboard", "<= 0.15"), ("Hub", "hub", "<= 0.30")):
        texts = [_text(data) for data in cards(kind)]
        found = ratio(_blocks, _full_parse, texts)
        rows.append(Row(f"blocks of {name} cards", found.ratio, limit, found.remark))
    card = _text(cards("leaderboard")[0])
    for times in (10, 100):
        grown = ratio(partial(_at_once, card), partial(_one_by_one, card), times)
        name = f"blocks of a card {times} times over, against {times} cards"
        rows.append(Row(name, grown.ratio, "<= 1.15"))
    return rows


def _at_once(card: str, times: int) -> None:
    _blocks([card * times] * (200 // times))


def _one_by_one(card: str, _times: int) -> None:
    _blocks([card] * 200)
