"""Spin configurations in the user's files, in place of those that are drawn here."""
