"""Unit types of the networks, one card per file: the two values of a unit; real values are in ``real_valued``."""
