"""Tests of `modelcards.tables`."""
