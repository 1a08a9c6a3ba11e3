"""Tests of `modelcards.front_matter`."""
