"""What tables mean: which hold scores, and what each score is of.

`read` is the way in. `table_role` tells scores, specs and other tables apart, `subtable` cuts a
grid into parts with heads of their own, `columns`, `heads` and `layout` decide what the axes are,
`plan` joins these, `rows` and `cells` yield the scores, `subject` decides which model is the card's
own. `labels`, `kinds`, `benchmark_names`, `metrics` and `words` read one name.
"""
