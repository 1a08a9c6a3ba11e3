"""Turn the Markdown of AI model cards into typed, checked data.

The public names load when they are first used, so that `import modelcards` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module

from modelcards.name_clash import refuse as _refuse_conflict

_refuse_conflict()

__version__ = "0.1.0"

# As `typing.TYPE_CHECKING`, which type checkers know by its name: importing `typing` would take
# longer than everything else here.
TYPE_CHECKING = False

_HOME = {
    "modelcards.reading.reader": ("load", "parse"),
    "modelcards.cardset.cardset": ("CardSet", "load_dir"),
    "modelcards.cardset.diff": ("Change", "diff"),
    "modelcards.exporting.eligibility": ("Held",),
    "modelcards.exporting.api": ("export",),
    "modelcards.exporting.results": ("Export", "ExportFile", "Sent"),
    "modelcards.text.mojibake": ("Repair", "RepairResult", "repair"),
    "modelcards.cardset.rows": ("Rows",),
    "modelcards.model.json": ("from_json", "schema", "to_json"),
    "modelcards.model.finding": ("Edit", "Finding", "Fix"),
    "modelcards.linting.fix": ("FixResult", "fix"),
    "modelcards.limits": ("Limits",),
    "modelcards.linting.engine": ("lint",),
    "modelcards.model.card": ("ModelCard",),
    "modelcards.model.parts": (
        "ALScore",
        "Benchmark",
        "Derived",
        "DerivedValue",
        "Extra",
        "Link",
        "Organization",
        "Problem",
        "Provenance",
        "SourceInfo",
        "Spec",
        "Table",
        "TokenParamRatio",
    ),
    "modelcards.errors": (
        "ArgumentError",
        "CardNotFoundError",
        "DataError",
        "MissingExtraError",
        "ModelCardsError",
        "NotAFileError",
        "NotFoundError",
        "ReadError",
        "RefusedError",
        "SettingsError",
        "WriteError",
    ),
}
_WHERE = {name: module for module, names in _HOME.items() for name in names}

if TYPE_CHECKING:
    from modelcards.cardset.cardset import CardSet, load_dir
    from modelcards.cardset.diff import Change, diff
    from modelcards.cardset.rows import Rows
    from modelcards.errors import (
        ArgumentError,
        CardNotFoundError,
        DataError,
        MissingExtraError,
        ModelCardsError,
        NotAFileError,
        NotFoundError,
        ReadError,
        RefusedError,
        SettingsError,
        WriteError,
    )
    from modelcards.exporting.api import export
    from modelcards.exporting.eligibility import Held
    from modelcards.exporting.results import Export, ExportFile, Sent
    from modelcards.limits import Limits
    from modelcards.linting.engine import lint
    from modelcards.linting.fix import FixResult, fix
    from modelcards.model.card import ModelCard
    from modelcards.model.finding import Edit, Finding, Fix
    from modelcards.model.json import from_json, schema, to_json
    from modelcards.model.parts import (
        ALScore,
        Benchmark,
        Derived,
        DerivedValue,
        Extra,
        Link,
        Organization,
        Problem,
        Provenance,
        SourceInfo,
        Spec,
        Table,
        TokenParamRatio,
    )
    from modelcards.reading.reader import load, parse
    from modelcards.text.mojibake import Repair, RepairResult, repair

__all__ = [
    "ALScore",
    "ArgumentError",
    "Benchmark",
    "CardNotFoundError",
    "CardSet",
    "Change",
    "DataError",
    "Derived",
    "DerivedValue",
    "Edit",
    "Export",
    "ExportFile",
    "Extra",
    "Finding",
    "Fix",
    "FixResult",
    "Held",
    "Limits",
    "Link",
    "MissingExtraError",
    "ModelCard",
    "ModelCardsError",
    "NotAFileError",
    "NotFoundError",
    "Organization",
    "Problem",
    "Provenance",
    "ReadError",
    "RefusedError",
    "Repair",
    "RepairResult",
    "Rows",
    "Sent",
    "SettingsError",
    "SourceInfo",
    "Spec",
    "Table",
    "TokenParamRatio",
    "WriteError",
    "__version__",
    "diff",
    "export",
    "fix",
    "from_json",
    "lint",
    "load",
    "load_dir",
    "parse",
    "repair",
    "schema",
    "to_json",
]


def __getattr__(name: str) -> object:
    """Load a public name from its home module."""
    if name not in _WHERE:
        raise AttributeError(f"module 'modelcards' has no attribute {name!r}")
    value = getattr(import_module(_WHERE[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
