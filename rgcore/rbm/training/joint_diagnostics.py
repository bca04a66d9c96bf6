"""Diagnostics of a deep Boltzmann machine after each epoch of joint training, from the bound of ln P(v)."""

import numpy as np

from rgcore.rbm.likelihood.mean_field import mean_field, unnormalized_bound
from rgcore.rbm.networks.deep_boltzmann import DeepBoltzmannMachine, lowest_rbm
from rgcore.rbm.networks.restricted import mean_v_from_h
from rgcore.rbm.settings import JointTrainingSettings
from rgcore.rbm.training.data.training_samples import TrainingData, all_rows

__all__ = ["JointDiagnostics"]

MOST_SAMPLES = 500


class JointDiagnostics:
    """Measures a network on the first held-out samples, at most 500, and on the same number of training samples.

    Parameters
    ----------
    data : TrainingData
    settings : JointTrainingSettings
        Of the mean fields, which are as good as those of training.
    """

    def __init__(self, data: TrainingData, settings: JointTrainingSettings) -> None:
        n_samples = min(len(data.held_out), MOST_SAMPLES)
        self._held_out, self._seen = all_rows(data.held_out, n_samples), all_rows(data.training, n_samples)
        self._limits = {
            "max_steps": settings.n_mean_field_steps,
            "tolerance": settings.mean_field_tolerance,
        }

    def record(self, network: DeepBoltzmannMachine, mean_field_steps: float) -> dict[str, float]:
        """Return one row of the history.

        Returns
        -------
        dict
            ``reconstruction_error``: mean of (s - s')^2, s' the mean of a visible unit given the mean-field means of
            h1, on the scale of spins. ``unnormalized_bound``, ``unnormalized_bound_err``: mean over held-out samples of
            the mean-field bound of ln P(v) plus ln Z, nats. ``bound_gap``, ``bound_gap_err``: that of training samples
            minus that of held-out ones; it grows with overfitting. ``weight_norm_1`` and so on: root mean square of
            the weights below each hidden layer. ``mean_field_steps``: as given, the mean number per batch. ``_err`` is
            one standard error.
        """
        means, of_seen = (
            mean_field(network, part, **self._limits).means for part in (self._held_out, self._seen)
        )
        bounds = unnormalized_bound(network, self._held_out, means)
        seen_bounds = unnormalized_bound(network, self._seen, of_seen)
        errors = [values.std() / np.sqrt(len(values)) for values in (bounds, seen_bounds)]
        norms = [np.sqrt(np.mean(weights**2, dtype=np.float64)) for weights in network.weights]
        return {
            "reconstruction_error": self._reconstruction_error(network, means[0]),
            "unnormalized_bound": float(bounds.mean()),
            "unnormalized_bound_err": float(errors[0]),
            "bound_gap": float(seen_bounds.mean() - bounds.mean()),
            "bound_gap_err": float(np.hypot(*errors)),
            **{f"weight_norm_{layer}": float(norm) for layer, norm in enumerate(norms, start=1)},
            "mean_field_steps": mean_field_steps,
        }

    def _reconstruction_error(self, network: DeepBoltzmannMachine, hidden: np.ndarray) -> float:
        units = network.unit_type
        back = mean_v_from_h(lowest_rbm(network), hidden)
        deviations = units.to_spins(back) - units.to_spins(self._held_out)
        return float(np.mean(deviations**2, dtype=np.float64))
