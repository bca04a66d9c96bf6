"""What the rules of the subject are expected to cost; imports nothing heavy."""

from rgcore.subject import Config

__all__ = ["megabytes_of_subject", "seconds_of_subject"]

_PER_SPIN = 2.0e-8  # seconds of an update of clusters; measured
_UPDATES_PER_SCALE = 1.5
_PER_VALUE, _PER_UNIT = 2.5e-8, 6e-8  # seconds; measured
_PER_STATE = 1e-5  # seconds of an iteration per state of the smaller layer; measured
_OF_ENUMERATION = 340.0  # MB; measured


def seconds_of_subject(config: Config) -> dict[str, float]:
    """Return the seconds of rules whose cost depends on the config."""
    block = config["fisher"]
    updates = sum(_UPDATES_PER_SCALE * 2 ** (level / 2) for level in range(2, block["n_levels"] + 1))
    spins = block["side"] ** 2 * block["n_replicas"] * len(block["relative_temperatures"])
    per_configuration = 10 + block["n_resamples"] * updates
    embedding = config["intensive_embedding"]
    fits = embedding["n_replicas"] * len(embedding["temperatures"])
    sums = sum(min(2**number, 512) for number in embedding["n_hidden"])
    return {
        "embed_distributions": 1.5 + fits * embedding["n_iterations"] * (4e-4 + _PER_STATE * sums),
        "measure_fisher_spectra": 1.5
        + _PER_SPIN * spins * (200 + block["n_configurations"] * per_configuration),
    } | {"measure_rbm_fisher": _seconds_of_networks(config)}


def _seconds_of_networks(config: Config) -> float:
    exact, sampled = config["rbm_fisher"]["exact"], config["rbm_fisher"]["sampled"]
    values = 2 ** exact["side"] ** 2 * len(exact["temperatures"]) * exact["n_replicas"] * exact["n_hidden"]
    layers = len(config["ising"]["temperatures"]) * config["dbn"]["n_replicas"]
    visible, hidden = config["dbn"]["layers"][:2]
    chains = sampled["n_samples"] * (sampled["n_steps"] * (visible + hidden) + 10 * sampled["n_samples"])
    return 1.5 + _PER_VALUE * values * (60 + exact["n_iterations"]) + _PER_UNIT * layers * chains


def megabytes_of_subject(config: Config) -> dict[str, float]:
    """Return the MB of rules that take more than a plain job."""
    block = config["fisher"]
    spins = block["side"] ** 2 * block["n_replicas"] * block["n_configurations"]
    exact = config["rbm_fisher"]["exact"]
    n_visible, n_hidden = exact["side"] ** 2, exact["n_hidden"]
    statistics = 2**n_visible * (n_visible * n_hidden + n_visible + n_hidden)
    return {
        "measure_fisher_spectra": _OF_ENUMERATION + 2e-6 * spins,
        "measure_rbm_fisher": 300 + 56e-6 * statistics,
    }
