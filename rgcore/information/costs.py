"""What the rules of the subject are expected to cost; imports nothing heavy."""

from rgcore.subject import Config

__all__ = ["megabytes_of_subject", "seconds_of_subject"]

_PER_SPIN = 2.0e-8  # seconds of an update of clusters; measured
_UPDATES_PER_SCALE = 1.5
_OF_ENUMERATION = 340.0  # MB; measured


def seconds_of_subject(config: Config) -> dict[str, float]:
    """Return the seconds of rules whose cost depends on the config."""
    block = config["fisher"]
    updates = sum(_UPDATES_PER_SCALE * 2 ** (level / 2) for level in range(2, block["n_levels"] + 1))
    spins = block["side"] ** 2 * block["n_replicas"] * len(block["relative_temperatures"])
    per_configuration = 10 + block["n_resamples"] * updates
    return {
        "measure_fisher_spectra": 1.5
        + _PER_SPIN * spins * (200 + block["n_configurations"] * per_configuration)
    }


def megabytes_of_subject(config: Config) -> dict[str, float]:
    """Return the MB of rules that take more than a plain job."""
    block = config["fisher"]
    spins = block["side"] ** 2 * block["n_replicas"] * block["n_configurations"]
    return {"measure_fisher_spectra": _OF_ENUMERATION + 2e-6 * spins}
