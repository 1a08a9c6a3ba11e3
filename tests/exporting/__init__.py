"""Tests of `modelcards.exporting`."""
