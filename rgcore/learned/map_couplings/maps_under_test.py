"""The maps of one replica whose couplings and information are measured, untrained and trained."""

from collections.abc import Sequence
from dataclasses import dataclass

from rgcore.cards import load_card
from rgcore.learned.map_couplings.cylinder import WINDOW, Cylinder
from rgcore.learned.map_couplings.exact_training import TiedLikelihood
from rgcore.learned.maps.filter_map import FilterMap
from rgcore.rng import stream

__all__ = ["LIKELIHOOD", "UNTRAINED", "MapUnderTest", "maps_of_replica"]

LIKELIHOOD = "likelihood"
UNTRAINED = "none"
CARDS = "rgcore.learned.maps.untrained"


@dataclass(frozen=True, eq=False)
class MapUnderTest:
    """A map with its names in tables.

    Attributes
    ----------
    name : str
        Name of a card of an untrained map, or ``LIKELIHOOD``.
    trained_at : str
        Temperature of the configurations whose likelihood it maximizes, or ``UNTRAINED``.
    coarse : FilterMap
    """

    name: str
    trained_at: str
    coarse: FilterMap

    @property
    def keys(self) -> dict[str, str]:
        """What distinguishes it in tables."""
        return {"map": self.name, "hidden": self.coarse.hidden, "trained_at": self.trained_at}


def maps_of_replica(
    untrained: Sequence[str], trained_at: Sequence[str], replica: int, *, root_seed: int
) -> list[MapUnderTest]:
    """Draw the untrained maps and train those of maximum likelihood, each with its sign and its sampled hidden spins.

    Parameters
    ----------
    untrained : sequence of str
        Names of cards of ``rgcore.learned.maps.untrained``.
    trained_at : sequence of str
        Temperatures in J/k_B.
    replica : int
        Each has draws and starts of its own.
    root_seed : int
    """
    maps = []
    for name in untrained:
        rng = stream(root_seed, purpose="map_couplings_untrained", map=name, replica=replica)
        weights = load_card(CARDS, name).draw(WINDOW, rng=rng)
        maps.append(MapUnderTest(name, UNTRAINED, FilterMap(weights=weights, hidden="deterministic")))
    for temperature in trained_at:
        rng = stream(root_seed, purpose="map_couplings_likelihood", temperature=temperature, replica=replica)
        weights = TiedLikelihood(Cylinder(1 / float(temperature))).trained(rng=rng)
        maps += [
            MapUnderTest(LIKELIHOOD, temperature, FilterMap(weights=weights, hidden=hidden))
            for hidden in ("deterministic", "sampled")
        ]
    return maps
