"""How the dates and names of prices and returns are found."""

from rgcore.settings import Settings

__all__ = ["PriceKeys"]


class PriceKeys(Settings):
    """How the dates and names of prices and returns are found."""
