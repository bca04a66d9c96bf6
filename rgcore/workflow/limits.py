"""What the configurations of a run take on disk and in memory, against what the config allows."""

from collections.abc import Mapping

from rgcore.errors import InputError

__all__ = ["check_limits", "sampled"]

_BYTES_PER_ROW = 20  # energy, magnetization and what describes them, beside the packed spins
_BYTES_PER_TRAINING_SPIN = 6  # one as read, four as a float, and the next layer


def sampled(config: Mapping[str, Mapping]) -> set[tuple[int, str]]:
    """Return the (side, temperature) that configurations are drawn for."""
    ising, scaling = config["ising"], config["finite_size_scaling"]
    return {
        *((ising["side"], temperature) for temperature in ising["temperatures"]),
        (config["mcrg"]["side"], config["mcrg"]["temperature"]),
        *((side, temperature) for side in scaling["sides"] for temperature in scaling["temperatures"]),
    }


def check_limits(config: Mapping[str, Mapping]) -> None:
    """Check that ``ising.n_samples`` configurations fit on the disk and in the memory that the config allows.

    Raises
    ------
    InputError
        If they do not; it says how many would.
    """
    ising, limits = config["ising"], config["limits"]
    per_sample = sum(-(-side * side // 8) + _BYTES_PER_ROW for side, _ in sampled(config))
    _check("on disk, all files together,", ising["n_samples"], per_sample, "disk_mb", limits)
    held = _BYTES_PER_TRAINING_SPIN * ising["side"] ** 2
    _check("of memory in a training", ising["n_samples"], held, "memory_mb", limits)


def _check(where: str, n_samples: int, bytes_per_sample: int, limit: str, limits: Mapping[str, int]) -> None:
    """Compare what is needed with ``limits[limit]``."""
    needed, allowed = n_samples * bytes_per_sample, limits[limit] * 10**6
    if needed > allowed:
        raise InputError(
            f"config: ising.n_samples must be at most {allowed // bytes_per_sample}, or limits.{limit} larger: "
            f"{n_samples} configurations need {needed / 1e6:.0f} MB {where} and {limits[limit]} MB are allowed"
        )
