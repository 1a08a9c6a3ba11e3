"""Tests of `modelcards.model`."""
