"""Findings as text, and as JSON, SARIF and annotations for other programs."""
