"""The text of one value to its typed value, or None when unsure.

`read` is the way in; `amounts`, `dates` and `scores` read one kind each, `quantities` tells the
numbers of one text apart, `phrases` finds counts in sentences by `phrase_shapes`, `plain` folds
typographic variants. `licenses` and `languages` know names and ids, `sentences` tells running text
from a name.
"""
