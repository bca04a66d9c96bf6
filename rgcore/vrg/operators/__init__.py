"""Operators T(v, h) as one array, their derivatives, and what is required of one that a card returns."""
