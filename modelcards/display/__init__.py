"""How cards are shown to people: harmless text, values in words, HTML for notebooks."""
