"""Text of one value to its typed value: what `values` is made of."""
