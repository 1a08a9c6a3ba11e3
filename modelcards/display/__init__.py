"""Values as people see them, harmless to show: in words, in a terminal, in a notebook.

`escape` makes control characters and links harmless, `values` puts values into words, `said` lists
what a card says beside them, `html` builds markup, `notebook` and `terminal` show cards, `colours`
decides whether there are any.
"""
