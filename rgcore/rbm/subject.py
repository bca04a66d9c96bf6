"""Restricted and deep Boltzmann machines as a subject: tables, settings and costs."""

from rgcore.rbm.costs import expected_seconds, training_megabytes
from rgcore.rbm.schemas import (
    BLOCK_SIZE,
    DBN_TRAINING,
    RECEPTIVE_FIELD_IMAGES,
    RECEPTIVE_FIELDS,
    RECONSTRUCTIONS,
)
from rgcore.subject import Config, Subject, Table

__all__ = ["STACK", "SUBJECT"]

STACK = "results/dbn/T{temperature}_replica{replica}"


def _megabytes(config: Config) -> dict[str, float]:
    return dict.fromkeys(("train_dbn", "train_dbm"), training_megabytes(config))


SUBJECT = Subject(
    name="rbm",
    sentence="Deep belief networks and deep Boltzmann machines trained on configurations of the Ising model.",
    tables=(
        Table(schema=DBN_TRAINING, parts=(f"{STACK}/history.parquet",)),
        Table(schema=RECEPTIVE_FIELDS, parts=(f"{STACK}/receptive_fields.parquet",)),
        Table(schema=RECEPTIVE_FIELD_IMAGES, parts=(f"{STACK}/receptive_field_images.parquet",)),
        Table(schema=RECONSTRUCTIONS, parts=(f"{STACK}/reconstructions.parquet",)),
        Table(schema=BLOCK_SIZE),
    ),
    settings={"dbn": "rgcore.rbm.settings:NetworkSettings"},
    seconds=expected_seconds,
    megabytes=_megabytes,
)
