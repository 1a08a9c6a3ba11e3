"""Tests of `modelcards.linting`."""
