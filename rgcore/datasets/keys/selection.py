"""Which variables of a file are read."""

from rgcore.settings import Settings

__all__ = ["SelectionKeys"]


class SelectionKeys(Settings):
    """Which variables of a file are read."""
