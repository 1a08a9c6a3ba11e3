"""Scores and facts as metadata that others read: a module a format, and what they share.

`api` is `modelcards.export`. `eligibility` says which scores may go out, `targets` which files they
go to, `validators` are the peers' own classes, `yaml_edit` and `yaml_text` change YAML and leave
the rest as it was, `front_matter` is the document to edit. `datasets` knows the Hub's data sets,
`index_entries` what a `model-index` holds already, `considerations` the texts on use and limits;
`results` is what comes back, `preview` shows it. `metadata` is `modelcards.update_metadata`.
"""
