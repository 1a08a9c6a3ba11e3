"""All stages together: a text in, a `ModelCard` out.

`reader` is the way through, `draft` the card while it is read, `facts` finds "Key: value" facts,
`names` decides what the model is called, `named_values` reads who made it and how it is built,
`variants` and `scopes` hold what is stated of each of several models, `original` keeps the source
for lint and fix. `sections` divides the whole text: `section_heads` finds every heading,
`section_roles` what it is about by the vocabulary of `section_words`, `section_status` whether it
was filled in. What belongs to a house style stands in `dialects`.
"""
