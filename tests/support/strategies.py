"""Strategies: any text, good text, leaderboard cards with their facts, cards of unlike parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from hypothesis import strategies as st

from tests.support import corpus, damage, stalls
from tests.support.cards import FIXTURES
from tests.support.documents import document

_CARDS = [
    path.read_bytes().decode("utf-8", "replace")
    for path in sorted((FIXTURES / "cards").glob("*.md"))
]
# What the grammars of a card are made of, and what is known to trip its readers.
_PIECES = (
    "|", "\n", "\n\n", "---\n", "# ", "> ", "- ", "  ", "    ", "\t", "**", ":", "`", "```\n", "[",
    "](", "[a](b)", "[a]: b\n", "[^1]", "!", "\\", "===\n", "|-|-|\n", "|MMLU|6|\n", "1. ", "~~~\n",
    "<table>", "<tr>", "<td>", "</table>", "<td colspan=2>", "<td rowspan=3>", "<details>", "<div>",
    "<br>", "<!--", "-->", "<script>", "<?", "&amp;", "&#0;", "&lt;", "\r", "\r\n", "\0", "\ufeff",
    "\u2028", "\x85", "\x0b", "\ufffd", "\u202e", "\u200b", "é", "Ã©", "ðŸ“Š", "â€™", "Ã", "🏷️",
    "1e999999", "NaN", "-0", "inf", "9" * 400, "½", "٣", "１２", "(5-shot)", "±", "61.2%", "- -",
    "**Parameters:** 7B", "**Released:** 2024-13", "**Access:** 🔴 Private", "ALScore: 3 (x)",
    "Token:Param Ratio: 3:1", "model-index:\n", "tags:\n- a\n", "&a ", "*a", "<<: ", "? ", "!!int ",
)  # fmt: skip


def pieces(most: int = 30) -> st.SearchStrategy[str]:
    """Texts put together of what the grammars are made of."""
    return st.lists(st.sampled_from(_PIECES) | st.text(max_size=5), max_size=most).map("".join)


@st.composite
def _changed(draw: st.DrawFn) -> str:
    """A fixture with a few places replaced."""
    text = draw(st.sampled_from(_CARDS))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 60)))
        text = text[:start] + draw(pieces(4)) + text[end:]
    return text


@st.composite
def _damaged(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> str:
    page, way = draw(st.sampled_from(damage.PAGES)), draw(st.sampled_from(damage.UNDEFINED))
    text = draw(texts).encode("utf-8", "replace").decode()
    return damage.damage(text, page, way, draw(st.integers(1, 2)))


def _stalls() -> st.SearchStrategy[str]:
    return st.builds(
        lambda make, n: make(n), st.sampled_from(list(stalls.ALL.values())), st.integers(0, 40)
    )


def texts() -> st.SearchStrategy[str]:
    """Any text, with a preference for what looks like a card."""
    whole = st.one_of(st.text(), pieces(), _changed(), _stalls(), documents().map(lambda d: d[0]))
    return whole | _damaged(whole)


def data() -> st.SearchStrategy[bytes]:
    """Any bytes: texts in encodings that are right and wrong, with bytes changed."""

    def encode(text: str, encoding: str, changes: list[tuple[int, int]]) -> bytes:
        body = bytearray(text.encode(encoding, "replace"))
        for place, value in changes:
            if body:
                body[place % len(body)] = value
        return bytes(body)

    encodings = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "utf-7", "cp1252")
    changes = st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(0, 255)), max_size=4)
    return st.binary() | st.builds(encode, texts(), st.sampled_from(encodings), changes)


def documents() -> st.SearchStrategy[tuple[str, list[str]]]:
    """A card of unlike parts, every word of it unique; and the words."""
    return st.randoms(use_true_random=False).map(document)


def good_lines() -> st.SearchStrategy[str]:
    """A line of undamaged text in some language."""
    return st.sampled_from([line for code in corpus.languages() for line in corpus.lines(code)])


@dataclass(frozen=True)
class Written:
    """A leaderboard card before it is written: what is printed, and what that means.

    Each pair is (printed, meant). `sections` are written in this order, the footer last.
    """

    name: str
    category: list[str]
    organization: tuple[str, str]
    released: tuple[str, str | None]
    access: tuple[str, str]
    architecture: str
    parameters: tuple[str, int | None]
    tokens: tuple[str, int | None]
    ratio: tuple[str, float | None, str | None]
    alscore: tuple[str, float | None, str | None]
    dataset_types: list[str]
    scores: list[tuple[str, str, float | None, str]]
    tags: list[str]
    overview: str
    notes: str
    resources: list[tuple[str, str]]
    updated: str
    sections: list[str]

    def markdown(self) -> str:
        """The card in the template's layout."""
        head = (
            f"# {self.name}\n\n> {', '.join(self.category)}\n\n"
            f"**Organization:** [{self.organization[0]}]({self.organization[1]})\n"
            f"**Released:** {self.released[0]}\n**Access:** {self.access[0]}\n\n---\n"
        )
        rows = "\n".join(
            f"| **{n}** | {printed} | {about} |" for n, printed, _, about in self.scores
        )
        parts = {
            "overview": f"## 📊 Overview\n\n{self.overview}\n",
            "specs": (
                "## 🔧 Technical Specifications\n\n### Model Architecture\n"
                f"- **Type:** {self.architecture}\n- **Parameters:** {self.parameters[0]}\n"
                f"- **Training Tokens:** {self.tokens[0]}\n"
                f"- **Token:Param Ratio:** {self.ratio[0]}\n\n"
                f"### Training Efficiency\n- **ALScore:** {self.alscore[0]}\n\n"
                f"### Training Data\n- **Dataset Type:** {', '.join(self.dataset_types)}\n"
            ),
            "scores": (
                "## 📈 Performance Benchmarks\n\n| Benchmark | Score | Description |\n"
                f"|---|---|---|\n{rows}\n"
            ),
            "tags": f"## 🏷️ Model Tags\n\n{', '.join(f'`{tag}`' for tag in self.tags)}\n",
            "notes": f"## 📝 Additional Notes\n\n{self.notes}\n",
            "resources": "## 🔗 Resources\n\n"
            + "".join(f"- 📄 [{label}]({url})\n" for label, url in self.resources),
        }
        body = "\n".join(parts[name] for name in self.sections)
        return f"{head}\n{body}\n---\n\n**Last Updated:** {self.updated}\n"

    def facts(self) -> dict[str, Any]:
        """What a reader must find, in the shape of `tests.support.score_leaderboard.facts`."""
        return {
            "name": self.name,
            "organization.name": self.organization[0],
            "organization.url": self.organization[1],
            "released": self.released[1],
            "access": self.access[1],
            "overview": self.overview,
            "architecture": self.architecture,
            "parameters": self.parameters[1],
            "training_tokens": self.tokens[1],
            "token_param_ratio.value": self.ratio[1],
            "token_param_ratio.label": self.ratio[2],
            "alscore.value": self.alscore[1],
            "alscore.tier": self.alscore[2],
            "dataset_types": self.dataset_types,
            "scores": [[name, score] for name, _, score, _ in self.scores],
            "descriptions": [about for _, _, _, about in self.scores],
            "tags": self.tags,
            "notes": self.notes,
            "resources": [list(pair) for pair in self.resources],
            "last_updated": self.updated,
        }


