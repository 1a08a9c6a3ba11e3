"""Tests of `modelcards.display`."""
