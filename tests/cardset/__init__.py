"""Tests of `modelcards.cardset`."""
