"""Pipe and HTML tables to rectangular grids; what they mean is decided in `scores`.

`grid` is what comes out, `pipe` and `html` read, `cells` reads one cell, `rows` collects tags into
rows, `spans` expands rowspan and colspan, `markup` mends broken HTML first, `soup` tells the tags
of it.
"""
