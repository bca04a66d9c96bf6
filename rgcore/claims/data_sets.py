"""Names of data sets in the answers of claims."""

from rgcore.selection.names import plain

__all__ = ["dataset_words"]

_GENERATED = ("neural_like", "stock_like")
"""The generated sets of ``config.yaml``."""


def dataset_words(name: str, *details: str) -> str:
    """Return the name of a data set with details after it; that a set is generated is the first of them."""
    parts = [*(["synthetic"] if name in _GENERATED else []), *details]
    return f"{plain(name)} ({', '.join(parts)})" if parts else plain(name)
