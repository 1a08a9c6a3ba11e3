"""What a top-level key of front matter looks like, however broken the YAML around it is."""

from __future__ import annotations

import re

KEY = re.compile(
    r"""(?:"[^"\n]{1,200}"|'[^'\n]{1,200}'|[^\s#:\-\[\]{}"'|>][^:\n]{0,200}):(?=[ \t\r]|$)"""
)
"""A line that a top-level key opens."""
