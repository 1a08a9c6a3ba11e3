"""Many cards on disk: the command `convert`.

`convert` runs it. `inputs`, `containers`, `rows`, `remote` and `http` find the items (`item`),
`work` reads one, `cover` takes its coverage, `workers` (in a `pool`) and `cluster` do so in
processes or on Dask, `manifest` remembers for `--resume`, `error_log` and `progress` tell of it,
`preload` is what workers are forked from, `overwrite` refuses an output that leads to an input.
"""
