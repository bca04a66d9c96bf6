"""Whether networks trained on controls have fields of the same width as those trained on Ising configurations."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame

from rgcore.selection.names import plain
from rgcore.selection.networks.block_study import final_sizes, of_panels, panel_name
from rgcore.words.wording import with_error

__all__ = ["seen"]

_NAMES = {
    "gaussian_copy": "the Gaussian copy",
    "product_copy": "the product copy",
    "shuffled": "shuffled spins",
}


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return, for each kind of network and control, the ratio of widths and where it can be taken."""
    sizes = final_sizes(tables["block_size_study"])
    parts = [sentence for rows in of_panels(sizes) for sentence in _sentences(rows)]
    fewest, most = int(sizes["n_replicas"].min()), int(sizes["n_replicas"].max())
    replicas = f"{fewest}" if fewest == most else f"{fewest} to {most}"
    return " ".join(
        [*parts, f"Standard errors are over {replicas} training runs, each with its own configurations."]
    )


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
