"""The block ``datasets`` of a config: data sets of any kind, read from files or generated."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, ConfigDict, Field

from rgcore.cards import card_names, load_cards
from rgcore.datasets.kind_cards import kind_names
from rgcore.datasets.settings import DatasetSettings
from rgcore.settings import OneOf, Settings, read_settings

__all__ = ["DatasetsBlock", "dataset_models", "dataset_settings"]


class _Kind(Settings):
    """The key that decides which model a block has."""

    model_config = ConfigDict(extra="ignore")

    kind: Annotated[str, OneOf(kind_names)] = Field(description="what the data are")


def dataset_settings(block: Mapping[str, Any], *, source: str = "", place: tuple[str, ...] = ()) -> Settings:
    """Return the settings of one data set, read from files or generated, without looking at any file.

    Raises
    ------
    InputError
        If a key is unknown or a value impossible; ``source`` and ``place`` begin the sentence, see
        :func:`rgcore.settings.read_settings`.
    """
    kind = read_settings(_Kind, block, source=source, place=place).kind
    model = dataset_models()[kind]
    own = block if "kind" in model.model_fields else {key: block[key] for key in block if key != "kind"}
    return read_settings(model, own, source=source, place=place)


def dataset_models() -> dict[str, type[Settings]]:
    """Return the model of the block of each kind of data; the key ``kind`` is not part of those that are generated."""
    from_files = dict.fromkeys(card_names("rgcore.datasets.kinds"), DatasetSettings)
    generated = load_cards("rgcore.datasets.generated")
    return from_files | {name: card.settings for name, card in generated.items()}


def _some_are_left(datasets: dict[str, dict | None]) -> dict[str, dict | None]:
    if not any(datasets.values()):
        raise ValueError("must name at least one data set, but all are switched off")
    return datasets


DatasetName = Annotated[
    str,
    Field(
        pattern="^[A-Za-z][A-Za-z0-9_]*$",
        max_length=60,
        examples=["my_cells"],
        description="letters, digits and underscores, a letter first",
    ),
]
DatasetsBlock = Annotated[
    dict[DatasetName, dict[str, Any] | None],
    Field(min_length=1, description="data sets by name; null switches one off"),
    AfterValidator(_some_are_left),
]
"""The block ``datasets`` of a config; each data set in it is checked by :func:`dataset_settings`."""
