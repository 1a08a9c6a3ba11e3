"""All stages together: a text in, a `ModelCard` out.

`reader` is the way through, `draft` the card while it is read, `facts` finds "Key: value" facts,
`typed_values` reads what a fact means for its field. `names` decides what the model is called,
`named_values` reads who made it and how it is built, `variants` and `scopes` hold what is stated of
each of several models. `citation` reads BibTeX, `code_blocks` the fences, `environment` (with the
words of `footprint`) what training used, `own_links` the links of a Hub card, which `link_finder`
finds and `link_evidence` weighs. `original` keeps the source for lint and fix. What belongs to a
house style stands in `dialects`.
"""
