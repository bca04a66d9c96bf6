"""Rank tests of the flow of a data set against the flows of draws of its nulls."""
