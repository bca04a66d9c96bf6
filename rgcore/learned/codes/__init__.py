"""A layer of a network as a code of its configurations, beside majority blocks with the same number of bits."""
