"""Tests of `modelcards.cli`."""