# Words that are no label, no unit and no mark for a missing value, in several scripts.
_WORD = st.from_regex(r"Q[a-z]{2,7}", fullmatch=True) | st.sampled_from(
    (
        "Çağrı",
        "Şeker",
        "Naïve",
        "Größe",
        "Việt",
        "Вектор",
        "Ωmega",
        "模型",
        "ラマ",
        "مثال",
        "العربية",
    )
)
_PHRASE = st.lists(_WORD, min_size=1, max_size=5).map(" ".join)
_SENTENCE = st.builds(
    "{} {}.".format, _PHRASE, st.sampled_from(("“q” – x", "1,5 – 2", "a < b", "c"))
)
_URL = st.builds("https://{}.example/{}".format, st.sampled_from("abc"), st.integers(0, 999))
_DAYS = st.dates(date(1990, 1, 1), date(2050, 12, 31))
_DATES = _DAYS.map(lambda day: (day.isoformat(), day.isoformat()))
_MONTHS = st.builds(
    lambda month, year: (f"{month[0]}/{year}", f"{year}-{month[1]:02}"),
    st.sampled_from((("Jan", 1), ("Mar", 3), ("Sep", 9), ("Dec", 12))),
    st.integers(1990, 2050),
)
_NO_AMOUNT: tuple[str, int | None] = ("-B", None)
_AMOUNTS = st.integers(1, 10**7).map(lambda n: (f"{n // 10}.{n % 10}B", n * 10**8))
_RATIOS = st.integers(1, 999).map(
    lambda n: (
        (f"{n}:1 ✅ Compute-optimal", float(n), "compute-optimal")
        if n >= 20
        else (f"{n}:1 ⚠️ Under-trained", float(n), "under-trained")
    )
)
_TIERS = ("lightweight", "mid-tier", "powerful", "very powerful", "extremely powerful")
_ALSCORES = st.builds(
    lambda n, tier: (f"{n / 10} ({tier.capitalize()})", n / 10, tier),
    st.integers(1, 900),
    st.sampled_from(_TIERS),
)
_SCORES = st.integers(0, 1000).map(lambda n: (f"{n / 10}", n / 10)) | st.just(("-", None))
_BENCHMARKS = ("MMLU", "MMLU-Pro", "GPQA", "HLE", "GSM8K", "ARC-C", "HumanEval", "MATH")


@st.composite
def written(draw: st.DrawFn) -> Written:
    """Any leaderboard card, in any order of its sections."""
    names = draw(st.lists(st.sampled_from(_BENCHMARKS), min_size=1, unique=True))
    access = (("🟢 Public", "public"), ("🔴 Private", "private"), ("❓ Unknown", "unknown"))
    sections = ["overview", "specs", "scores", "tags", "notes", "resources"]
    phrases = st.lists(_WORD, min_size=1, max_size=4, unique=True)
    return Written(
        name=f"{draw(_PHRASE)} {draw(st.integers(1, 99))}B",
        category=draw(phrases),
        organization=(draw(_PHRASE), draw(_URL)),
        released=draw(_DATES | _MONTHS | st.just(("TBA", None))),
        access=draw(st.sampled_from(access)),
        architecture=draw(st.sampled_from(("Dense", "MoE")) | _WORD),
        parameters=draw(_AMOUNTS | st.just(_NO_AMOUNT)),
        tokens=draw(_AMOUNTS | st.just(_NO_AMOUNT)),
        ratio=draw(_RATIOS | st.just(("- -", None, None))),
        alscore=draw(_ALSCORES),
        dataset_types=draw(phrases),
        scores=[(name, *draw(_SCORES), draw(_PHRASE)) for name in names],
        tags=draw(phrases),
        overview=draw(_SENTENCE),
        notes=draw(st.lists(_SENTENCE, min_size=1, max_size=3).map("\n\n".join)),
        resources=draw(st.lists(st.tuples(_PHRASE, _URL), min_size=1, max_size=3)),
        updated=draw(_DAYS).isoformat(),
        sections=draw(st.permutations(sections)),
    )
