"""Tables of everything, small and larger."""

from ..example_tables.everything import drawn, larger_tables, minimal_tables

__all__ = ["drawn", "larger_tables", "minimal_tables"]
