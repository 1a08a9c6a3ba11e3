"""One target under atheris: `python -m fuzz.guided TARGET [libFuzzer options] [corpus]`."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["modelcards", "mistune", "yaml", "ftfy"]):
    from fuzz.seeds import seeds
    from fuzz.targets import TARGETS

    # Modules that are imported when they are first needed are to be followed, too.
    for _name, _target in TARGETS.items():
        for _seed in seeds(_name):
            _target(_seed)


def main() -> None:
    """Fuzz until libFuzzer ends the process."""
    target = TARGETS[sys.argv.pop(1)]
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
