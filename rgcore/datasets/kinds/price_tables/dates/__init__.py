"""Dates of tables: where they are, how they are written, and how far they are apart."""
