"""The points of the Gaussian cloud and its principal axes."""

from pandas import DataFrame

__all__ = ["gaussian_rows"]


def gaussian_rows(gaussian: DataFrame, kind: str) -> DataFrame:
    """Return the rows of ``pca_gaussian`` of kind "sample" or "component", in their order."""
    return gaussian[gaussian["kind"] == kind].sort_values("index")
