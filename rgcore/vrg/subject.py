"""The exact mapping between networks and variational RG as a subject: its tables and settings."""

from rgcore.repeatability import drawn, exact, sensitive
from rgcore.subject import Subject, Table
from rgcore.vrg.flows.schemas import VRG_EXPONENTS
from rgcore.vrg.objectives.schemas import VRG_OBJECTIVES
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
        Table(
            schema=VRG_OBJECTIVES,
            repeatability=sensitive(
                fixed=("n_visible", "n_parameters", "effective_coupling_of_decimation"),
            ),
        ),
        Table(schema=VRG_EXPONENTS, repeatability=exact(rtol=1e-8, atol=1e-9)),
    ),
    settings={
        "vrg": "rgcore.vrg.settings:VrgSettings",
        "vrg_objectives": "rgcore.vrg.objectives.settings:VrgObjectivesSettings",
        "vrg_exponents": "rgcore.vrg.flows.settings:VrgExponentsSettings",
    },
)
