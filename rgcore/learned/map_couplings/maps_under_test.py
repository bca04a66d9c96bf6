"""The maps whose couplings and information are measured, untrained and trained, replica by replica."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from rgcore.cards import load_card
from rgcore.ising.drawing.decorrelated_configurations import sample_configurations
from rgcore.ising.settings import SamplingSettings
from rgcore.learned.map_couplings.cylinder import WINDOW, Cylinder
from rgcore.learned.map_couplings.exact_training import TiedLikelihood
from rgcore.learned.maps.filters.filter_map import FilterMap
from rgcore.learned.maps.filters.hidden_spins import HIDDEN
from rgcore.learned.maps.settings import LearnedMapsSettings
from rgcore.learned.maps.training import train_filter
from rgcore.rbm.settings import TrainingSettings
from rgcore.rng import stream

__all__ = ["EXACT_RBM", "TRAINED_RBM", "UNTRAINED", "MapUnderTest", "RbmTraining", "maps_of_replica"]

EXACT_RBM, TRAINED_RBM = "exact_rbm", "trained_rbm"
UNTRAINED = "none"


@dataclass(frozen=True, eq=False)
class MapUnderTest:
    """A map with its names in tables.

    Attributes
    ----------
    name : str
        Name of a card of an untrained map; ``EXACT_RBM``, a filter of largest likelihood; or ``TRAINED_RBM``.
    trained_at : str
        Temperature of the configurations that it was trained on, or ``UNTRAINED``.
    coarse : FilterMap
        Of a width of 2 or 4.
    """

    name: str
    trained_at: str
    coarse: FilterMap

    @property
    def keys(self) -> dict[str, str]:
        """What distinguishes it in tables."""
        return {"map": self.name, "hidden": self.coarse.hidden, "trained_at": self.trained_at}


@dataclass(frozen=True, kw_only=True)
class RbmTraining:
    """How filters are trained on samples: ``settings`` of the learned maps, ``sampling`` of configurations."""

    settings: LearnedMapsSettings
    sampling: SamplingSettings


def maps_of_replica(
    maps: Mapping[str, tuple[str, ...]], training: RbmTraining, *, replica: int, root_seed: int
) -> list[MapUnderTest]:
    """Draw the untrained maps and train the others, each with the sign and with sampled hidden spins.

    Parameters
    ----------
    maps : mapping
        ``untrained``: names of cards of :mod:`rgcore.learned.maps.untrained`; ``trained_at``: temperatures in J/k_B.
    training : RbmTraining
    replica : int
        Each has draws, starts and configurations of its own.
    root_seed : int
    """
    drawn = []
    for name in maps["untrained"]:
        rng = stream(root_seed, purpose="map_couplings_untrained", map=name, replica=replica)
        weights = load_card("rgcore.learned.maps.untrained", name).draw(WINDOW, rng=rng)
        coarse = FilterMap(weights=weights, hidden="deterministic")
        drawn.append(MapUnderTest(name, UNTRAINED, coarse))
    return drawn + [
        MapUnderTest(name, temperature, FilterMap(weights=weights, hidden=hidden))
        for temperature in maps["trained_at"]
        for name, weights in _trained(temperature, training, replica, root_seed)
        for hidden in HIDDEN
    ]


def _trained(
    temperature: str, training: RbmTraining, replica: int, root_seed: int
) -> Iterator[tuple[str, np.ndarray]]:
    """Yield the filters (4, 4) of one temperature by name: of largest likelihood, and trained on samples."""
    place = {"temperature": temperature, "replica": replica}
    rng = stream(root_seed, purpose="map_couplings_exact_rbm", **place)
    yield EXACT_RBM, TiedLikelihood(Cylinder(1 / float(temperature))).trained(rng=rng)
    settings = training.settings
    sampling = training.sampling.model_copy(update={"n_samples": settings.n_training_samples})
    rng = stream(root_seed, purpose="map_couplings_trained_rbm", **place)
    ising, _ = sample_configurations(settings.training_side, float(temperature), sampling, rng=rng)
    chosen = {"l1": settings.conditions.l1[0], "fields": "zero", "units": settings.conditions.units[0]}
    of_rbm = TrainingSettings(**dict(settings.training), **chosen)
    yield TRAINED_RBM, train_filter(ising.spins, of_rbm, width=WINDOW, rng=rng).weights
