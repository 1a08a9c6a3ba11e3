"""The rules that look at a whole directory; they are loaded when one is given."""
