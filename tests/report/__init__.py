"""Tests of `modelcards.report`."""
