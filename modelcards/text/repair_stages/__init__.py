"""The stages of repair, private: pages, sequences, spaces, evidence, ranking, passes, edits."""
