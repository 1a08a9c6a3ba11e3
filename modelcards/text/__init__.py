"""Bytes to clean text: encodings, lines, and mojibake undone."""
