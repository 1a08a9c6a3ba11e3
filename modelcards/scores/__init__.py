"""What tables mean: which hold scores, and what each score is of.

`read` is the way in. `table_role` tells scores, specs and other tables apart, `subtable` cuts a
grid into parts with heads of their own (`beside` those that stand beside each other), `columns` and
`heads` say what each column is, `readings` weighs what the axes may be by evidence (`telling`
judges single names, the weights are data), `layout` holds the best one, and `plan` joins these.
`rows`, `scored` and `cells` yield the scores, `above` takes what a heading or caption names,
`apart` tells scores apart that would be alike, `means` finds averages that no name tells,
`directions` whether more is better. `own_models` decides which model is the card's own (`around`
where headings and rows say otherwise), by how `subject` likens two names (`settings_behind` for
"Lumen + CoT") and by what `kin` reads of words that tell a family apart. `labels`, `kinds`,
`benchmark_names`, `metrics` and `words` read one name.
"""
