"""Prints how much of the real cards is read and repaired right: leaderboard, Hub, repair."""

from __future__ import annotations

import sys

from tests.support import score_hf, score_leaderboard, score_repair
from tests.support.cards import SHARED


def main() -> int:
    """Run every score; 1 when one of them is below its gate."""
    if not SHARED.is_dir():
        print("the real cards are not beside this checkout (../shared/cards): nothing to score")
        return 0
    worst = 0
    for part in (score_leaderboard, score_hf, score_repair):
        print(f"\n{part.__doc__.splitlines()[0] if part.__doc__ else part.__name__}\n")
        worst = max(worst, part.main())
    return worst


if __name__ == "__main__":
    sys.exit(main())
