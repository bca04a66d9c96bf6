"""Rows of the study of block size: sizes at the end of training over replicas, and differences of paired runs."""

from pandas import DataFrame

__all__ = ["CONDITION", "final_sizes", "of_panels", "paired_differences", "panel_name"]

CONDITION = ["sharing", "side", "n_hidden", "l1", "fields", "algorithm", "start", "n_epochs"]
"""What the networks of one panel have in common; networks of several designs that agree in it are put together."""

_AVERAGED = [
    "fwhm",
    "localized_fraction",
    "duplicate_fraction",
    "converged",
    "pseudo_log_likelihood_of_ising",
]
_LENGTHS = ["correlation_length_exact", "correlation_length", "sites_per_unit"]
_MOST_PANELS = 4
_UNUSUAL = {"contrastive_divergence": "CD-1", "free": "free fields", "invariant": "compact start"}


def final_sizes(study: DataFrame) -> DataFrame:
    """Return means over replicas at the last epoch, with ``_err``, by ``CONDITION``, source and temperature.

    A mean over replicas of which one has no value is NaN; so is the standard error of fewer than two. ``n_replicas``
    counts them; a replica that several designs have counts once.
    """
    last = _last_rows(study).astype({"converged": float})
    groups = last.groupby([*CONDITION, "source", "temperature"])
    means = groups[_AVERAGED].agg(lambda values: values.mean(skipna=False))
    errors = groups[_AVERAGED].sem().where(means.notna())
    counts = groups.size().rename("n_replicas")
    lengths = groups[_LENGTHS].mean()
    return means.join(errors.add_suffix("_err")).join(counts).join(lengths).reset_index()


def paired_differences(study: DataFrame, factor: str, base: str, column: str) -> DataFrame:
    """Return by how much a column changes where a factor is not ``base``, replica by replica, at the last epoch.

    Both networks of a pair have the same Ising configurations, whose scatter is not in the difference.

    Parameters
    ----------
    study : DataFrame
    factor : "source", "start" or "algorithm"
    base : str
        Its value in the networks that the others are compared with.
    column : str

    Returns
    -------
    DataFrame
        Means over replicas ``difference`` and ``difference_err``, ``relative`` and ``relative_err`` (of the value
        of the base), and ``n_replicas``, by temperature and everything in ``CONDITION`` and source.
    """
    last = _last_rows(study)
    place = [name for name in (*CONDITION, "source", "temperature", "replica") if name != factor]
    is_base = last[factor] == base
    pairs = last[~is_base].merge(last.loc[is_base, [*place, column]], on=place, suffixes=("", "_base"))
    difference = pairs[column] - pairs[f"{column}_base"]
    pairs = pairs.assign(difference=difference, relative=difference / pairs[f"{column}_base"])
    groups = pairs.groupby([*(name for name in place if name != "replica"), factor])
    means = groups[["difference", "relative"]].agg(lambda values: values.mean(skipna=False))
    errors = groups[["difference", "relative"]].sem().add_suffix("_err")
    return means.join(errors).join(groups.size().rename("n_replicas")).reset_index()


def of_panels(sizes: DataFrame) -> list[DataFrame]:
    """Return the rows of each panel, one per ``CONDITION``: the four with the most points, sources or temperatures."""
    panels = [rows for _, rows in sizes.groupby(CONDITION, sort=True)]
    chosen = sorted(panels, key=len, reverse=True)[:_MOST_PANELS]
    return [rows for rows in panels if any(rows is one for one in chosen)]


def panel_name(rows: DataFrame) -> str:
    """Return what distinguishes the networks of a panel."""
    first = rows.iloc[0]
    shared = "one filter" if first["sharing"] == "translations" else "free filters"
    unusual = [words for name in ("fields", "algorithm", "start") if (words := _UNUSUAL.get(first[name]))]
    usual = f"{shared}, {first['n_hidden']} units, side {first['side']}, L1 {first['l1']:g}"
    return ", ".join([usual, *unusual])


def _last_rows(study: DataFrame) -> DataFrame:
    """Return the rows at the last epoch, each network once."""
    last = study[study["epoch"] == study["n_epochs"]]
    return last.drop_duplicates([*CONDITION, "source", "temperature", "replica"])
