"""Kinds of data: what the numbers of a file are."""
