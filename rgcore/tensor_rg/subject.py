"""Tensor renormalization as a subject: its tables, settings and costs."""

from rgcore.repeatability import exact
from rgcore.subject import Config, Subject, Table
from rgcore.tensor_rg.memory import megabytes_of
from rgcore.tensor_rg.schemas import TENSOR_RG, TENSOR_SPECTRA

__all__ = ["SUBJECT"]

_MEGABYTES_OF_A_PROCESS = 200
_SECONDS = {"levin_nave": 2e-10, "bond_weighted": 2e-10, "hotrg": 1e-10}  # per bond_dimension^power and level
_POWER = {"levin_nave": 6, "bond_weighted": 6, "hotrg": 7}


def _runs(config: Config) -> set[tuple[str, int]]:
    """Return method and bond dimension of every coarse-graining at one temperature."""
    block = config["tensor_rg"]
    lists = {
        (method, number) for method, numbers in block["bond_dimensions"].items() for number in numbers or ()
    }
    return lists | {(method, number) for method, number in block["spectra"].items() if number}


def _seconds(config: Config) -> dict[str, float]:
    block = config["tensor_rg"]
    n_steps = block["n_levels"] * len(block["relative_temperatures"])
    steps = sum(0.002 + _SECONDS[method] * number ** _POWER[method] for method, number in _runs(config))
    return {"renormalize_tensors": 1.0 + n_steps * steps}


def _megabytes(config: Config) -> dict[str, float]:
    return {"renormalize_tensors": _MEGABYTES_OF_A_PROCESS + max(megabytes_of(*run) for run in _runs(config))}


SUBJECT = Subject(
    name="tensor_rg",
    sentence="The square lattice as a network of tensors, coarse-grained: free energy, central charge, dimensions.",
    tables=(
        Table(schema=TENSOR_RG, repeatability=exact(rtol=1e-6, atol=1e-10)),
        Table(schema=TENSOR_SPECTRA, repeatability=exact(rtol=1e-6, atol=1e-9)),
    ),
    settings={"tensor_rg": "rgcore.tensor_rg.settings:TensorSettings"},
    seconds=_seconds,
    megabytes=_megabytes,
)
