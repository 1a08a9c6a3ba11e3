"""Run the tour and keep its outputs: `python docs/execute.py` (needs the extra dev)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

TOUR = Path(__file__).resolve().parent / "tour.ipynb"


def executed(folder: Path) -> Any:
    """The tour with the outputs that it has in a folder beside `fixtures`."""
    tour = kept()
    for cell in tour.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    NotebookClient(tour, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    for cell in tour.cells:
        # When it ran is no part of what it shows.
        cell.metadata.pop("execution", None)
    tour.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return tour


def kept() -> Any:
    """The tour as it stands, with its outputs."""
    return nbformat.read(TOUR, as_version=4)


def main() -> int:
    """Write the tour anew."""
    nbformat.write(executed(TOUR.parent), TOUR)
    return 0


if __name__ == "__main__":
    sys.exit(main())
