"""Tests of `modelcards.convert`."""
