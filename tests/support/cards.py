"""Where the real cards lie, and how a test that reads them is skipped where they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
FIXTURES = ROOT / "fixtures"
SHARED = ROOT.parent / "shared" / "cards"

needs_shared_cards = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the real cards are not beside this checkout (../shared/cards)"
)

MARK = ("🟢 Public", "🔴 Public")
"""What puts a wrong mark (MC203, which is mended) into `modelcards.linting.examples.card`."""
RATIO = ("500:1", "600:1")
"""What puts a wrong ratio (MC301) into it."""
