"""Many cards in memory.

`cardset` is `CardSet`, `load_dir` reads a directory, `load_set` reads back what `convert` wrote;
`directory` walks, `selection` tells what is no card, `filters` and `keys` choose and order,
`lookup` finds one by what it is called, `own_scores` takes a card's own scores of a benchmark;
`rows`, `tidy`, `parts` and `frames` lay cards out for data frames, `diff` compares, `claims` and
`claim_names` set side by side what cards state of the same model, `coverage` tells what of a
documentation template a card fills in.
"""
