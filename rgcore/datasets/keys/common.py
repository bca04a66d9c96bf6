"""The keys that every data set read from files has."""

import os
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, Strict

from rgcore.cards import card_names
from rgcore.datasets.keys.missing import MissingKey, MissingShare
from rgcore.datasets.size_limits import MAXIMUM_ENTRIES
from rgcore.settings import OneOf, Settings

__all__ = ["AXES", "CommonKeys"]

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


def _as_text(path: object) -> object:
    return os.fspath(path) if isinstance(path, os.PathLike) else path


class CommonKeys(Settings):
    """What the data are, where they lie, and what is left out."""

    kind: Annotated[str, OneOf(lambda: card_names("rgcore.datasets.kinds"))] = Field(
        description="what the data are"
    )
    path: Annotated[str, BeforeValidator(_as_text)] = Field(
        min_length=1, description="file, or folder with one file per variable"
    )
    array: str | None = Field(
        default=None,
        min_length=1,
        description="name of the array inside .npz, .mat, .h5 or .nwb, or its path, such as data/dff, trials(2), or "
        "traces/* for several equally long ones; of the group, cell array or units table of spike times; or of the "
        "column in a folder of tables; may be left out where there is one only",
    )
    axes: Axes = Field(
        default=("time", "variable"),
        description="time and variable, or also repeat: what the axes of the array are, first axis first; ignored "
        "where each variable has its own array",
    )
    missing: Annotated[str | MissingShare, MissingKey()] = Field(
        default="error",
        description="what a missing entry does; drop_variables_above leaves out variables of which a larger share of "
        "entries is missing, then samples with a missing entry, or fills these by then: pairwise or then: em",
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
