"""What comparing codes is expected to cost; imports nothing heavy."""

from rgcore.subject import Config

__all__ = ["megabytes_of_codes", "seconds_of_codes"]

_OF_A_PROCESS = 240.0  # MB, with its libraries; measured
_BYTES_PER_SPIN = 12.0  # of all configurations; measured, 40 x 40 and 22,000
_SECONDS_PER_SPIN = 1.2e-7  # measured, 20 x 20 and 40 x 40


def _spins(config: Config) -> float:
    return float(config["ising"]["n_samples"]) * config["ising"]["side"] ** 2


def seconds_of_codes(config: Config) -> dict[str, float]:
    """Return the seconds of comparing the codes of one network."""
    return {"compare_codes": 0.3 + _SECONDS_PER_SPIN * _spins(config)}


def megabytes_of_codes(config: Config) -> dict[str, float]:
    """Return the MB of that."""
    return {"compare_codes": _OF_A_PROCESS + _BYTES_PER_SPIN * _spins(config) / 1e6}
