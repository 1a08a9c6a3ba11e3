"""Importing this lints a card: what workers of lint are forked from has then all loaded."""

from __future__ import annotations

import gc
import pickle

from modelcards.convert import preload
from modelcards.linting.collection import Page
from modelcards.linting.engine import check
from modelcards.linting.rules import all_rules
from modelcards.reading.reader import parse

_read = parse(preload.CARD)
check(_read, all_rules())
pickle.dumps(Page("lumen.md", _read, True))
gc.freeze()
