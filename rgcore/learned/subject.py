"""What trained networks have learned of the Ising model, as a subject: its tables."""

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
from rgcore.subject import Subject, Table

__all__ = ["DEEP_MACHINE", "SUBJECT"]

DEEP_MACHINE = "results/dbm/T{temperature}_replica{replica}"

SUBJECT = Subject(
    name="learned",
    sentence="Receptive fields of trained networks, and their thermodynamics, likelihood and reconstructions beside "
    "those of the Ising model.",
    tables=(
        Table(schema=RECEPTIVE_FIELDS, parts=(f"{STACK}/receptive_fields.parquet",)),
        Table(schema=RECEPTIVE_FIELD_IMAGES, parts=(f"{STACK}/receptive_field_images.parquet",)),
        Table(schema=BLOCK_SIZE),
        Table(schema=DBN_RECONSTRUCTION, parts=(f"{STACK}/reconstruction_errors.parquet",)),
        Table(schema=DBM_TRAINING, parts=(f"{DEEP_MACHINE}/history.parquet",)),
        Table(schema=RBM_THERMODYNAMICS, parts=(f"{STACK}/thermodynamics.parquet",)),
        Table(schema=RBM_LIKELIHOOD, parts=(f"{DEEP_MACHINE}/likelihood.parquet",)),
    ),
)
