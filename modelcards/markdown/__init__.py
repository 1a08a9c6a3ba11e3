"""Markdown to blocks with lines, sections, visible text and links.

`blocks` and `inline` are the ways in, `outline` makes sections of blocks, `labels` tells which
field a label names. Beneath them `block_parser` and `inline_parser` are mistune's with positions;
`rules`, `lists`, `quotes` and
`html` read common shapes, `scan` reads text without parsing, `state` holds blocks while they are
read.
"""
