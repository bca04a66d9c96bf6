"""Whether networks trained on controls have fields of the same width as those trained on Ising configurations."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame, concat

from rgcore.selection.names import plain
from rgcore.selection.networks.block_study import (
    CONDITION,
    final_sizes,
    of_panels,
    paired_differences,
    panel_name,
)
from rgcore.words.wording import listing, with_error

__all__ = ["seen"]

_NAMES = {
    "gaussian_copy": "the Gaussian copy",
    "product_copy": "the product copy",
    "shuffled": "shuffled spins",
}


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return, for each kind of network and control, ratios of widths, losses of likelihood, and what has converged."""
    study = tables["block_size_study"]
    sizes = final_sizes(study)
    panels = of_panels(sizes)
    losses = paired_differences(study, "source", "ising", "log_likelihood_of_ising")
    parts = [sentence for rows in panels for sentence in (*_sentences(rows), *_losses(rows, losses))]
    fewest, most = int(sizes["n_replicas"].min()), int(sizes["n_replicas"].max())
    replicas = f"{fewest}" if fewest == most else f"{fewest} to {most}"
    scatter = f"Standard errors are over {replicas} training runs, each with its own configurations."
    return " ".join([*parts, scatter, _converged(panels)])


def _sentences(rows: DataFrame) -> list[str]:
    by_source = rows.set_index(["source", "temperature"])
    controls = [source for source in rows["source"].unique() if source != "ising"]
    if "ising" not in set(rows["source"]) or not controls:
        return []
    ising = by_source.loc["ising"]
    parts = [
        _ratio(ising, by_source.loc[control], _NAMES.get(control, plain(control))) for control in controls
    ]
    name = panel_name(rows)
    return [f"{name[0].upper()}{name[1:]}: {'; '.join(parts)}."]


def _losses(rows: DataFrame, losses: DataFrame) -> list[str]:
    """Return by how much less likely held-out Ising configurations are where a network was trained on a control."""
    of_panel = losses.merge(rows[CONDITION].drop_duplicates(), on=CONDITION)
    parts = []
    for source, of_source in of_panel[of_panel["difference"].notna()].groupby("source"):
        mean = -float(of_source["difference"].mean())
        error = float(np.sqrt((of_source["difference_err"] ** 2).sum()) / len(of_source))
        parts.append(f"{with_error(mean, error)} with {_NAMES.get(source, plain(source))}")
    if not parts:
        return []
    return [
        f"Log-likelihood of Ising configurations that training on a control loses, nats per spin: {listing(parts)}."
    ]


def _converged(panels: list[DataFrame]) -> str:
    """Return how many of the training runs that are drawn have converged by the criterion of the config."""
    rows = concat(panels)
    done = round(float((rows["converged"] * rows["n_replicas"]).sum()))
    return f"{done} of {int(rows['n_replicas'].sum())} training runs drawn have converged (criterion of the config)."


def _ratio(ising: DataFrame, control: DataFrame, name: str) -> str:
    """Return the mean over temperatures of the ratio of widths, with the propagated standard error."""
    ratios = control["fwhm"] / ising["fwhm"]
    relative = np.hypot(control["fwhm_err"] / control["fwhm"], ising["fwhm_err"] / ising["fwhm"])
    defined = ratios.notna() & relative.notna()
    if not defined.any():
        return f"no width to compare for {name}"
    ratios, errors = ratios[defined], (ratios * relative)[defined]
    mean, error = float(ratios.mean()), float(np.sqrt((errors**2).sum()) / len(errors))
    where = f"mean over {int(defined.sum())} of {len(defined)} temperatures"
    ratio = f"{with_error(mean, error)} ({where})"
    return f"width with {name} over that with Ising configurations {ratio}"
