"""The state of training between two minibatches, and its form in a checkpoint."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.checkpoint import rng_state_to_array, set_rng_state
from rgcore.rbm.networks.deep_boltzmann import DeepBoltzmannMachine, dbm_from_arrays, dbm_to_arrays

__all__ = ["TrainingState"]

LISTS = ("weight_velocities", "bias_velocities", "offsets", "chains")


@dataclass(slots=True, kw_only=True, eq=False)
class TrainingState:
    """A network in training; the arrays are changed in place.

    Attributes
    ----------
    network : DeepBoltzmannMachine
        float32; a restricted Boltzmann machine is one with one hidden layer.
    weight_velocities, bias_velocities : tuples of arrays
        The last step of every parameter, before biases are shifted for the offsets.
    offsets : tuple of (n_l,) float32 arrays
        By which the gradient is centred, for every layer; zeros for the plain gradient.
    chains : tuple of (n_chains, n_l) float32 arrays
        Odd layers (h1, h3, ...) of the persistent chains, if there are any; a round begins with the even ones, given
        these.
    history : list of dict
        One record per finished epoch.
    batch, mean_field_steps : int
        Minibatches done, and mean-field steps made, in the current epoch: number ``len(history)``, from 0.
    rng_state : uint8 array
        The generator at the start of that epoch.
    """

    network: DeepBoltzmannMachine
    weight_velocities: tuple[np.ndarray, ...]
    bias_velocities: tuple[np.ndarray, ...]
    offsets: tuple[np.ndarray, ...]
    chains: tuple[np.ndarray, ...]
    history: list[dict[str, float]]
    batch: int
    mean_field_steps: int
    rng_state: np.ndarray

    @classmethod
    def at_rest(
        cls,
        network: DeepBoltzmannMachine,
        offsets: tuple[np.ndarray, ...],
        chains: tuple[np.ndarray, ...],
        *,
        rng: Generator,
    ) -> "TrainingState":
        """Return the state before the first minibatch, with no velocity."""
        return cls(
            network=network,
            weight_velocities=tuple(np.zeros_like(weights) for weights in network.weights),
            bias_velocities=tuple(np.zeros_like(bias) for bias in network.biases),
            offsets=offsets,
            chains=chains,
            history=[],
            batch=0,
            mean_field_steps=0,
            rng_state=rng_state_to_array(rng),
        )

    def close_epoch(self, record: dict[str, float], *, rng: Generator) -> None:
        """Close an epoch with its record of the history."""
        self.history.append(record)
        self.batch = self.mean_field_steps = 0
        self.rng_state = rng_state_to_array(rng)

    def to_arrays(self) -> dict[str, np.ndarray]:
        """Return the state as named arrays."""
        arrays = {f"network_{name}": array for name, array in dbm_to_arrays(self.network).items()}
        for name in LISTS:
            arrays |= {f"{name}_{place}": array for place, array in enumerate(getattr(self, name))}
        for name, column in pd.DataFrame(self.history).items():
            arrays[f"history_{name}"] = column.to_numpy()
        counts = np.array([self.batch, self.mean_field_steps])
        return {**arrays, "counts": counts, "rng_state": self.rng_state}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray], *, rng: Generator) -> "TrainingState":
        """Return the state of the arrays of ``to_arrays``, and put ``rng`` where it was."""
        set_rng_state(rng, arrays["rng_state"])
        batch, mean_field_steps = arrays["counts"].tolist()
        return cls(
            network=dbm_from_arrays(_with_prefix(arrays, "network_")),
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
