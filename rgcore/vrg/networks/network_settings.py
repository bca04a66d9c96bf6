"""The block ``vrg.networks`` of the config: networks in files of the user, as transformations."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from rgcore.cards import card_names
from rgcore.settings import OneOf, Settings

__all__ = ["NetworkFile"]

MOST_SPINS = 20
LARGEST_TORUS = 4  # along a side: 16 spins


def _of_a_known_format(path: str) -> str:
    if not path.lower().endswith((".parquet", ".npz")):
        raise ValueError(
            f"must be a .parquet or an .npz file, but it is {path!r}: write the arrays weights (visible, hidden), "
            "visible_bias and hidden_bias with numpy.savez"
        )
    return path


class NetworkFile(Settings):
    """A network in a file, and the lattice of the spins that it was trained on.

    Its energy is E = -c.v - b.h - v.W.h, so that a positive weight favours equal values.
    """

    path: Annotated[str, AfterValidator(_of_a_known_format)] = Field(
        description=".parquet file of a network or a stack of networks, as rgcore.rbm.save_model and the workflow "
        "write it; or .npz file of one RBM with arrays weights (visible, hidden), visible_bias and hidden_bias",
    )
    lattice: Literal["ring", "torus"] = Field(
        description="lattice of the visible units; those of a torus are numbered row by row"
    )
    size: int = Field(
        ge=3,
        le=MOST_SPINS,
        description="sites of the ring, at most 20, or along one side of the torus, 3 or 4: all states are summed",
    )
    units: Annotated[str, OneOf(lambda: card_names("rgcore.rbm.units"))] | None = Field(
        default=None,
        description="values of the units of an .npz file, which does not hold them; a .parquet file does",
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.lattice == "torus" and self.size > LARGEST_TORUS:
            raise ValueError(
                f"size of a torus must be at most {LARGEST_TORUS}, because states of at most {MOST_SPINS} spins can be "
                f"summed, but it is {self.size}, which has {self.size**2}"
            )
        if self.units is None and self.path.lower().endswith(".npz"):
            raise ValueError(
                f"units must be given, because {self.path} does not hold it: spin for -1 and +1, binary for 0 and 1"
            )
        return self
