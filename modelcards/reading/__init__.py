"""All stages together: a text in, a `ModelCard` out.

`reader` is the way through, `draft` the card while it is read, `original` keeps the source for lint
and fix, `proportion` bounds what a text repeats, `card_tables` the tables with the texts around
them. What belongs to a house style stands in `dialects`, what is read in the same way on every card
in `statements`. Facts: `facts` finds "Key: value" (`note_marks`: without the marks of footnotes),
`typed_values` reads what one means for its field, `named_values` who made the model and how it is
built, `variants` and `scopes` hold what is stated of each of several models, `asides` finds where a
card speaks of its data or of other works instead. Names: `names` decides what the model is called
by the evidence of `name_evidence`, from the places of `name_places`, less what `no_names` knows;
`name_likeness` compares. Sections: `sections` divides the whole text, `section_heads` finds every
heading, `section_roles` what it is about by the vocabulary of `section_words`, `section_status`
whether it was filled in. `citation` reads BibTeX, `code_blocks` the fences, `environment` what
training used (`footprint` knows its words, `footprint_prose` its sentences), `own_links` the links
of a Hub card, which `link_finder` finds and `link_evidence` weighs by their `link_context`,
`link_words`, `link_names` and, for papers, `link_papers`.
"""
