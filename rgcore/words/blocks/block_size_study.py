"""Whether networks trained on controls have fields of the same width as those trained on Ising configurations."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame, Series, concat

from rgcore.selection.names import plain
from rgcore.selection.networks.block_study import final_sizes, of_panels, pairs_of_panel, panel_name
from rgcore.words.wording import listing, with_error

__all__ = ["seen"]

_NAMES = {
    "gaussian_copy": "the Gaussian copy",
    "product_copy": "the product copy",
    "shuffled": "shuffled spins",
}


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return, for each kind of network and control, ratios of widths, losses of likelihood, and what has converged."""
    sizes = final_sizes(tables["block_size_study"])
    panels = of_panels(sizes)
    pairs = tables["block_size_pairs"]
    parts = [sentence for rows in panels for sentence in (*_ratios(rows, pairs), *_losses(rows, pairs))]
    fewest, most = int(sizes["n_replicas"].min()), int(sizes["n_replicas"].max())
    replicas = f"{fewest}" if fewest == most else f"{fewest} to {most}"
    scatter = f"Standard errors are over {replicas} training runs, each with its own configurations."
    return " ".join([*parts, scatter, _converged(panels)])


def _ratios(rows: DataFrame, pairs: DataFrame) -> list[str]:
    """Return how wide the fields of networks trained on controls are beside those trained on Ising configurations."""
    by_source = [
        _ratio(of_source, _NAMES.get(source, plain(source)))
        for source, of_source in pairs_of_panel(pairs, rows).groupby("source")
    ]
    name = panel_name(rows)
    return [f"{name[0].upper()}{name[1:]}: {'; '.join(by_source)}."] if by_source else []


def _losses(rows: DataFrame, pairs: DataFrame) -> list[str]:
    """Return by how much less likely held-out Ising configurations are where a network was trained on a control."""
    of_panel = pairs_of_panel(pairs, rows)
    parts = [
        f"{_mean(-of_source['log_likelihood_change'], of_source['log_likelihood_change_err'])} with "
        f"{_NAMES.get(source, plain(source))}"
        for source, of_source in of_panel[of_panel["log_likelihood_change"].notna()].groupby("source")
    ]
    if not parts:
        return []
    return [
        f"Log-likelihood of Ising configurations that training on a control loses, nats per spin: {listing(parts)}."
    ]


def _ratio(pairs: DataFrame, name: str) -> str:
    """Return the mean over temperatures of the ratio of widths, with its standard error."""
    defined = pairs[pairs["width_ratio"].notna()]
    if defined.empty:
        return f"no width to compare for {name}"
    where = f"mean over {len(defined)} of {len(pairs)} temperatures"
    ratio = f"{_mean(defined['width_ratio'], defined['width_ratio_err'])} ({where})"
    return f"width with {name} over that with Ising configurations {ratio}"


def _mean(values: Series, errors: Series) -> str:
    """Return the mean of values with the standard error that follows from theirs."""
    return with_error(float(values.mean()), float(np.sqrt((errors**2).sum(skipna=False)) / len(errors)))


def _converged(panels: list[DataFrame]) -> str:
    """Return how many of the training runs that are drawn have converged by the criterion of the config."""
    rows = concat(panels)
    done = round(float((rows["converged"] * rows["n_replicas"]).sum()))
    return f"{done} of {int(rows['n_replicas'].sum())} training runs drawn have converged (criterion of the config)."
