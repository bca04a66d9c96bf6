"""Names in tables as words that a reader expects."""

__all__ = ["plain"]

_CAPITALS = {
    "rbm": "RBM",
    "kadanoff": "Kadanoff",
    "gaussian": "Gaussian",
    "ising": "Ising",
    "migdal": "Migdal",
}


def plain(name: str) -> str:
    """Return a name from a table as text for a figure: spaces for underscores, capitals where due, no mathematics."""
    words = name.replace("_like", "-like").replace("$", r"\$").split("_")
    return " ".join(_CAPITALS.get(word, word) for word in words)
