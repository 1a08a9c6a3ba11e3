"""HTML tables to rectangular grids: what `tables` is made of."""
