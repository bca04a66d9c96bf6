"""What each control declares, at the end of its file."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rgcore.learned.size_controls.fast_ica import IndependentComponents
from rgcore.rbm.settings import TrainingSettings

__all__ = ["ControlCard", "ControlCase"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ControlCase:
    """What controls are made from, at one temperature.

    Attributes
    ----------
    spins : (n_samples, side, side) int8 array
        The Ising configurations that networks of the study are trained on, -1 and +1.
    temperature : float
        In J/k_B.
    n_hidden : int
        Hidden units of the networks they are compared with.
    training : TrainingSettings
        Of these networks.
    components : IndependentComponents
        Of the configurations, one per hidden unit, at most one per site.
    """

    spins: np.ndarray
    temperature: float
    n_hidden: int
    training: TrainingSettings
    components: IndependentComponents

    @property
    def side(self) -> int:
        """Lattice spacings per side."""
        return self.spins.shape[1]

    @property
    def samples(self) -> np.ndarray:
        """The configurations as rows, (n_samples, side**2) float64."""
        return self.spins.reshape(len(self.spins), -1).astype(np.float64)


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlCard:
    """A set of fields on the lattice that no network learned from Ising configurations.

    Attributes
    ----------
    sentence : str
        What it is, and what its size means.
    fields : callable
        ``fields(case, rng=rng)`` takes a :class:`ControlCase` and returns the fields (side**2, n_fields).
    trains : bool
        Whether a network is trained for it; such controls are made at a few temperatures only.
    of_components : bool
        Whether they are those of the case, whose iterations may not have converged.
    """

    sentence: str
    fields: Callable[..., np.ndarray]
    trains: bool = False
    of_components: bool = False
