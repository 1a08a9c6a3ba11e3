"""Tests of the whole: its documentation, hostile input, properties, and details of many rooms."""
