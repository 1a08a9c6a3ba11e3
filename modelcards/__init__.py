"""Turn the Markdown of AI model cards into typed, checked data.

The public names load when they are first used, so that `import modelcards` costs next to nothing.
"""

from importlib import import_module

from modelcards.name_clash import refuse as _refuse_clash

_refuse_clash()

__version__ = "0.1.0"

# The one list of public names, by the module that each comes from; `__init__.pyi`, which tells type
# checkers of them, is written from it by `tools/stub.py`.
_HOME = {
    "modelcards.reading.reader": ("load", "parse"),
    "modelcards.cardset.cardset": ("CardSet",),
    "modelcards.cardset.coverage": ("Coverage", "CoverageItem", "coverage"),
    "modelcards.cardset.diff": ("Change", "diff"),
    "modelcards.cardset.load_dir": ("load_dir",),
    "modelcards.cardset.load_set": ("load_set",),
    "modelcards.exporting.eligibility": ("Held",),
    "modelcards.exporting.api": ("export",),
    "modelcards.exporting.metadata": ("update_metadata",),
    "modelcards.exporting.results": ("Export", "ExportFile", "Sent"),
    "modelcards.text.mojibake": ("Repair", "RepairResult", "repair"),
    "modelcards.cardset.rows": ("Rows",),
    "modelcards.model.json": ("from_json", "schema", "to_json"),
    "modelcards.model.finding": ("Edit", "Finding", "Fix"),
    "modelcards.linting.fix": ("FixResult", "fix"),
    "modelcards.limits": ("Limits",),
    "modelcards.linting.engine": ("lint",),
    "modelcards.linting.findings": ("Findings",),
    "modelcards.model.card": ("ModelCard",),
    "modelcards.model.parts": (
        "ALScore",
        "Benchmark",
        "Citation",
        "CodeBlock",
        "Derived",
        "DerivedValue",
        "Environment",
        "Extra",
        "Footprint",
        "Link",
        "Organization",
        "Problem",
        "Provenance",
        "Section",
        "Setting",
        "SourceInfo",
        "Spec",
        "Table",
        "TokenParamRatio",
        "Variant",
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
# Modules that are public as a whole.
_MODULES = {
    "arrow": "modelcards.formats.arrow",
    "derive": "modelcards.model.derive",
    "pictures": "modelcards.report.plots.pictures",
}
_WHERE = {name: module for module, names in _HOME.items() for name in names}

__all__ = sorted(("__version__", *_WHERE))  # noqa: PLE0605 - made from the one list


def __getattr__(name: str) -> object:
    """Load a public name from its home module, or a public module."""
    value: object
    if name in _MODULES:
        value = import_module(_MODULES[name])
    elif name in _WHERE:
        value = getattr(import_module(_WHERE[name]), name)
    else:
        raise AttributeError(f"module 'modelcards' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
