"""Diagnostics of one layer after each epoch, on held-out samples and on the same number of training samples."""

import numpy as np
from numpy.random import Generator

from rgcore.lattice.localization import localized_fraction
from rgcore.rbm.likelihood.pseudo_likelihood import pseudo_log_likelihood
from rgcore.rbm.networks.restricted import RBM, free_energy_from_v, mean_h_from_v, mean_v_from_h
from rgcore.rbm.training.data.training_samples import TrainingData, all_rows
from rgcore.rbm.units._unit_kernels import sample_means
from rgcore.rbm.units.real_unit_type import RealUnitType
from rgcore.rng_kernels import random_stream

__all__ = ["LayerDiagnostics"]

MOST_SAMPLES = 500  # more would cost several per cent of an epoch
SITES_PER_SAMPLE = 10
NOTHING = np.full(1, np.nan)
LEAST_DEVIATION = 0.01  # of P(h = 1) over samples; below, a unit carries no information


class LayerDiagnostics:
    """Measures an RBM on the first held-out samples, at most 500; the free energy also on training samples.

    Parameters
    ----------
    data : TrainingData
    """

    def __init__(self, data: TrainingData) -> None:
        n_samples = min(len(data.held_out), MOST_SAMPLES)
        self._view = data.view
        self._held_out, self._seen = all_rows(data.held_out, n_samples), all_rows(data.training, n_samples)

    def record(self, rbm: RBM, *, rng: Generator) -> dict[str, float]:
        """Return one row of the history.

        Returns
        -------
        dict
            ``reconstruction_error``: mean of (s - s')^2 over samples and units, s' the mean of a unit after one pass of
            means up and down, both on the scale of spins (-1 to 1), or of real values. ``free_energy_gap``,
            ``free_energy_gap_err``: mean F of the held-out minus that of training samples, nats; it grows with
            overfitting. ``pseudo_log_likelihood``, ``pseudo_log_likelihood_err``: mean over visible units of
            ln P(v_i | the others), nats, at 10 random units per sample; NaN for real-valued units. ``weight_norm``:
            root mean square of the weights. ``active_fraction``: mean P(h = 1). ``dead_fraction``: hidden units whose
            P(h = 1) deviates by less than 0.01 between samples. ``localized_fraction``: hidden units with a localized
            receptive field; NaN where the sites are no square lattice. ``_err`` is one standard error.
        """
        units, is_real = rbm.hidden_type, isinstance(rbm.visible_type, RealUnitType)
        hidden = mean_h_from_v(rbm, self._held_out)
        values = mean_v_from_h(rbm, hidden), self._held_out
        after, before = values if is_real else map(units.to_spins, values)
        deviations = after - before
        energies = [free_energy_from_v(rbm, part) for part in (self._held_out, self._seen)]
        pseudo = NOTHING if is_real else self._pseudo_log_likelihoods(rbm, rng=rng)
        fields = rbm.weights if self._view is None else self._view @ rbm.weights
        active = (1 + units.to_spins(hidden)) / 2
        return {
            "reconstruction_error": float(np.mean(deviations**2, dtype=np.float64)),
            "free_energy_gap": float(energies[0].mean() - energies[1].mean()),
            "free_energy_gap_err": float(np.hypot(*map(_standard_error, energies))),
            "pseudo_log_likelihood": float(pseudo.mean()),
            "pseudo_log_likelihood_err": _standard_error(pseudo),
            "weight_norm": float(np.sqrt(np.mean(rbm.weights**2, dtype=np.float64))),
            "active_fraction": float(active.mean(dtype=np.float64)),
            "dead_fraction": float((active.std(axis=0) < LEAST_DEVIATION).mean()),
            "localized_fraction": localized_fraction(fields),
        }

    def _pseudo_log_likelihoods(self, rbm: RBM, *, rng: Generator) -> np.ndarray:
        """Return the mean over visible units per sample; states are drawn where the samples are means."""
        stream, states = random_stream(rng=rng), np.empty_like(self._held_out)
        sample_means(self._held_out, rbm.unit_type.low_single, stream, states)
        n_sites = min(SITES_PER_SAMPLE, rbm.n_visible)
        return pseudo_log_likelihood(rbm, states, n_sites=n_sites, rng=rng) / rbm.n_visible


def _standard_error(values: np.ndarray) -> float:
    return float(values.std() / np.sqrt(len(values)))
