"""Tests of `modelcards.text`."""
