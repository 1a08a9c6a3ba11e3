"""Tests of `modelcards.formats`."""
