"""The config block of the data sets, and that of one data set that is read from files."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, ConfigDict, Field, Strict, model_validator

from rgcore.cards import card_names, load_card, load_cards
from rgcore.settings import OneOf, Settings, read_settings

__all__ = ["DatasetSettings", "DatasetsBlock", "dataset_models", "dataset_settings"]


def _both_axes(axes: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(axes)) < len(axes) or not {"time", "variable"} <= set(axes):
        raise ValueError(
            "must be time and variable, or also repeat, in any order, such as [repeat, variable, time], "
            f"but it is {list(axes)}"
        )
    return axes


Axes = Annotated[
    tuple[Literal["time", "variable", "repeat"], ...],
    Strict(False),
    Field(min_length=2, max_length=3, json_schema_extra={"uniqueItems": True}),
    AfterValidator(_both_axes),
]


class DatasetSettings(Settings):
    """A data set that is read from files.

    ``axes`` are as Python shows them, slowest first: numpy for .npy and .npz, scipy for .mat up to v7, h5py for .h5 and
    .mat v7.3, rows then columns for tables. **MATLAB stores v7.3 files transposed**: what MATLAB shows as
    (variable, time) is (time, variable) here.
    """

    kind: Annotated[str, OneOf(lambda: card_names("rgcore.datasets.kinds"))] = Field(
        description="what the data are"
    )
    path: str = Field(min_length=1, description="file, or folder with one file per variable")
    array: str | None = Field(
        default=None,
        min_length=1,
        description="name of the array inside .npz, .mat or .h5, of the group, cell array or units table of spike "
        "times, or of the column in a folder of tables; may be left out where there is one only",
    )
    axes: Axes = Field(
        default=("time", "variable"),
        description="time and variable, or also repeat: what the axes of the array are, first axis first; ignored "
        "where each variable has its own array",
    )
    bin_width: float | None = Field(
        default=None,
        gt=0,
        description="positive width of the time bins in seconds; spike_times need it, for binned spikes it is logged",
    )
    value: Literal["counts", "binary"] = Field(
        default="counts", description="what a bin of spikes holds, their number or whether there was any"
    )
    missing: Literal["drop_variables", "drop_samples", "error"] = Field(
        default="error", description="what a missing entry does"
    )
    constant: Literal["drop_variables", "error"] = Field(
        default="error", description="what a variable does that never changes, such as a silent cell"
    )

    @model_validator(mode="after")
    def _kind_has_what_it_needs(self) -> Self:
        card = load_card("rgcore.datasets.kinds", self.kind)
        for name in card.required:
            if getattr(self, name) is None:
                meaning = type(self).model_fields[name].description
                raise ValueError(f"{name} must be given for {self.kind}, but there is none ({meaning})")
        if self.value != "counts" and not card.spike_counts:
            raise ValueError(f"value is for spikes alone, but it is {self.value!r} for kind {self.kind}")
        return self


def _kinds() -> tuple[str, ...]:
    return (*card_names("rgcore.datasets.kinds"), *card_names("rgcore.datasets.generated"))


class _Kind(Settings):
    """The key that decides which model a block has."""

    model_config = ConfigDict(extra="ignore")

    kind: Annotated[str, OneOf(_kinds)] = Field(description="what the data are")


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
