"""The stages of repair: runs, pages, sequences, spaces, evidence, ranking, passes, edits."""
