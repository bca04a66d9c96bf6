"""The block ``ising.configurations`` of the config: files with configurations of the user."""

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from rgcore.ising.own_configurations.models import MODELS
from rgcore.settings import OneOf, Settings

__all__ = ["ConfigurationFiles"]

_PLACES = ("{side}", "{temperature}")


def _known_places(text: str) -> str:
    rest = text
    for place in _PLACES:
        rest = rest.replace(place, "")
    if found := re.search(r"[{}]", rest):
        raise ValueError(
            f"must have no braces but {' and '.join(_PLACES)}, which stand for a side and a temperature of the config, "
            f"but it is {text!r} (see {found[0]})"
        )
    return text


Template = Annotated[str, AfterValidator(_known_places)]


class ConfigurationFiles(Settings):
    """Files with spin configurations that were drawn elsewhere, or measured.

    A file holds -1 and +1, or 0 and 1 (0 is spin -1), of any integer, boolean or floating type, as (n, side, side) or
    (n, side**2), row by row; or 8 spins to a byte, as ``numpy.packbits(spins > 0, axis=1)`` packs (n, side**2).
    """

    path: Template = Field(
        min_length=1,
        description=".npy, .h5 or .hdf5 file; {side} and {temperature} in it stand for those of the config, as "
        "in spins/L{side}_T{temperature}.npy; without {side} it is of ising.side",
    )
    array: Template | None = Field(
        default=None,
        min_length=1,
        description="name of the array inside an HDF5 file, where there are several; may contain {side} and "
        "{temperature}, too",
    )
    model: Annotated[str, OneOf(lambda: tuple(MODELS))] = Field(
        description="what the configurations are of: ising is compared with exact values; of other and unknown no "
        "exact value is known, and temperature is only a name for unknown"
    )
    n_chains: int = Field(
        default=1,
        ge=1,
        le=1_000_000,
        description="independent chains that they are of: configuration i is of chain i modulo n_chains",
    )
    elsewhere: Literal["refuse", "draw"] = Field(
        default="refuse",
        description="what happens at sides and temperatures without a file: the run is refused, or configurations of "
        "the Ising model are drawn there",
    )

    @model_validator(mode="after")
    def _one_file_or_array_each(self) -> Self:
        if "{temperature}" not in self.path + (self.array or ""):
            raise ValueError(
                "path or array must contain {temperature}, so that each temperature has configurations of its own, but "
                f"path is {self.path!r}"
            )
        return self

    @property
    def of_one_side(self) -> bool:
        """Whether the files are of a single side, because their names do not contain it."""
        return "{side}" not in self.path + (self.array or "")

    def place(self, side: int, temperature: str) -> tuple[str, str | None]:
        """Return path and array of the configurations of a side and a temperature."""
        return (
            _filled(self.path, side, temperature),
            None if self.array is None else _filled(self.array, side, temperature),
        )


def _filled(template: str, side: int, temperature: str) -> str:
    return template.replace("{side}", str(side)).replace("{temperature}", temperature)
