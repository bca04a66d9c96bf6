"""The Ising model as a subject: its tables, settings and costs."""

from rgcore.ising.finite_size_scaling.schemas import FINITE_SIZE_CURVES, FINITE_SIZE_SCALING
from rgcore.ising.mcrg.schemas import MCRG
from rgcore.ising.schemas import ISING_EXACT, ISING_THERMODYNAMICS
from rgcore.repeatability import drawn, exact
from rgcore.subject import Config, Subject, Table

__all__ = ["CONFIGURATIONS", "SUBJECT", "bytes_per_sample", "sampled"]

_OF_CONFIG = (
    "coupling",
    "n_samples",
    "energy_exact",
    "magnetization_exact",
    "specific_heat_exact",
    "correlation_length_exact",
)

CONFIGURATIONS = "results/ising/side{side}_T{temperature}"
_DRAWN_SPINS_PER_SECOND = 3e7  # of independent configurations near the critical point
_READ_SPINS_PER_SECOND = 2e8  # energies, packing and compression
_MEGABYTES_OF_A_PROCESS = 310  # measured, as what comes for every spin
_BYTES_PER_SPIN = {
    "sample_ising": 0.5,
    "read_configurations": 0.5,
    "measure_ising": 4.0,
    "estimate_critical_exponents": 0.3,
    "estimate_mcrg_exponents": 1.5,
}
_BYTES_PER_ROW = 20  # energy, magnetization and what describes them, beside the packed spins


def sampled(config: Config) -> set[tuple[int, str]]:
    """Return the (side, temperature) at which configurations are drawn."""
    ising, scaling, mcrg = config["ising"], config["finite_size_scaling"], config["mcrg"]
    return {
        *((ising["side"], temperature) for temperature in ising["temperatures"]),
        (mcrg["side"], mcrg["temperature"]),
        *((side, temperature) for side in scaling["sides"] for temperature in scaling["temperatures"]),
    }


def bytes_per_sample(config: Config) -> int:
    """Return the bytes on disk of one configuration of every side and temperature."""
    return sum(-(-side * side // 8) + _BYTES_PER_ROW for side, _ in sampled(config))


def _seconds(config: Config) -> dict[str, float]:
    sides = [side for side, _ in sampled(config)]
    spins = config["ising"]["n_samples"] * sum(side**2 for side in sides) / len(sides)
    return {
        "sample_ising": 0.2 + spins / _DRAWN_SPINS_PER_SECOND,
        "read_configurations": 0.2 + spins / _READ_SPINS_PER_SECOND,
    }


def _megabytes(config: Config) -> dict[str, float]:
    """Return the memory of the largest lattice of each rule: configurations, packed when they are drawn."""
    n_samples, sides = config["ising"]["n_samples"], config["finite_size_scaling"]["sides"]
    largest = {
        "sample_ising": max(side for side, _ in sampled(config)),
        "read_configurations": max(side for side, _ in sampled(config)),
        "measure_ising": config["ising"]["side"],
        "estimate_critical_exponents": max(sides),
        "estimate_mcrg_exponents": config["mcrg"]["side"],
    }
    return {
        rule: _MEGABYTES_OF_A_PROCESS + _BYTES_PER_SPIN[rule] * n_samples * side**2 / 1e6
        for rule, side in largest.items()
    }


def _stored_bytes(config: Config) -> dict[str, float]:
    each = config["ising"]["n_samples"] * bytes_per_sample(config) / len(sampled(config))
    return dict.fromkeys(("sample_ising", "read_configurations"), each)


SUBJECT = Subject(
    name="ising",
    sentence="Configurations of the square-lattice Ising model, their thermodynamics beside exact results, finite-size "
    "scaling and Monte Carlo renormalization.",
    tables=(
        Table(
            schema=ISING_THERMODYNAMICS,
            parts=(f"{CONFIGURATIONS}/thermodynamics.parquet",),
            repeatability=drawn(fixed=_OF_CONFIG),
        ),
        Table(schema=ISING_EXACT, repeatability=exact()),
        Table(schema=FINITE_SIZE_SCALING, repeatability=drawn(fixed=("value_exact",))),
        Table(schema=FINITE_SIZE_CURVES, repeatability=drawn(by_place=("temperature",))),
        Table(
            schema=MCRG,
            repeatability=drawn(fixed=("n_samples", "blocked_side", "added_operator", "exponent_exact")),
        ),
    ),
    settings={
        "ising": "rgcore.ising.settings:IsingSettings",
        "finite_size_scaling": "rgcore.ising.settings:FiniteSizeScalingSettings",
        "mcrg": "rgcore.ising.settings:McrgSettings",
    },
    seconds=_seconds,
    megabytes=_megabytes,
    stored_bytes=_stored_bytes,
)
