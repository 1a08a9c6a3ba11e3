"""Good text in many languages: sentences of `good_text/`, set the ways that cards set them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "text" / "good_text"

_EMOJI = """
😀 😂 🤣 😊 😍 🤔 😎 😢 😡 👍 👎 👏 🙏 💪 👋 👀 🎉 🎯 🚀 🔥 ⭐ ✨ ⚡ ✅ ❌ ❓ ❗ ⚠️ ❤️ 💡
📝 📊 📈 📉 📦 📁 📚 📖 📄 📌 📍 📅 🔍 🔧 🔗 🔒 🔑 🛠️ ⚙️ 🏷️ 🏆 🎮 🎨 🧪 🧠 🤖 🤗 💻 🌍 🌐
🟢 🔴 🟡 ☀️ ☕ 🐍 🐛 🐳 🦙 🇩🇪 👩‍💻 1️⃣ ➡️ ✔️ ♻️
"""
EMOJI = tuple(_EMOJI.split())


@cache
def languages() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """The quotation marks and the sentences of each language."""
    found = {}
    for path in sorted(FOLDER.glob("*.txt")):
        _, quotes, *sentences = path.read_text(encoding="utf-8").splitlines()
        found[path.stem] = (tuple(quotes.split()), tuple(sentences))
    return found


@cache
def lines(code: str, rounds: int = 6) -> tuple[str, ...]:
    """Lines of one language; each round brings other neighbours, words and emoji."""
    (outer, close, inner, shut), sentences = languages()[code]
    made: dict[str, None] = {}
    for turn in range(rounds):
        for at, text in enumerate(sentences):
            after = sentences[(at + 1 + turn) % len(sentences)]
            words = text.split()
            word = words[turn % len(words)]
            sign = EMOJI[(at * 7 + turn * 13 + len(text)) % len(EMOJI)]
            for line in (
                f"{text}.",
                f"{outer}{text}{close}, {word}.",
                f"{word}: {outer}{text}{close}.",
                f"{text} – {after}.",
                f"{text} — {after}…",
                f"{text}… {sign}",
                f"## {sign} {text}",
                f"- {sign} **{word}:** {text}",
                f"{inner}{word}{shut} → {text}",
                f"{text} (≈ 3 × 10² °C, ±5 %, ≤ {turn})",
                f"• {text} • {word}",
                f"> {outer}{text} {inner}{word}{shut}{close} {sign}",
                f"| {text} | {sign} | ✓ |",
                f"[{word} →](https://example.org/{turn}) {text} ({sign})",
            ):
                made[line] = None
    return tuple(made)


def everything() -> list[str]:
    """The lines of all languages."""
    return [line for code in languages() for line in lines(code)]
