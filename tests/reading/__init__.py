"""Tests of `modelcards.reading`."""
