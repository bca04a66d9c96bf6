"""What joint training has in hand between two minibatches, and its form in a checkpoint."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.rbm._kernels import sample_means
from rgcore.rbm.likelihood.mean_field import mean_field
from rgcore.rbm.networks.deep_belief import DeepBeliefNetwork
from rgcore.rbm.networks.deep_boltzmann import (
    DeepBoltzmannMachine,
    dbm_from_arrays,
    dbm_to_arrays,
    from_stack,
    single_precision,
)
from rgcore.rbm.settings import JointTrainingSettings
from rgcore.rbm.training.checkpoint import rng_state_to_array, set_rng_state
from rgcore.rbm.training.samples import Samples, all_rows

__all__ = ["JointTrainingState"]

SAMPLES_FOR_MEANS = 1000
LISTS = ("weight_velocities", "bias_velocities", "offsets", "chains")


@dataclass(slots=True, kw_only=True, eq=False)
class JointTrainingState:
    """A deep machine in training; the arrays are changed in place.

    Attributes
    ----------
    dbm : DeepBoltzmannMachine
    weight_velocities, bias_velocities : tuples of arrays
        The last step of every parameter, before biases are shifted for the offsets.
    offsets : tuple of (n_l,) float32 arrays
        What the gradient is centred by, for every layer.
    chains : tuple of (n_chains, n_l) float32 arrays
        Odd layers (h1, h3, ...) of the persistent chains; a round begins with the even ones, given these.
    history : list of dict
        One record per finished epoch.
    batch, mean_field_steps : int
        Minibatches done, and mean-field steps made, in the epoch that is under way: number ``len(history)``, from 0.
    rng_state : uint8 array
        The generator at the start of that epoch.
    """

    dbm: DeepBoltzmannMachine
    weight_velocities: tuple[np.ndarray, ...]
    bias_velocities: tuple[np.ndarray, ...]
    offsets: tuple[np.ndarray, ...]
    chains: tuple[np.ndarray, ...]
    history: list[dict[str, float]]
    batch: int
    mean_field_steps: int
    rng_state: np.ndarray

    @classmethod
    def begin(
        cls, network: DeepBeliefNetwork, samples: Samples, settings: JointTrainingSettings, *, rng: Generator
    ) -> "JointTrainingState":
        """Return the state before the first minibatch; the network is left untouched."""
        dbm = single_precision(from_stack(network, settings.upper_scale))
        offsets = _first_offsets(dbm, samples, settings)
        if settings.fields == "zero":
            _remove_fields(dbm, offsets)
        return cls(
            dbm=dbm,
            weight_velocities=tuple(np.zeros_like(weights) for weights in dbm.weights),
            bias_velocities=tuple(np.zeros_like(bias) for bias in dbm.biases),
            offsets=offsets,
            chains=_first_chains(dbm, samples, settings, rng=rng),
            history=[],
            batch=0,
            mean_field_steps=0,
            rng_state=rng_state_to_array(rng),
        )

    def next_epoch(self, record: dict[str, float], *, rng: Generator) -> None:
        """Close an epoch with its record of the history."""
        self.history.append(record)
        self.batch = self.mean_field_steps = 0
        self.rng_state = rng_state_to_array(rng)

    def to_arrays(self) -> dict[str, np.ndarray]:
        """Return the state as named arrays."""
        arrays = {f"dbm_{name}": array for name, array in dbm_to_arrays(self.dbm).items()}
        for name in LISTS:
            arrays |= {f"{name}_{place}": array for place, array in enumerate(getattr(self, name))}
        for name, column in pd.DataFrame(self.history).items():
            arrays[f"history_{name}"] = column.to_numpy()
        counts = np.array([self.batch, self.mean_field_steps])
        return {**arrays, "counts": counts, "rng_state": self.rng_state}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray], *, rng: Generator) -> "JointTrainingState":
        """Return the state that :meth:`to_arrays` took apart, and put ``rng`` where it was."""
        set_rng_state(rng, arrays["rng_state"])
        batch, mean_field_steps = arrays["counts"].tolist()
        return cls(
            dbm=dbm_from_arrays(_with_prefix(arrays, "dbm_")),
            **{name: tuple(_with_prefix(arrays, f"{name}_").values()) for name in LISTS},
            history=pd.DataFrame(_with_prefix(arrays, "history_")).to_dict("records"),
            batch=batch,
            mean_field_steps=mean_field_steps,
            rng_state=arrays["rng_state"],
        )


def _with_prefix(arrays: Mapping[str, np.ndarray], prefix: str) -> dict[str, np.ndarray]:
    """Return the arrays of names that begin so, without the beginning; numbered ones in the order of numbers."""
    names = [name.removeprefix(prefix) for name in arrays if name.startswith(prefix)]
    numbered = sorted(names, key=int) if all(name.isdigit() for name in names) else names
    return {name: arrays[prefix + name] for name in numbered}


def _first_offsets(
    dbm: DeepBoltzmannMachine, samples: Samples, settings: JointTrainingSettings
) -> tuple[np.ndarray, ...]:
    """Return the means of all layers over samples, or the midpoint of the units where fields are zero."""
    if settings.fields == "zero":
        middle = dbm.unit_type.midpoint
        return tuple(np.full(size, middle) for size in dbm.sizes)
    visible = all_rows(samples, min(len(samples), SAMPLES_FOR_MEANS))
    means = mean_field(dbm, visible, max_steps=settings.n_mean_field_steps).means
    return tuple(values.mean(axis=0, dtype=np.float64).astype(np.float32) for values in (visible, *means))


def _remove_fields(dbm: DeepBoltzmannMachine, middles: tuple[np.ndarray, ...]) -> None:
    """Set the biases to those of no field: 0 for spins, minus half the sums of the weights for 0/1 units."""
    for bias in dbm.biases:
        bias[:] = 0
    for layer, weights in enumerate(dbm.weights):
        np.subtract(dbm.biases[layer], weights @ middles[layer + 1], out=dbm.biases[layer])
        np.subtract(dbm.biases[layer + 1], middles[layer] @ weights, out=dbm.biases[layer + 1])


def _first_chains(
    dbm: DeepBoltzmannMachine, samples: Samples, settings: JointTrainingSettings, *, rng: Generator
) -> tuple[np.ndarray, ...]:
    """Return odd layers drawn with their mean-field means given random samples, so that chains start near the law."""
    visible = np.empty((settings.n_chains, samples.n_units), dtype=np.float32)
    samples.take(rng.integers(len(samples), size=settings.n_chains), visible)
    means = mean_field(dbm, visible, max_steps=settings.n_mean_field_steps).means[::2]
    chains, low = (
        tuple(np.empty_like(part) for part in means),
        dbm.unit_type.low_single,
    )
    for part, states in zip(means, chains, strict=True):
        sample_means(part, low, rng.integers(2**64, size=2, dtype=np.uint64), states)
    return chains
