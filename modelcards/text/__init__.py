"""Bytes to clean text: encodings, lines, and mojibake undone.

`source` decodes a file and says what could not be read, `hub` finds cards by their id; `mojibake`
is `modelcards.repair`, whose stages stand in `repair_stages`.
"""
