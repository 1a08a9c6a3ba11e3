"""Bytes to clean text: encodings, lines, and mojibake undone.

`regular` opens files that end, `standard_input` reads a pipe up to a bound; `source` decodes and
says what could not be read, `stray` the bytes that are in no encoding it states, `not_cards` names
tables; `hub` finds cards by their id; `lines` are those of a text; `mojibake` is
`modelcards.repair`, whose stages stand in `repair_stages`.
"""
