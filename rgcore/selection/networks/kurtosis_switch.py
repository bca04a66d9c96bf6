"""Rows of the study of the kurtosis switch: means over replicas."""

from pandas import DataFrame

__all__ = ["SETTING", "mean_shapes", "of_setting"]

SETTING = ["design", "n_samples", "correlation_length", "n_hidden", "l1", "algorithm"]
"""What the networks of one panel have in common."""

_AVERAGED = [
    "excess_kurtosis_data",
    "localized_fraction",
    "localized_fraction_half",
    "fwhm",
    "sinusoid_share",
    "excess_kurtosis_inputs",
]
_MOST_PANELS = 4


def mean_shapes(rows: DataFrame) -> DataFrame:
    """Return means over replicas with ``_err``, by ``SETTING``, source and excess kurtosis.

    The width is that of replicas with a localized field; its standard error needs two of them. ``n_replicas`` counts
    the rows.
    """
    groups = rows.groupby([*SETTING, "source", "excess_kurtosis"])
    means, errors = groups[_AVERAGED].mean(), groups[_AVERAGED].sem()
    counts = groups.size().rename("n_replicas")
    sides = groups["side"].first()
    return means.join(errors.add_suffix("_err")).join(counts).join(sides).reset_index()


def of_setting(shapes: DataFrame) -> list[DataFrame]:
    """Return the rows of each panel, at most four: one per ``SETTING``, in ascending order."""
    return [rows for _, rows in shapes.groupby(SETTING, sort=True)][:_MOST_PANELS]
