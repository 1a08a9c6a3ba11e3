"""The peers' own classes, which judge every file before it is written."""

from __future__ import annotations

from functools import cache
from logging import ERROR
from typing import TYPE_CHECKING, Any

from modelcards.errors import MissingExtraError, RefusedError

if TYPE_CHECKING:
    from cyclonedx.validation.json import JsonStrictValidator

_EXTRA = "hub"


def check_model_index(text: str, index: list[Any]) -> None:
    """Let huggingface_hub read a card with its `model-index`, as the Hub's users do.

    Raises:
        RefusedError: it breaks the specification, or huggingface_hub reads less of it.
        MissingExtraError: huggingface_hub is not installed.
    """
    try:
        from huggingface_hub import ModelCard
        from huggingface_hub.repocard_data import model_index_to_eval_results
        from huggingface_hub.utils.logging import get_verbosity, set_verbosity
        from yaml import YAMLError
    except ImportError:
        raise MissingExtraError("export to model-index", _EXTRA) from None
    try:
        _, meant = model_index_to_eval_results(index)
    except KeyError as error:
        raise RefusedError(f"the model-index breaks the specification: no {error}") from None
    except (TypeError, ValueError, AttributeError) as error:
        raise RefusedError(f"the model-index breaks the specification: {error}") from None
    level = get_verbosity()
    set_verbosity(ERROR)  # it warns of what it cannot see, which is refused here
    try:
        read = ModelCard(text).data.get("eval_results")
    except (YAMLError, ValueError, TypeError) as error:
        reason = " ".join(str(error).split())
        raise RefusedError(f"huggingface_hub cannot read the front matter: {reason}") from None
    finally:
        set_verbosity(level)
    if len(read or ()) != len(meant):
        raise RefusedError("huggingface_hub does not see this front matter")


def eval_results_data(**fields: Any) -> dict[str, Any]:
    """One entry of `.eval_results/*.yaml` as huggingface_hub lays it out, and reads it back.

    Raises:
        MissingExtraError: huggingface_hub is not installed, or too old to know the format.
    """
    try:
        from huggingface_hub import (
            EvalResultEntry,
            eval_result_entries_to_yaml,
            parse_eval_result_entries,
        )
    except ImportError:
        raise MissingExtraError("export to eval-results", _EXTRA) from None
    entry = EvalResultEntry(**fields)
    [data] = eval_result_entries_to_yaml([entry])
    if parse_eval_result_entries([data]) != [entry]:
        raise RefusedError(f"huggingface_hub reads an entry for {entry.dataset_id} differently")
    return dict(data)


def spdx_id(license_name: str) -> str | None:
    """The SPDX identifier of a licence in its own capitals, None for one that has none.

    Raises:
        MissingExtraError: cyclonedx-python-lib is not installed.
    """
    try:
        from cyclonedx.spdx import fixup_id
    except ImportError:
        raise MissingExtraError("export to cyclonedx", _EXTRA) from None
    return fixup_id(license_name)


def check_cyclonedx(text: str) -> None:
    """Let cyclonedx-python-lib judge a BOM by the strict schema of CycloneDX 1.6.

    Raises:
        RefusedError: it breaks the schema.
        MissingExtraError: cyclonedx-python-lib is not installed with its validator.
    """
    try:
        from cyclonedx.exception import MissingOptionalDependencyException

        fault = _validator().validate_str(text)
    except (ImportError, MissingOptionalDependencyException):
        raise MissingExtraError("export to cyclonedx", _EXTRA) from None
    if fault is not None:
        raise RefusedError(f"the BOM breaks CycloneDX 1.6: {fault}")


@cache
def _validator() -> JsonStrictValidator:
    """The validator, which takes a hundred times longer to make than to ask."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    return JsonStrictValidator(SchemaVersion.V1_6)
