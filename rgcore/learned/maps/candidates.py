"""The maps of one replica: those that are trained, with one filter or with free ones, and the untrained ones."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

import numpy as np

from rgcore.cards import load_card
from rgcore.ising.drawing.decorrelated_configurations import sample_configurations
from rgcore.ising.settings import SamplingSettings
from rgcore.learned.maps.conditions import MapCondition, map_conditions
from rgcore.learned.maps.filters.filter_map import FilterMap, coarse_spins
from rgcore.learned.maps.filters.filter_of_rbm import Filter, filter_of_image
from rgcore.learned.maps.filters.filter_shape import shape_of_filter, shape_of_units
from rgcore.learned.maps.filters.units_map import UnitsMap, coarse_spins_of_units, units_in_places
from rgcore.learned.maps.settings import LearnedMapsSettings
from rgcore.learned.maps.training import train_map_rbm, weights_of_spins
from rgcore.rbm.settings import TrainingSettings
from rgcore.rng import stream

__all__ = ["Candidate", "candidates"]


class Candidate(NamedTuple):
    """A map.

    ``block(hidden)`` returns the map for one kind of coarse spins, as a function block(spins, rng=rng); ``about`` holds
    the columns of how it was trained and what its filters look like.
    """

    name: str
    block: Callable[[str], Callable[..., np.ndarray]]
    about: dict[str, str | float]


_UNTRAINED = {
    "sharing": "translations",
    "source": "none",
    "training_temperature": float("nan"),
    "l1": float("nan"),
    "units": "none",
}


def candidates(
    settings: LearnedMapsSettings, sampling: SamplingSettings, *, replica: int, root_seed: int
) -> Iterator[Candidate]:
    """Yield the maps of a replica, trained ones first; the first of these is the reference.

    Untrained filters have a positive sum, and the norm of the reference, on which sampled coarse spins depend.
    """
    norm = None
    for condition in map_conditions(dict(settings.conditions)):
        weights = _trained(condition, settings, sampling, replica, root_seed)
        candidate = _of_rbm(condition, weights, settings)
        norm = candidate.about["norm"] if norm is None else norm
        yield candidate
    for name in settings.untrained:
        rng = stream(root_seed, purpose="learned_maps_untrained", map=name, replica=replica)
        weights = load_card("rgcore.learned.maps.untrained", name).draw(settings.window, rng=rng)
        scale = (
            norm / np.linalg.norm(weights) * (-1 if weights.sum() < 0 else 1)
        )  # the sign of a filter is arbitrary
        kernel = Filter(scale * weights, (0, 0), 0.0)
        yield _of_filter(name, kernel, _UNTRAINED)


def _of_rbm(condition: MapCondition, weights: np.ndarray, settings: LearnedMapsSettings) -> Candidate:
    """Return the map of an RBM of -1/+1 units with weights (side**2, (side / 2)**2)."""
    columns = condition.columns
    training = {"training_temperature": columns.pop("temperature")} | columns
    if condition.sharing == "translations":
        image = weights[:, 0].reshape(settings.training_side, settings.training_side)
        return _of_filter(condition.name, filter_of_image(image, settings.window), training)
    ordered, tiling = units_in_places(weights)

    def block(hidden: str) -> Callable[..., np.ndarray]:
        return partial(coarse_spins_of_units, UnitsMap(weights=ordered, hidden=hidden))

    return Candidate(condition.name, block, training | shape_of_units(ordered, tiling))


def _of_filter(name: str, kernel: Filter, training: dict[str, str | float]) -> Candidate:
    def block(hidden: str) -> Callable[..., np.ndarray]:
        return partial(coarse_spins, FilterMap(weights=kernel.weights, hidden=hidden))

    return Candidate(name, block, training | shape_of_filter(kernel))


def _trained(
    condition: MapCondition,
    settings: LearnedMapsSettings,
    sampling: SamplingSettings,
    replica: int,
    root_seed: int,
) -> np.ndarray:
    """Train the RBM of a condition; conditions of one temperature share their Ising configurations."""
    place = {"side": settings.training_side, "temperature": float(condition.temperature), "replica": replica}
    drawn = sampling.model_copy(update={"n_samples": settings.n_training_samples})
    rng = stream(root_seed, purpose="learned_maps_ising", **place)
    ising, _ = sample_configurations(settings.training_side, place["temperature"], drawn, rng=rng)
    source = load_card("rgcore.learned.block_study.sources", condition.source)
    rng = stream(root_seed, purpose="learned_maps_source", source=condition.source, **place)
    spins, _ = source.draw(ising.spins, rng=rng)
    training = TrainingSettings(
        **dict(settings.training), l1=condition.l1, fields="zero", units=condition.units
    )
    rng = stream(root_seed, purpose="learned_maps_training", **condition.columns, replica=replica)
    return weights_of_spins(train_map_rbm(spins, training, sharing=condition.sharing, rng=rng))
