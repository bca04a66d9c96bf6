"""The exact mapping between networks and variational RG as a subject: its table and settings."""

from rgcore.repeatability import drawn
from rgcore.subject import Subject, Table
from rgcore.vrg.schemas import VRG_EXACTNESS

__all__ = ["SUBJECT"]

SUBJECT = Subject(
    name="vrg",
    sentence="Transformations small enough to be enumerated: is a network a variational RG?",
    tables=(
        Table(
            schema=VRG_EXACTNESS,
            repeatability=drawn(
                atol=1e-6,  # trained_rbm ends where the optimizer stops
                fixed=("lattice", "n_visible", "n_hidden", "effective_coupling_exact", "rounding"),
            ),
        ),
    ),
    settings={"vrg": "rgcore.vrg.settings:VrgSettings"},
)
