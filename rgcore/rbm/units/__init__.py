"""Unit types of the networks, one card per file: the two values that a unit can have."""
