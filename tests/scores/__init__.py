"""Tests of `modelcards.scores`."""
