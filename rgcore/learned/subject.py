"""What trained networks have learned of the Ising model, as a subject: its tables."""

from rgcore.learned.block_study.costs import seconds_of_study
from rgcore.learned.block_study.schemas import BLOCK_SIZE_STUDY
from rgcore.learned.schemas import (
    BLOCK_SIZE,
    DBM_TRAINING,
    DBN_RECONSTRUCTION,
    RBM_LIKELIHOOD,
    RBM_THERMODYNAMICS,
    RECEPTIVE_FIELD_IMAGES,
    RECEPTIVE_FIELDS,
)
from rgcore.rbm.subject import STACK
from rgcore.repeatability import sensitive
from rgcore.subject import Subject, Table

__all__ = ["DEEP_MACHINE", "STUDY", "SUBJECT"]

_OF_CONFIG = (
    "side",
    "n_samples",
    "n_chains",
    "burn_in_rounds",
    "rounds_per_sample",
    "energy_exact",
    "specific_heat_exact",
    "correlation_length_exact",
)

DEEP_MACHINE = "results/dbm/T{temperature}_replica{replica}"
STUDY = "results/block_size/{condition}.parquet"

SUBJECT = Subject(
    name="learned",
    sentence="Receptive fields of trained networks, and their thermodynamics, likelihood and reconstructions beside "
    "those of the Ising model.",
    tables=(
        Table(
            schema=RECEPTIVE_FIELDS,
            parts=(f"{STACK}/receptive_fields.parquet",),
            repeatability=sensitive(summarized=("unit",), fixed=("n_hidden",)),
        ),
        Table(
            schema=RECEPTIVE_FIELD_IMAGES,
            parts=(f"{STACK}/receptive_field_images.parquet",),
            repeatability=sensitive(summarized=("unit",), fixed=("side",)),
        ),
        Table(schema=BLOCK_SIZE, repeatability=sensitive(fixed=("n_replicas", "correlation_length_exact"))),
        Table(
            schema=DBN_RECONSTRUCTION,
            parts=(f"{STACK}/reconstruction_errors.parquet",),
            repeatability=sensitive(fixed=("n_hidden", "n_samples", "block_side")),
        ),
        Table(
            schema=DBM_TRAINING,
            parts=(f"{DEEP_MACHINE}/history.parquet",),
            repeatability=sensitive(summarized=("epoch",)),
        ),
        Table(
            schema=RBM_THERMODYNAMICS,
            parts=(f"{STACK}/thermodynamics.parquet",),
            repeatability=sensitive(fixed=_OF_CONFIG),
        ),
        Table(
            schema=RBM_LIKELIHOOD,
            parts=(f"{DEEP_MACHINE}/likelihood.parquet",),
            repeatability=sensitive(fixed=("side", "n_samples", "is_bound")),
        ),
        Table(
            schema=BLOCK_SIZE_STUDY,
            parts=(STUDY,),
            repeatability=sensitive(fixed=("n_epochs", "sites_per_unit", "correlation_length_exact")),
        ),
    ),
    settings={"block_size_study": "rgcore.learned.block_study.settings:BlockSizeStudySettings"},
    seconds=seconds_of_study,
)
