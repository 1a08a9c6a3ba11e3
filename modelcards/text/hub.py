"""Cards by their id on the Hub (extra `hub`): `hf://acme/lumen-7b`, or the address of their page.

The Hub's own client fetches them, with its cache, its token and its settings (`HF_ENDPOINT`,
`HF_TOKEN`, `HF_HUB_OFFLINE`); nothing but the card is asked for.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from modelcards.errors import MissingExtraError, NotFoundError, ReadError

SCHEME = "hf://"
_CARD = "README.md"
_NAME = r"[A-Za-z0-9][\w.-]{0,95}"
_ID = re.compile(rf"({_NAME}/{_NAME})(?:@([\w./-]{{1,200}}))?/?")
_PAGE = re.compile(
    rf"https?://(?:www\.)?(?:huggingface\.co|hf\.co)/({_NAME}/{_NAME})"
    rf"(?:/(?:blob|raw|resolve|tree)/([\w.-]{{1,200}})(?:/{_CARD})?)?/?(?:[?#].*)?"
)
_PATTERN = re.compile(rf"({_NAME})/([\w.*?\[\]-]{{1,96}})")
# What stands in the owner's place on pages of the Hub that are no models.
_NO_OWNERS = frozenset(("datasets", "spaces", "docs", "papers", "blog", "collections", "api"))


class HubId(NamedTuple):
    """A model on the Hub, and the revision of it that is meant (None for the newest)."""

    repository: str
    revision: str | None = None

    @property
    def path(self) -> str:
        """What the card's `source.path` is."""
        return f"{SCHEME}{self.repository}" + (f"@{self.revision}" if self.revision else "")


def hub_id(path: str) -> HubId | None:
    """The model that an id with its scheme, or the address of its page, names; None for others.

    >>> hub_id("hf://acme/lumen-7b@v2"), hub_id("https://huggingface.co/acme/lumen-7b").path
    (HubId(repository='acme/lumen-7b', revision='v2'), 'hf://acme/lumen-7b')
    >>> hub_id("acme/lumen-7b") is hub_id("https://huggingface.co/datasets/acme") is None
    True
    """
    if "://" not in path:
        return None
    bare = path.removeprefix(SCHEME)
    found = _ID.fullmatch(bare) if bare != path else _PAGE.fullmatch(path)
    if found is None or found[1].partition("/")[0] in _NO_OWNERS:
        return None
    return HubId(found[1], found[2])


def is_pattern(path: str) -> bool:
    """Whether a path names several models of one owner: `hf://acme/*`."""
    return path.startswith(SCHEME) and not {"*", "?", "["}.isdisjoint(path)


def located(path: str) -> tuple[str, str]:
    """Where the text of a path lies on this machine, and what `source.path` says of it.

    Raises:
        MissingExtraError, NotFoundError, ReadError: as for `hub_card`.
    """
    one = hub_id(path)
    return (path, path) if one is None else (hub_card(one), one.path)


def hub_card(one: HubId) -> str:
    """The path of the file with a model's card, in the client's cache.

    Raises:
        MissingExtraError: the Hub's client is not installed (extra `hub`).
        NotFoundError: there is no such model, revision or card, or it may not be seen.
        ReadError: the Hub cannot be reached.
    """
    client = client_for(one.path)
    with _told(one.path):
        return str(
            client.hf_hub_download(
                one.repository, _CARD, revision=one.revision, endpoint=_endpoint()
            )
        )


def hub_ids(pattern: str) -> list[HubId]:
    """The models of an owner whose names match, sorted.

    Raises:
        MissingExtraError, ReadError: as for `hub_card`.
        NotFoundError: nothing matches, or the owner is a pattern, too.
    """
    found = _PATTERN.fullmatch(pattern.removeprefix(SCHEME))
    if found is None:
        raise NotFoundError(f"{pattern} names no owner: write hf://acme/* or hf://acme/lumen-*")
    client = client_for(pattern)
    with _told(pattern):
        listed = client.HfApi(endpoint=_endpoint()).list_models(author=found[1])
        names = sorted({str(one.id) for one in listed})
    chosen = [name for name in names if fnmatchcase(name, f"{found[1]}/{found[2]}")]
    if not chosen:
        raise NotFoundError(f"nothing on the Hub matches {pattern}")
    return [HubId(name) for name in chosen]


def _endpoint() -> str | None:
    # The client reads its setting when it is imported, which may have been earlier.
    return os.environ.get("HF_ENDPOINT") or None


def client_for(what: str) -> Any:
    """The Hub's own client.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        import huggingface_hub
    except ImportError:
        raise MissingExtraError(f"reading {what}", "hub") from None
    return huggingface_hub


@contextmanager
def _told(what: str) -> Iterator[None]:
    """Turn what the client says into one line that says what to do."""
    from huggingface_hub import errors
    from huggingface_hub.utils.logging import get_verbosity, set_verbosity

    # It tells of every try; what came of the last one is told here.
    level = get_verbosity()
    set_verbosity(logging.ERROR)
    http: type[Exception] = getattr(errors, "HTTPError", OSError)
    try:
        yield
    except errors.GatedRepoError:
        raise NotFoundError(
            f"{what} is gated: ask for access on its page, then log in with 'hf auth login'"
        ) from None
    except errors.RepositoryNotFoundError:
        raise NotFoundError(
            f"no model {what} on the Hub, or it is private (log in with 'hf auth login')"
        ) from None
    except errors.RevisionNotFoundError:
        raise NotFoundError(f"{what}: the model has no such revision") from None
    except errors.LocalEntryNotFoundError as error:
        raise ReadError(_unreached(what, error.__cause__ or error)) from None
    except errors.EntryNotFoundError:
        raise NotFoundError(f"{what} has no {_CARD}") from None
    except errors.HFValidationError as error:
        raise NotFoundError(f"{what}: {_first_line(error)}") from None
    except (OSError, http) as error:
        raise ReadError(_unreached(what, error)) from None
    finally:
        set_verbosity(level)


def _unreached(what: str, error: BaseException) -> str:
    return (
        f"cannot read {what} from the Hub ({_first_line(error)}): check the network, HF_ENDPOINT"
        " and HF_HUB_OFFLINE"
    )


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].strip().rstrip(".:") if lines else type(error).__name__
