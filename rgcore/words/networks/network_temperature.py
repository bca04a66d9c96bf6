"""Whether networks sample the energy of what they were trained on, in words."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame

from rgcore.selection.networks.flow import discordant_pairs, over_replicas, trained
from rgcore.words.wording import count, listing, number

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return how far energy and fluctuations are from the exact ones by number of units, and how often they lag."""
    table = tables["network_temperature"]
    rows = trained(table)
    last = rows[rows["epoch"] == rows["n_epochs"]].assign(
        energy_off=lambda part: part["energy"] - part["energy_exact"],
        variance_relative=lambda part: part["energy_variance"] / part["energy_variance_exact"],
    )
    groups = ["training_set", "n_hidden", "fields"]
    means = over_replicas(last, groups, ["energy_off", "variance_relative"])
    parts = [_units(rows, n_hidden) for n_hidden, rows in means.groupby("n_hidden")]
    discordant, compared = discordant_pairs(table)
    pairs = (
        f"Of {count(compared, 'pair')} of epochs or numbers of units on one training temperature that differ in "
        "divergence and in energy (95 % intervals of paired differences over training runs), the likelier one has the "
        f"energy farther from the exact one in {discordant}."
    )
    few = int((~rows["reliable"]).sum())
    unreliable = f" Too few round trips, samples or annealing runs: {count(few, 'row')}." if few else ""
    runs = count(int(means["n_replicas"].min()), "training run")
    return (
        f"{' '.join(parts)} Intervals are 95 % over {runs}. {pairs if compared else ''}{unreliable}".strip()
    )


def _units(rows: DataFrame, n_hidden: int) -> str:
    inside = int((rows["energy_off"].abs() <= rows["energy_off_half"]).sum())
    ratios = rows["variance_relative"]
    finite = ratios[np.isfinite(ratios)]
    ends = [number(float(end)) for end in (finite.min(), finite.max())] if len(finite) else ["no number"]
    return (
        f"With {count(int(n_hidden), 'hidden unit')} the interval of the energy contains the exact one of the training "
        f"set for {inside} of {count(len(rows), 'training set')} (largest difference "
        f"{number(float(rows['energy_off'].abs().max()))} J per site); the energy fluctuations are "
        f"{listing(dict.fromkeys(ends))} times the exact ones."
    )
