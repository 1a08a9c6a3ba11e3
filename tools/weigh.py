"""Print what each dependency weighs here: installed size, time of import, licence, version.

`python tools/weigh.py` prints the rows of the table in docs/explanation/dependencies.md, in which
the reasons and the dates of releases are written by hand.
"""

from __future__ import annotations

import subprocess
import sys
import time
import tomllib
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
_MODULES = {
    "pyyaml": "yaml",
    "cyclonedx-python-lib": "cyclonedx.model.bom",
    "vl-convert-python": "vl_convert",
    "mkdocstrings-python": "mkdocstrings_handlers.python",
}
_NOT_WEIGHED = ("dev", "fuzz", "mutants")


def wanted() -> dict[str, str]:
    """Each dependency, and the extra that brings it ("" for the core)."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found = {Requirement(one).name: "" for one in project["dependencies"]}
    for extra, needs in project["optional-dependencies"].items():
        for one in () if extra in _NOT_WEIGHED else needs:
            found.setdefault(Requirement(one).name, extra)
    return found


def size(name: str) -> float:
    """The installed files of a distribution in MB, without compiled copies of its sources."""
    files = metadata.files(name) or []
    return sum(one.size or 0 for one in files if one.suffix != ".pyc") / 1e6


def imported(module: str) -> float:
    """Milliseconds of an import in a fresh process, the least of five, less an empty one."""
    return max(0.0, _least(f"import {module}") - _least("pass"))


def _least(code: str) -> float:
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def licence(name: str) -> str:
    """The licence as the distribution states it."""
    about = metadata.metadata(name)
    stated = about.get("License-Expression") or about.get("License") or ""
    if stated and "\n" not in stated and len(stated) < 40:
        return stated
    marks = [one for one in about.get_all("Classifier") or [] if one.startswith("License ::")]
    return marks[0].rpartition(" :: ")[2] if marks else "see its files"


def main() -> int:
    """Print the rows."""
    for name, extra in wanted().items():
        try:
            version = metadata.version(name)
        except metadata.PackageNotFoundError:
            print(f"{name}: not installed here", file=sys.stderr)
            continue
        took = imported(_MODULES.get(name, name.replace("-", "_")))
        cells = (name, extra or "core", version, f"{size(name):.1f}", f"{took:.0f}", licence(name))
        print(f"| {' | '.join(cells)} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
