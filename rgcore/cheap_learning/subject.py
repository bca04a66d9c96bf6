"""Cheap learning as a subject: its table, settings and costs."""

from rgcore.cheap_learning.schemas import CHEAP_LEARNING
from rgcore.repeatability import sensitive
from rgcore.subject import Config, Subject, Table

__all__ = ["SUBJECT"]

_MEGABYTES_OF_A_PROCESS, _BYTES_PER_DERIVATIVE, _BYTES_PER_UNIT = 250, 40, 16
_MOST_POINTS = 65_536  # of a cube
_SECONDS_OF_A_PROCESS, _SECONDS_PER_DERIVATIVE = 1.5, 4e-10


def _derivatives(n_factors: int) -> list[int]:
    """Return the parameters of every width of one layer, about the number of those of the deep networks."""
    return [(n_factors + 2) * width for width in range(n_factors, 2**n_factors + 1)]


def _seconds(config: Config) -> dict[str, float]:
    block = config["cheap_learning"]
    steps = block["n_points"] * block["n_starts"] * block["n_iterations"]
    work = sum(number * (30 + number / 4) for each in block["trained"] for number in _derivatives(each))
    return {"multiply_by_networks": _SECONDS_OF_A_PROCESS + _SECONDS_PER_DERIVATIVE * steps * work}


def _megabytes(config: Config) -> dict[str, float]:
    block = config["cheap_learning"]
    of_training = block["n_points"] * max(max(_derivatives(number)) for number in block["trained"])
    of_constructions = _MOST_POINTS * 2 ** max(block["constructed"])
    n_bytes = _BYTES_PER_DERIVATIVE * of_training + _BYTES_PER_UNIT * of_constructions
    return {"multiply_by_networks": _MEGABYTES_OF_A_PROCESS + n_bytes / 1e6}


SUBJECT = Subject(
    name="cheap_learning",
    sentence="How many units multiply n numbers, in one layer and in several: by construction and by training.",
    tables=(
        Table(
            schema=CHEAP_LEARNING,
            repeatability=sensitive(
                fixed=("n_layers", "n_units_constructed", "error_expected", "n_starts", "tolerance")
            ),
        ),
    ),
    settings={"cheap_learning": "rgcore.cheap_learning.settings:CheapLearningSettings"},
    seconds=_seconds,
    megabytes=_megabytes,
)
