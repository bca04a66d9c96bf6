"""Tables of everything, small and larger."""

from ..example_tables.everything import drawn, drawn_from_one, larger_tables, minimal_tables, stack_tables

__all__ = ["drawn", "drawn_from_one", "larger_tables", "minimal_tables", "stack_tables"]
