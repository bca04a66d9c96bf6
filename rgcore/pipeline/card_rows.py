"""Rows of the reference pages on everything that has a card, from the cards."""

from collections.abc import Iterator

from rgcore.cards import load_cards
from rgcore.datasets.kind_cards import kind_card, kind_names
from rgcore.vrg.known_transformations import load_transformation, transformation_names

__all__ = [
    "NULL_HEAD",
    "SAMPLER_HEAD",
    "TRANSFORMATION_HEAD",
    "formats_of_files",
    "kinds_of_data",
    "kinds_of_keys",
    "layouts_of_folders",
    "nulls",
    "samplers",
    "transformations",
]

SAMPLER_HEAD = ("algorithm", "what it does", "a step", "records", "in `automatic`")
NULL_HEAD = ("null", "data", "keeps", "loses", "fitted")
TRANSFORMATION_HEAD = ("transformation", "what it does", "visible spins", "hidden spins", "trace condition")


def samplers() -> Iterator[tuple[str, ...]]:
    """Yield a row of every sampler."""
    for name, card in load_cards("rgcore.ising.samplers").items():
        yield (
            f"`{name}`",
            card.sentence,
            "a sweep" if card.step_is_a_sweep else "part of a sweep",
            "independent draws" if card.exact else "a Markov chain",
            "yes" if card.cost else "no",
        )


def nulls() -> Iterator[tuple[str, ...]]:
    """Yield a row of every null."""
    for name, card in load_cards("rgcore.pcarg.nulls").items():
        yield f"`{name}`", card.sentence, card.keeps, card.loses, card.fitted


def transformations() -> Iterator[tuple[str, ...]]:
    """Yield a row of every transformation of the variational RG."""
    for name in transformation_names():
        card = load_transformation(name)
        yield (
            f"`{name}`",
            card.sentence,
            f"{card.lattice} of {', '.join(map(str, card.sizes))}",
            ", ".join(str(card.hidden(size).n_spins) for size in card.sizes),
            "for every v" if card.normalized else "measured",
        )


def kinds_of_data() -> Iterator[tuple[str, str]]:
    """Yield the name of every kind and what its data are."""
    return ((f"`{name}`", kind_card(name).sentence) for name in kind_names())


def formats_of_files() -> Iterator[tuple[str, str, str]]:
    """Yield the suffixes of every format, what it is, and whether a file may hold several vectors."""
    for card in load_cards("rgcore.datasets.formats").values():
        yield (
            " ".join(f"`{suffix}`" for suffix in card.suffixes),
            card.sentence,
            "yes" if card.vectors else "no",
        )


def layouts_of_folders() -> Iterator[tuple[str, str, str]]:
    """Yield what every layout of a folder is, and whether it gives spike times and samples."""
    for card in load_cards("rgcore.datasets.folders").values():
        yield card.sentence, "yes" if card.vectors else "no", "yes" if card.matrix else "no"


def kinds_of_keys() -> Iterator[tuple[str, str]]:
    """Yield the keys of every group, and the kinds for which they have a meaning."""
    cards = load_cards("rgcore.datasets.kinds")
    for group in dict.fromkeys(group for card in cards.values() for group in card.keys):
        kinds = [f"`{kind}`" for kind, card in cards.items() if group in card.keys]
        yield " ".join(f"`{key}`" for key in group.model_fields), " ".join(kinds)
