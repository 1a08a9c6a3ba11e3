"""What a card is: typed fields and parts, what is derived from them, and their JSON.

`card` declares every typed field with its `labels`, `parts` what a card is made of, `unchecked` how
parts are built, `derive` recomputes ratio, ALScore and FLOP, `finding` is what a rule says, `json`
writes and reads a card, `find_section` looks one up by role, title or path, `frozen` is what no one
can change in a card, `unstated` is a card that states nothing, `plug_ins` finds what other packages
add.
"""
