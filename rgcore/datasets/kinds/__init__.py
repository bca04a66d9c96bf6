"""Kinds of data that are read from files, one file each with its card."""
