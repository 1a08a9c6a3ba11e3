"""Tests of `modelcards.markdown`."""
