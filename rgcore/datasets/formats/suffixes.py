"""Endings of files, also of packed ones such as .csv.gz."""

from pathlib import Path

from rgcore.cards import load_cards

__all__ = ["data_suffix", "data_suffixes", "stem"]


def data_suffixes() -> list[str]:
    """Return the endings of all file formats."""
    return [suffix for card in load_cards("rgcore.datasets.formats").values() for suffix in card.suffixes]


def data_suffix(path: Path) -> str:
    """Return the ending of a file in small letters, the longest that a file format has or else the last one."""
    both = "".join(path.suffixes[-2:]).lower()
    return both if both in data_suffixes() else path.suffix.lower()


def stem(path: Path) -> str:
    """Return the name of a file without its ending."""
    return path.name[: len(path.name) - len(data_suffix(path))]
