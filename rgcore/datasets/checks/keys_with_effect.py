"""Keys that have no effect on files of a format are refused: whoever writes one expects something of it."""

from pathlib import Path

from rgcore.cards import load_card
from rgcore.datasets.folders.find_files import known_folder
from rgcore.datasets.formats.cards import FormatCard
from rgcore.datasets.formats.format_of_file import format_card
from rgcore.datasets.keys.prices import PriceKeys
from rgcore.datasets.keys.tables import TableKeys
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError

__all__ = ["refuse_keys_without_effect"]


def refuse_keys_without_effect(files: list[Path], settings: DatasetSettings) -> None:
    """Raise InputError if a key that is given does nothing for the format of the files.

    Files of a folder in a known layout are read in one way, so that no key on tables has an effect on them.
    """
    in_layout = known_folder(settings.path) is not None
    card = FormatCard(sentence="", suffixes=()) if in_layout else format_card(files[0])
    where = str(files[0] if len(files) == 1 and not in_layout else files[0].parent)
    for key in sorted(settings.model_fields_set & set(TableKeys.model_fields) - set(card.table_keys)):
        value = getattr(settings, key)
        if value is not None and not _declares(key, value, settings.kind):
            raise InputError(
                f"{key} must have an effect, but it has none on {_format(card)} such as {where}: leave it out"
            )
    if settings.array is not None and not in_layout:
        _refuse_array(card, len(files), settings, where)


def _declares(key: str, value: object, kind: str) -> bool:
    """Return whether a key on tables has a value that has a meaning for arrays of samples, too."""
    if kind == "spike_times":  # whose missing entries are NaN, or labels to exclude
        return False
    if key == "index":
        return value == ()
    return key == "na_values" and not any(isinstance(mark, str) for mark in value)


def _format(card: FormatCard) -> str:
    return card.sentence.partition(",")[0].partition(";")[0] or "a folder whose files belong together"


def _refuse_array(card: FormatCard, n_files: int, settings: DatasetSettings, where: str) -> None:
    if card.arrays is not None and card.arrays.one_per_file:
        how = "leave it out"
    elif card.table is not None and n_files == 1 and not _takes_prices(settings):
        how = f"leave it out, or write which columns are read, such as variables: [{settings.array}]"
    else:
        return
    raise InputError(
        f"array must name one of several arrays, found {settings.array}, but {where} holds {_format(card)}: {how}"
    )


def _takes_prices(settings: DatasetSettings) -> bool:
    """Return whether a table may hold several quantities of each variable, of which ``array`` names one."""
    return PriceKeys in load_card("rgcore.datasets.kinds", settings.kind).keys
