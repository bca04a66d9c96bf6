"""How tables of text are parsed, and which columns are variables."""

from rgcore.settings import Settings

__all__ = ["TableKeys"]


class TableKeys(Settings):
    """How tables of text are parsed, and which columns are variables."""
