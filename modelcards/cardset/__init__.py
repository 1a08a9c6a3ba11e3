"""What a `CardSet` can do: choose and order cards, and lay them out as rows."""
