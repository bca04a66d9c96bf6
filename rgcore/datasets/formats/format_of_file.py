"""Which format a file has, by its ending."""

from pathlib import Path

from rgcore.cards import load_cards
from rgcore.datasets.formats.cards import FormatCard
from rgcore.datasets.formats.suffixes import data_suffix

__all__ = ["format_card", "is_plain_text", "known_format"]


def is_plain_text(path: Path) -> bool:
    """Return whether a file is a table of text that is not packed: a number of it takes two bytes or more."""
    card = known_format(path)
    bounded = card is not None and card.table is not None and card.table.bounded_by_size
    return bounded and path.suffix.lower() != ".gz"


def format_card(path: Path) -> FormatCard:
    """Return the card of the format of a file, which must be one that there is."""
    card = known_format(path)
    if card is None:
        raise ValueError(f"{path} must have the ending of a format, which whoever found it has checked")
    return card


def known_format(path: Path) -> FormatCard | None:
    """Return the card of the format of a file, None where there is none."""
    cards, suffix = load_cards("rgcore.datasets.formats").values(), data_suffix(path)
    return next((card for card in cards if suffix in card.suffixes), None)
