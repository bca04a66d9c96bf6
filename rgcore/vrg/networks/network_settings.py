"""The block ``vrg.networks`` of the config: networks in files of the user, as transformations."""

from typing import Annotated, Literal

from pydantic import Field

from rgcore.cards import card_names
from rgcore.settings import OneOf, Settings

__all__ = ["NetworkFile"]


class NetworkFile(Settings):
    """A network in a file, and the lattice of the spins that it was trained on.

    Its energy is E = -c.v - b.h - v.W.h, so that a positive weight favours equal values.
    """

    path: str = Field(
        min_length=1,
        description=".parquet file of a network or a stack of networks, as rgcore.rbm.save_model and the workflow "
        "write it; or .npz file of one RBM with arrays weights (visible, hidden), visible_bias and hidden_bias",
    )
    lattice: Literal["ring", "torus"] = Field(
        description="lattice of the visible units; those of a torus are numbered row by row"
    )
    size: int = Field(
        ge=3, le=20, description="sites of the ring, or along one side of the torus; at most 20 spins in all"
    )
    units: Annotated[str, OneOf(lambda: card_names("rgcore.rbm.units"))] | None = Field(
        default=None,
        description="values of the units of an .npz file, which does not hold them; a .parquet file does",
    )
