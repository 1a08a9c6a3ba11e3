# Written by tools/stub.py from the names in __init__.py.

from modelcards.cardset.cardset import CardSet as CardSet
from modelcards.cardset.coverage import Coverage as Coverage
from modelcards.cardset.coverage import CoverageItem as CoverageItem
from modelcards.cardset.coverage import coverage as coverage
from modelcards.cardset.diff import Change as Change
from modelcards.cardset.diff import diff as diff
from modelcards.cardset.load_dir import load_dir as load_dir
from modelcards.cardset.load_set import load_set as load_set
from modelcards.cardset.rows import Rows as Rows
from modelcards.errors import ArgumentError as ArgumentError
from modelcards.errors import CardNotFoundError as CardNotFoundError
from modelcards.errors import DataError as DataError
from modelcards.errors import MissingExtraError as MissingExtraError
from modelcards.errors import ModelCardsError as ModelCardsError
from modelcards.errors import NotAFileError as NotAFileError
from modelcards.errors import NotFoundError as NotFoundError
from modelcards.errors import ReadError as ReadError
from modelcards.errors import RefusedError as RefusedError
from modelcards.errors import SettingsError as SettingsError
from modelcards.errors import WriteError as WriteError
from modelcards.exporting.api import export as export
from modelcards.exporting.eligibility import Held as Held
from modelcards.exporting.metadata import update_metadata as update_metadata
from modelcards.exporting.results import Export as Export
from modelcards.exporting.results import ExportFile as ExportFile
from modelcards.exporting.results import Sent as Sent
from modelcards.formats import arrow as arrow
from modelcards.limits import Limits as Limits
from modelcards.linting.engine import lint as lint
from modelcards.linting.findings import Findings as Findings
from modelcards.linting.fix import FixResult as FixResult
from modelcards.linting.fix import fix as fix
from modelcards.model import derive as derive
from modelcards.model.card import ModelCard as ModelCard
from modelcards.model.finding import Edit as Edit
from modelcards.model.finding import Finding as Finding
from modelcards.model.finding import Fix as Fix
from modelcards.model.json import from_json as from_json
from modelcards.model.json import schema as schema
from modelcards.model.json import to_json as to_json
from modelcards.model.parts import ALScore as ALScore
from modelcards.model.parts import Benchmark as Benchmark
from modelcards.model.parts import Citation as Citation
from modelcards.model.parts import CodeBlock as CodeBlock
from modelcards.model.parts import Derived as Derived
from modelcards.model.parts import DerivedValue as DerivedValue
from modelcards.model.parts import Environment as Environment
from modelcards.model.parts import Extra as Extra
from modelcards.model.parts import Footprint as Footprint
from modelcards.model.parts import Link as Link
from modelcards.model.parts import Organization as Organization
from modelcards.model.parts import Problem as Problem
from modelcards.model.parts import Provenance as Provenance
from modelcards.model.parts import Section as Section
from modelcards.model.parts import Setting as Setting
from modelcards.model.parts import SourceInfo as SourceInfo
from modelcards.model.parts import Spec as Spec
from modelcards.model.parts import Table as Table
from modelcards.model.parts import TokenParamRatio as TokenParamRatio
from modelcards.model.parts import Variant as Variant
from modelcards.reading.reader import load as load
from modelcards.reading.reader import parse as parse
from modelcards.report.plots import pictures as pictures
from modelcards.text.mojibake import Repair as Repair
from modelcards.text.mojibake import RepairResult as RepairResult
from modelcards.text.mojibake import repair as repair

__version__: str
_HOME: dict[str, tuple[str, ...]]
_MODULES: dict[str, str]
_WHERE: dict[str, str]

__all__ = [
    "ALScore",
    "ArgumentError",
    "Benchmark",
    "CardNotFoundError",
    "CardSet",
    "Change",
    "Citation",
    "CodeBlock",
    "Coverage",
    "CoverageItem",
    "DataError",
    "Derived",
    "DerivedValue",
    "Edit",
    "Environment",
    "Export",
    "ExportFile",
    "Extra",
    "Finding",
    "Findings",
    "Fix",
    "FixResult",
    "Footprint",
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
    "Section",
    "Sent",
    "Setting",
    "SettingsError",
    "SourceInfo",
    "Spec",
    "Table",
    "TokenParamRatio",
    "Variant",
    "WriteError",
    "__version__",
    "coverage",
    "diff",
    "export",
    "fix",
    "from_json",
    "lint",
    "load",
    "load_dir",
    "load_set",
    "parse",
    "repair",
    "schema",
    "to_json",
    "update_metadata",
]
