"""Writes `modelcards/__init__.pyi` from the list of public names: `python tools/stub.py`."""

from __future__ import annotations

from pathlib import Path

import modelcards

STUB = Path(__file__).resolve().parent.parent / "modelcards" / "__init__.pyi"
_HEAD = "# Written by tools/stub.py from the names in __init__.py."


def written() -> str:
    """The stub: every public name imported from its home, as type checkers want it."""
    lines = [
        f"from {module} import {name} as {name}"
        for module, names in modelcards._HOME.items()
        for name in names
    ]
    for name, module in modelcards._MODULES.items():
        lines.append(f"from {module.rpartition('.')[0]} import {name} as {name}")
    exported = "".join(f"    {name!r},\n".replace("'", '"') for name in modelcards.__all__)
    private = "\n".join(
        f"_{name}: dict[str, {kind}]"
        for name, kind in (("HOME", "tuple[str, ...]"), ("MODULES", "str"), ("WHERE", "str"))
    )
    return (
        f"{_HEAD}\n\n"
        + "\n".join(sorted(lines))
        + f"\n\n__version__: str\n{private}\n\n__all__ = [\n{exported}]\n"
    )


if __name__ == "__main__":
    STUB.write_text(written(), encoding="utf-8")
