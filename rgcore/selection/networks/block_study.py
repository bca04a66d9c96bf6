"""Rows of the study of block size: sizes at the end of training over replicas."""

from pandas import DataFrame

__all__ = [
    "CONDITION",
    "FILTERS",
    "LEAST_LOCALIZED",
    "final_sizes",
    "of_panels",
    "pairs_of_panel",
    "panel_name",
]

CONDITION = [
    "sharing",
    "side",
    "n_hidden",
    "l1",
    "fields",
    "algorithm",
    "start",
    "n_epochs",
    "n_samples",
    "learning_rate",
]
"""What the networks of one panel have in common; networks of several designs that agree in it are put together."""

LEAST_LOCALIZED = 0.5
"""Fraction of localized fields below which the median width of those that are is that of a selection."""

FILTERS = {"none": "free filters", "translations": "one filter"}
"""What the values of ``sharing`` are called."""

_AVERAGED = [
    "fwhm",
    "localized_fraction",
    "duplicate_fraction",
    "converged",
    "pseudo_log_likelihood_of_ising",
]
_LENGTHS = ["correlation_length_exact", "correlation_length_connected", "sites_per_unit"]
_MOST_PANELS = 4
_UNUSUAL = {
    "contrastive_divergence": "CD-1",
    "free": "free fields",
    "narrow": "narrow start",
    "wide": "wide start",
}


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


def of_panels(sizes: DataFrame) -> list[DataFrame]:
    """Return the rows of each panel, one per ``CONDITION``: the four with the most points, sources or temperatures."""
    panels = [rows for _, rows in sizes.groupby(CONDITION, sort=True)]
    chosen = sorted(panels, key=len, reverse=True)[:_MOST_PANELS]
    return [rows for rows in panels if any(rows is one for one in chosen)]


def pairs_of_panel(pairs: DataFrame, rows: DataFrame) -> DataFrame:
    """Return the pairs of networks of a panel that differ in what they were trained on."""
    of_sources = pairs[pairs["factor"] == "source"]
    return of_sources.merge(rows[CONDITION].drop_duplicates(), on=CONDITION)


def panel_name(rows: DataFrame) -> str:
    """Return what distinguishes the networks of a panel."""
    first = rows.iloc[0]
    shared = FILTERS[first["sharing"]]
    unusual = [words for name in ("fields", "algorithm", "start") if (words := _UNUSUAL.get(first[name]))]
    usual = f"{shared}, {first['n_hidden']} units, side {first['side']}, L1 {first['l1']:g}"
    return ", ".join([usual, *unusual])


def _last_rows(study: DataFrame) -> DataFrame:
    """Return the rows at the last epoch, each network once."""
    last = study[study["epoch"] == study["n_epochs"]]
    return last.drop_duplicates([*CONDITION, "source", "temperature", "replica"])
