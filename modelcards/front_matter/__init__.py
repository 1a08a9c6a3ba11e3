"""The YAML at the top of a card: where it ends, what it says, and the scores in it.

`split` finds it, `yaml` reads YAML 1.2 under core rules, `broken_yaml` saves what a broken one
still says, `keys` knows what a key looks like, `hub_keys` which ones the Hub reads and in which
shape, `model_index` turns `model-index` into scores.
"""
