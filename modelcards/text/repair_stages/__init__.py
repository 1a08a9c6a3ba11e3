"""The stages of repair, private: pages, sequences, evidence, ranking, passes, edits."""
