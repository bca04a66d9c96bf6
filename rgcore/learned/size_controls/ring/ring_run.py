"""One training run on the ring, and the size of its receptive fields."""

from collections.abc import Callable
from dataclasses import asdict

import numpy as np
import pandas as pd

from rgcore.checkpoint import no_report
from rgcore.learned.size_controls.ring.ring_conditions import RingCondition
from rgcore.learned.size_controls.ring.ring_fields import measure_ring_field, sizes_on_ring
from rgcore.learned.size_controls.ring.ring_spins import draw_ring, ring_correlation_length
from rgcore.learned.size_controls.trained_weights import trained_weights
from rgcore.rbm.settings import TrainingSettings
from rgcore.rng import stream

__all__ = ["drift", "ring_row"]


def ring_row(
    condition: RingCondition,
    settings: TrainingSettings,
    *,
    root_seed: int,
    report: Callable[[int, int], None] = no_report,
) -> pd.DataFrame:
    """Draw configurations of the ring, train a network on them and measure its fields.

    Parameters
    ----------
    condition : RingCondition
    settings : TrainingSettings
        Its ``n_epochs`` and ``algorithm`` are those of the condition.
    root_seed : int
    report : callable
        Called as report(epochs done, epochs in all) after every epoch.

    Returns
    -------
    DataFrame
        One row, with the columns of the table ``ring_block_size``.
    """
    coupling = 1 / float(condition.temperature)
    rng = stream(root_seed, purpose="ring_spins", **condition.of_data)
    spins = draw_ring(condition.n_samples, condition.n_sites, coupling, rng=rng)
    rng = stream(root_seed, purpose="ring_block_size", units=settings.units, **condition.identity)
    halfway, last = trained_weights(spins, condition.n_hidden, settings, rng=rng, report=report)
    found = sizes_on_ring(last) | {
        "fwhm_halfway": sizes_on_ring(halfway)["fwhm"],
        "drift": drift(halfway, last),
    }
    of_run = asdict(condition) | {
        "temperature": float(condition.temperature),
        "sites_per_unit": condition.n_sites / condition.n_hidden,
        "correlation_length_exact": ring_correlation_length(coupling),
    }
    return pd.DataFrame([of_run | found])


def drift(before: np.ndarray, after: np.ndarray) -> float:
    """Return the root mean square distance that the centres of localized fields moved, in lattice spacings.

    Parameters
    ----------
    before, after : (n_sites, n_hidden) arrays
        Units whose fields are localized in both count; NaN without one.
    """
    n_sites = len(before)
    pairs = [
        (measure_ring_field(first), measure_ring_field(second))
        for first, second in zip(before.T, after.T, strict=True)
    ]
    moved = [
        (second["centre"] - first["centre"] + n_sites / 2) % n_sites - n_sites / 2
        for first, second in pairs
        if first["localized"] and second["localized"]
    ]
    return float(np.sqrt(np.mean(np.square(moved)))) if moved else float("nan")
