"""What a card is: its typed fields and parts, what is derived from them, and its JSON."""
