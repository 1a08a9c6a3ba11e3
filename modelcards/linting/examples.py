"""Short cards in the leaderboard template, for the examples that rules carry."""

from __future__ import annotations

from functools import cache

_CARD = """\
# Lumen-7B

> Large Language Model

**Organization:** [Lumen Lab](../../labs/lumen-lab.md)
**Released:** Mar/2025
**Access:** 🟢 Public

---

## 🔧 Technical Specifications

### Model Architecture
- **Type:** Dense
- **Parameters:** 8.0B
- **Training Tokens:** 4000.0B
- **Token:Param Ratio:** 500:1 ✅ Compute-optimal

### Training Efficiency
- **ALScore:** 0.6 (Lightweight)
- **Formula:** √(Parameters × Tokens) ÷ 300

## 📈 Performance Benchmarks

| Benchmark | Score | Description |
|-----------|-------|-------------|
| **MMLU** | 81.5 | General knowledge across 57 subjects |
| **GPQA** | - | Graduate-level reasoning |
"""

ANALYSIS = """
**Analysis:** Strong performance on MMLU benchmark (80-90%), indicating solid general capabilities.
"""
"""The sentence that the template writes below the table for an MMLU score from 80 to 90."""


@cache
def card(*changes: tuple[str, str]) -> str:
    r"""The example card with each `(old, new)` replaced, `old` standing in it exactly once.

    >>> card(("# Lumen-7B", "# Lumen-8B")).split("\n", 1)[0]
    '# Lumen-8B'
    """
    text = _CARD + ANALYSIS
    for old, new in changes:
        if text.count(old) != 1:
            raise ValueError(f"{old!r} does not stand in the example exactly once")
        text = text.replace(old, new)
    return text
