"""Tables of all subjects, made up."""

from ..example_tables.everything import larger_tables

__all__ = ["larger_tables"]
