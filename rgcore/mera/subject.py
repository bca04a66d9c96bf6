"""Entanglement renormalization as a subject: its table, settings and costs."""

from rgcore.mera.memory import megabytes_of
from rgcore.mera.schemas import MERA
from rgcore.repeatability import exact
from rgcore.subject import Config, Subject, Table

__all__ = ["SUBJECT"]

_MEGABYTES_OF_A_PROCESS = 200
_SECONDS_PER_SWEEP, _SECONDS_PER_PRODUCT = 0.005, 8e-8  # the latter per bond_dimension^9


def _seconds(config: Config) -> dict[str, float]:
    block = config["mera"]
    sweep = sum(_SECONDS_PER_SWEEP + _SECONDS_PER_PRODUCT * number**9 for number in block["bond_dimensions"])
    return {"optimize_mera": 1.0 + block["n_sweeps"] * sweep}


def _megabytes(config: Config) -> dict[str, float]:
    return {"optimize_mera": _MEGABYTES_OF_A_PROCESS + megabytes_of(max(config["mera"]["bond_dimensions"]))}


SUBJECT = Subject(
    name="mera",
    sentence="The critical Ising chain as a hierarchical network of quantum tensors: energy and scaling dimensions.",
    tables=(Table(schema=MERA, repeatability=exact(rtol=1e-6, atol=1e-9)),),
    settings={"mera": "rgcore.mera.settings:MeraSettings"},
    seconds=_seconds,
    megabytes=_megabytes,
)
