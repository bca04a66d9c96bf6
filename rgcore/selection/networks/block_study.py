"""Rows of the study of block size: sizes at the end of training, averaged over replicas."""

from pandas import DataFrame

__all__ = ["CONDITION", "final_sizes", "of_panels", "panel_name"]

CONDITION = ["design", "sharing", "side", "n_hidden", "l1", "fields", "algorithm", "start"]
"""What the networks of one panel have in common."""

_AVERAGED = ["fwhm", "localized_fraction", "duplicate_fraction", "pseudo_log_likelihood_of_ising"]
_MOST_PANELS = 4


def final_sizes(study: DataFrame) -> DataFrame:
    """Return means over replicas at the last epoch, with ``_err``, by ``CONDITION``, source and temperature.

    A mean over replicas of which one has no value is NaN; so is the standard error of fewer than two. ``n_replicas``
    counts them.
    """
    last = study[study["epoch"] == study["n_epochs"]]
    groups = last.groupby([*CONDITION, "source", "temperature"])
    means = groups[_AVERAGED].agg(lambda values: values.mean(skipna=False))
    errors = groups[_AVERAGED].sem().where(means.notna())
    counts = groups.size().rename("n_replicas")
    lengths = groups[["correlation_length_exact", "correlation_length", "sites_per_unit"]].mean()
    return means.join(errors.add_suffix("_err")).join(counts).join(lengths).reset_index()


def of_panels(sizes: DataFrame) -> list[DataFrame]:
    """Return the rows of each panel, one per ``CONDITION``: the four with the most points, sources or temperatures."""
    panels = [rows for _, rows in sizes.groupby(CONDITION, sort=True)]
    chosen = sorted(panels, key=len, reverse=True)[:_MOST_PANELS]
    return [rows for rows in panels if any(rows is one for one in chosen)]


def panel_name(rows: DataFrame) -> str:
    """Return what distinguishes the networks of a panel."""
    first = rows.iloc[0]
    shared = "one filter" if first["sharing"] == "translations" else "free filters"
    return f"{shared}, {first['n_hidden']} units, side {first['side']}, L1 {first['l1']:g}"
