"""The transformations that a config names: cards of this folder, and networks in files of the user."""

from collections.abc import Iterator, Mapping, Sequence

from rgcore.arguments.arrays import list_of_numbers
from rgcore.arguments.objects import an_instance, instances, mapping, one_of
from rgcore.errors import InputError
from rgcore.vrg.known_transformations import (
    load_transformation,
    require_transformation,
    transformation_names,
)
from rgcore.vrg.named_transformation import NamedTransformation, named_transformation
from rgcore.vrg.networks.network_card import network_card
from rgcore.vrg.networks.network_settings import NetworkFile
from rgcore.vrg.operators.checked_card import checked_card
from rgcore.vrg.small_models.small_model import SmallModel
from rgcore.vrg.transformation_card import TransformationCard

__all__ = ["chosen_cards", "enumerable_couplings", "examples"]

SMALLEST_COUPLING, LARGEST_COUPLING = 1e-6, 3.0  # beyond, rounding decides


def enumerable_couplings(couplings: Sequence[float]) -> list[float]:
    """Return the couplings K, each from 1e-6 to 3; InputError if there is none, or one is out of range."""
    return list_of_numbers("couplings", couplings, least=SMALLEST_COUPLING, most=LARGEST_COUPLING)


def chosen_cards(
    transformations: Sequence[str], networks: Mapping[str, NetworkFile]
) -> dict[str, TransformationCard]:
    """Return the cards of these names, then those of the networks, whose files are read.

    Raises
    ------
    InputError
        If there is no such card or file, or a name comes twice, or there is none at all.
    """
    names, known = (
        list(instances("transformations", transformations, str)),
        transformation_names(),
    )
    for place, name in enumerate(names):
        one_of(f"transformations[{place}]", require_transformation(name), known)
    for name, network in mapping("networks", networks).items():
        an_instance(f"networks[{name}]", network, NetworkFile)
    everything = [*names, *networks]
    if not everything or len(set(everything)) < len(everything):
        raise InputError(
            f"transformations and networks must have one name or more, each once, got {everything}"
        )
    cards = {name: checked_card(name, load_transformation(name)) for name in names}
    return cards | {name: network_card(name, network) for name, network in networks.items()}


def examples(
    cards: Mapping[str, TransformationCard], drawn: Mapping[str, Mapping[int, object]], coupling: float
) -> Iterator[NamedTransformation]:
    """Yield every transformation at one coupling, in each size of its card.

    Parameters
    ----------
    cards : mapping of name to TransformationCard
    drawn : mapping of name to mapping of size to object
        As :func:`rgcore.vrg.operators.checked_card.draws` returns it.
    coupling : float
        K, dimensionless.
    """
    for name, card in cards.items():
        for size in card.sizes:
            model = SmallModel(lattice=card.lattice, size=size, coupling=coupling)
            yield named_transformation(name, card, model, drawn[name][size])
