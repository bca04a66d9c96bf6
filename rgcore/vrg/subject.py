"""The exact mapping between networks and variational RG as a subject: its tables and settings."""

from rgcore.rbm.subject import STACK
from rgcore.repeatability import drawn, exact, sensitive
from rgcore.subject import Subject, Table
from rgcore.vrg.costs import megabytes_of_subject, seconds_of_subject
from rgcore.vrg.criteria.schemas import VRG_CRITERIA
from rgcore.vrg.examples.schemas import VRG_COUPLINGS
from rgcore.vrg.flows.schemas import VRG_EXPONENTS
from rgcore.vrg.learned_flow.schemas import LEARNED_FLOW, NETWORK_COUPLINGS
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
            schema=VRG_CRITERIA,
            repeatability=drawn(
                atol=1e-6,
                fixed=(
                    "n_removed",
                    "bound",
                    "n_spins_of_couplings",
                    "thermal_exponent_error",
                    "magnetic_exponent_error",
                    "sensitivity",
                ),
                summarized=("coupling",),
            ),
        ),
        Table(
            schema=VRG_COUPLINGS,
            repeatability=drawn(
                atol=1e-6,  # trained_rbm ends where the optimizer stops
                fixed=("lattice", "coupling", "n_products"),
            ),
        ),
        Table(
            schema=VRG_OBJECTIVES,
            repeatability=sensitive(
                fixed=("n_visible", "n_parameters", "effective_coupling_of_decimation"),
                summarized=("iteration",),
            ),
        ),
        Table(schema=VRG_EXPONENTS, repeatability=exact(rtol=1e-8, atol=1e-9)),
        Table(
            schema=LEARNED_FLOW,
            repeatability=drawn(
                atol=1e-4,  # training ends where the optimizer stops
                fixed=("spacing",),
                numbering=(
                    "kl_divergence_worst_start",
                    "starts_at_best",
                ),  # of the starts, not of the maximum
            ),
        ),
        Table(
            schema=NETWORK_COUPLINGS,
            parts=(f"{STACK}/couplings.parquet",),
            repeatability=sensitive(fixed=("side", "n_hidden", "n_spins", "n_products", "coupling_exact")),
        ),
    ),
    settings={
        "vrg": "rgcore.vrg.settings:VrgSettings",
        "vrg_objectives": "rgcore.vrg.objectives.settings:VrgObjectivesSettings",
        "vrg_exponents": "rgcore.vrg.flows.settings:VrgExponentsSettings",
        "learned_flow": "rgcore.vrg.learned_flow.settings:LearnedFlowSettings",
    },
    seconds=seconds_of_subject,
    megabytes=megabytes_of_subject,
)
