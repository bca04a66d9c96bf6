"""What a training has in hand between two minibatches, and its form in a checkpoint."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.rbm.networks.restricted import RBM, Gradient
from rgcore.rbm.settings import TrainingSettings
from rgcore.rbm.training.checkpoint import rng_state_to_array, set_rng_state
from rgcore.rbm.training.samples import Samples, all_rows
from rgcore.rbm.units.unit_type import unit_type

__all__ = ["TrainingState", "random_rbm"]

NAMES = ("weights", "visible_bias", "hidden_bias")
SAMPLES_FOR_MEANS = 1000


@dataclass(slots=True, kw_only=True, eq=False)
class TrainingState:
    """A machine in training; the arrays are changed in place.

    Attributes
    ----------
    rbm : RBM
    velocity : Gradient
        The last step of every parameter.
    visible_offset, hidden_offset : (n_visible,), (n_hidden,) float32 arrays
        What the gradient is centred by; zeros for the plain gradient.
    chains : (batch_size, n_hidden) float32 array, or None
        Hidden states of the persistent chains.
    history : list of dict
        One record per finished epoch.
    batch : int
        Minibatches done in the epoch that is under way, which is number ``len(history)``, from 0.
    rng_state : uint8 array
        The generator at the start of that epoch.
    """

    rbm: RBM
    velocity: Gradient
    visible_offset: np.ndarray
    hidden_offset: np.ndarray
    chains: np.ndarray | None
    history: list[dict[str, float]]
    batch: int
    rng_state: np.ndarray

    @classmethod
    def begin(
        cls, samples: Samples, n_hidden: int, settings: TrainingSettings, *, rng: Generator
    ) -> "TrainingState":
        """Return the state before the first minibatch."""
        rbm = random_rbm(samples.n_units, n_hidden, settings, rng=rng)
        offsets = _first_offsets(samples, n_hidden, settings)
        if settings.fields == "zero":
            np.copyto(rbm.visible_bias, -rbm.weights @ offsets[1])
            np.copyto(rbm.hidden_bias, -offsets[0] @ rbm.weights)
        chains = None
        if settings.algorithm == "persistent_contrastive_divergence":
            spins = 2.0 * rng.integers(0, 2, size=(settings.batch_size, n_hidden)) - 1
            chains = unit_type(settings.units).from_spins(spins)
        return cls(
            rbm=rbm,
            velocity=Gradient(*(np.zeros_like(getattr(rbm, name)) for name in NAMES)),
            visible_offset=offsets[0],
            hidden_offset=offsets[1],
            chains=chains,
            history=[],
            batch=0,
            rng_state=rng_state_to_array(rng),
        )

    def to_arrays(self) -> dict[str, np.ndarray]:
        """Return the state as named arrays."""
        arrays = {name: getattr(self.rbm, name) for name in NAMES}
        arrays |= {f"velocity_{name}": part for name, part in zip(NAMES, self.velocity, strict=True)}
        arrays |= {"visible_offset": self.visible_offset, "hidden_offset": self.hidden_offset}
        if self.chains is not None:
            arrays["chains"] = self.chains
        for name, column in pd.DataFrame(self.history).items():
            arrays[f"history_{name}"] = column.to_numpy()
        return {**arrays, "batch": np.array([self.batch]), "rng_state": self.rng_state}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray], units: str, *, rng: Generator) -> "TrainingState":
        """Return the state that :meth:`to_arrays` took apart, and put ``rng`` where it was."""
        set_rng_state(rng, arrays["rng_state"])
        prefix = "history_"
        columns = {name.removeprefix(prefix): arrays[name] for name in arrays if name.startswith(prefix)}
        return cls(
            rbm=RBM(**{name: arrays[name] for name in NAMES}, units=units),
            velocity=Gradient(*(arrays[f"velocity_{name}"] for name in NAMES)),
            visible_offset=arrays["visible_offset"],
            hidden_offset=arrays["hidden_offset"],
            chains=arrays.get("chains"),
            history=pd.DataFrame(columns).to_dict("records"),
            batch=int(arrays["batch"][0]),
            rng_state=arrays["rng_state"],
        )


def random_rbm(n_visible: int, n_hidden: int, settings: TrainingSettings, *, rng: Generator) -> RBM:
    """Return a float32 machine with normal weights of deviation ``settings.weight_scale`` and zero biases."""
    weights = rng.standard_normal((n_visible, n_hidden), dtype=np.float32)
    return RBM(
        weights=weights * np.float32(settings.weight_scale),
        visible_bias=np.zeros(n_visible, dtype=np.float32),
        hidden_bias=np.zeros(n_hidden, dtype=np.float32),
        units=settings.units,
    )


def _first_offsets(
    samples: Samples, n_hidden: int, settings: TrainingSettings
) -> tuple[np.ndarray, np.ndarray]:
    """Return what the gradient is centred by at first: nothing, the midpoint of the units, or their means."""
    middle = unit_type(settings.units).midpoint
    if settings.fields == "zero":
        return np.full(samples.n_units, middle), np.full(n_hidden, middle)
    if settings.gradient == "centered":
        some = all_rows(samples, min(len(samples), SAMPLES_FOR_MEANS))
        return some.mean(axis=0, dtype=np.float64).astype(np.float32), np.full(n_hidden, middle)
    return np.zeros(samples.n_units, dtype=np.float32), np.zeros(n_hidden, dtype=np.float32)
