"""Rules over cards: findings, fixes, and settings.

`engine` is `modelcards.lint`, `findings` what it gives back, `fix` is `modelcards.fix`. A run of
the command is `run`: `files` are those that it looks at (`ignored_files` says what of a directory
is left out), `configuration` the settings of each, `work` what is done to one, here or in processes
that are forked from `preload`.
`rule` is what a rule is, `view` what it sees of a card, `collection` what it sees of a directory,
`identity` by what two cards are known to be of one model. The rules stand in `rules`, one a file;
the formats of findings in `formats`. What stands in a body is read from its lines: `prose` (text,
code, comments), `headings`, `body_links`, `placeholders`; `front_lines` finds keys of the front
matter, `hub_values` holds what the Hub accepts there, `score_places` the cells of scores.
`rule_selection`, `settings`, `baseline` and `ignore_comments` say which findings count, and
`add_ignore` writes such comments; `edits`, `fixpoint` and `same_facts` which fixes can be made
together and change no other fact, `clock` how long that is tried; `stable_read` reads a file that
must not change meanwhile.
`front_only` reads no more than front matter where no rule asks for more.
`span` is a place in a file, `link_targets` tells addresses from paths, `derived_text` prints
derived values as cards do, `examples` and `rule_page` make the pages of rules.
"""
