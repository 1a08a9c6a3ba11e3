"""Tests of `modelcards.values`."""
