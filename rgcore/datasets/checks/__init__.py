"""Checks of data sets: of their files before a run, and of their samples."""
