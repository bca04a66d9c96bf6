"""The variances along the principal axes of a Gaussian cloud beside the exact ones."""

from collections.abc import Mapping

from pandas import DataFrame

from rgcore.selection.components.gaussian_rows import gaussian_rows
from rgcore.selection.rows import deviations
from rgcore.words.wording import agreement, count, listing, with_error

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return the variances beside the exact ones."""
    axes = gaussian_rows(tables["pca_gaussian"], "component")
    pairs = [
        f"{with_error(axis.variance, axis.variance_err)} (exact {axis.variance_exact:.4g})"
        for axis in axes.itertuples()
    ]
    scores = deviations(axes["variance"], axes["variance_exact"], axes["variance_err"])
    points = count(len(gaussian_rows(tables["pca_gaussian"], "sample")), "point")
    return f"From {points}, the variances along the principal axes are {listing(pairs)}: {agreement(scores)}."
