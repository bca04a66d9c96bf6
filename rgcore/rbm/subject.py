"""Restricted and deep Boltzmann machines as a subject: tables, settings and costs."""

from rgcore.rbm.costs import expected_seconds, model_bytes, training_megabytes
from rgcore.rbm.schemas import DBN_TRAINING, RECONSTRUCTIONS
from rgcore.repeatability import sensitive
from rgcore.subject import Config, Subject, Table

__all__ = ["STACK", "SUBJECT"]

STACK = "results/dbn/T{temperature}_replica{replica}"


def _megabytes(config: Config) -> dict[str, float]:
    return dict.fromkeys(("train_dbn", "train_dbm"), training_megabytes(config))


def _stored_bytes(config: Config) -> dict[str, float]:
    return dict.fromkeys(("train_dbn", "train_dbm"), model_bytes(config["dbn"]["layers"]))


SUBJECT = Subject(
    name="rbm",
    sentence="Deep belief networks and deep Boltzmann machines trained on configurations of the Ising model.",
    tables=(
        Table(
            schema=DBN_TRAINING,
            parts=(f"{STACK}/history.parquet",),
            repeatability=sensitive(summarized=("epoch",), fixed=("n_visible", "n_hidden")),
        ),
        Table(
            schema=RECONSTRUCTIONS,
            parts=(f"{STACK}/reconstructions.parquet",),
            repeatability=sensitive(summarized=("sample",), fixed=("side",)),
        ),
    ),
    settings={"dbn": "rgcore.rbm.settings:NetworkSettings"},
    seconds=expected_seconds,
    megabytes=_megabytes,
    stored_bytes=_stored_bytes,
)
