"""Rows of the controls of block size: of one kind of network each, and means of the ring over replicas."""

from pandas import DataFrame

__all__ = ["of_networks", "ring_means"]

_KIND = ["design", "side", "n_hidden", "l1", "fields", "algorithm", "start"]
_MOST_KINDS = 2
_PLACE = ["design", "temperature", "n_hidden", "n_samples"]


def of_networks(controls: DataFrame) -> list[DataFrame]:
    """Return the rows of each kind of network that controls are beside, at most two, in the order of the table."""
    kinds = [rows for _, rows in controls.groupby(_KIND, sort=True)]
    return [rows for rows in kinds if (rows["role"] == "control").any()][:_MOST_KINDS]


def ring_means(ring: DataFrame) -> DataFrame:
    """Return means over replicas with ``_err`` (standard error), by design, temperature and number of units.

    Of several numbers of samples the largest is taken. A mean over replicas of which one has no value is NaN.
    """
    largest = ring["n_samples"] == ring.groupby(["design"])["n_samples"].transform("max")
    groups = ring[largest].groupby(_PLACE)
    columns = ["fwhm", "fwhm_halfway", "localized_fraction", "gap_variation", "drift"]
    means = groups[columns].agg(lambda values: values.mean(skipna=False))
    errors = groups[columns].sem().where(means.notna())
    fixed = groups[["correlation_length_exact", "sites_per_unit", "n_sites"]].mean()
    return (
        means.join(errors.add_suffix("_err"))
        .join(groups.size().rename("n_replicas"))
        .join(fixed)
        .reset_index()
    )
