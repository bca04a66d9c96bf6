"""Rows on kinds of data, formats of files, layouts of folders and keys, from the cards of datasets."""

from collections.abc import Iterator

from rgcore.cards import load_cards
from rgcore.datasets.kind_cards import kind_card, kind_names

__all__ = ["formats_of_files", "kinds_of_data", "kinds_of_keys", "layouts_of_folders"]


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
