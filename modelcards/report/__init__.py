"""One page of many cards to look at: what stands on it, and its pictures."""
