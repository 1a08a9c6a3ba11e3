"""What a card states in its lists, lines, tables and sentences, whatever its house style.

`common` holds the card cut up and reads what every style reads in the same way. Tables:
`spec_tables` those of attributes, `model_tables` those with a model a row or column. Sentences:
`prose` takes counts that stand only there, `sentence_ends` cuts them, `sentences` says what one is
about, `own_model` which model, `releases` finds when it came out, `licences` under which terms,
`bases` what it was made from. `families` divides a card of several models, `links` says what each
link leads to.
"""
