"""The config block of a data set that is read from files."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, Strict, model_validator

from rgcore.cards import card_names, load_card
from rgcore.datasets.size_limits import MAXIMUM_ENTRIES
from rgcore.settings import OneOf, Settings

__all__ = ["AXES", "DatasetSettings"]

AXES = ("repeat", "time", "variable")  # slowest first in the order of samples


def _both_axes(axes: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(axes)) < len(axes) or not {"time", "variable"} <= set(axes):
        raise ValueError(
            "must be time and variable, or also repeat, in any order, such as [repeat, variable, time], "
            f"but it is {list(axes)}"
        )
    return axes


Axes = Annotated[
    tuple[Annotated[str, OneOf(lambda: AXES)], ...],
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
        ge=1e-9,
        le=1e9,
        description="positive width of the time bins in seconds; spike_times need it, for binned spikes it is logged",
    )
    value: Literal["counts", "binary"] = Field(
        default="counts", description="what a bin of spikes holds, their number or whether there was any"
    )
    missing: Literal["drop_variables", "drop_samples", "error"] = Field(
        default="error", description="what a missing entry does"
    )
    max_numbers: int = Field(
        default=MAXIMUM_ENTRIES,
        ge=1,
        le=10**15,
        description="how many numbers a file may declare where its own size is less than a tenth of that in bytes, as "
        "in a small file that unpacks to a huge one",
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
