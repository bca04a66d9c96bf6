"""The approximations, one per file, each with a card at its end."""
