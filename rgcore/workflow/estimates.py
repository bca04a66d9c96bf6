"""What each rule is expected to cost, for the time left of a run before anything was measured."""

from collections.abc import Mapping
from itertools import pairwise

__all__ = ["expected_seconds"]

_FLOPS_PER_SECOND = 4e10  # of one core in single-precision matrix products, a cautious figure
_SPIN_UPDATES_PER_SECOND = 2e7  # of cluster updates on one core
_SAMPLED_UNITS_PER_SECOND = 1.5e8


def expected_seconds(config: Mapping[str, Mapping]) -> dict[str, float]:
    """Return seconds on one core per job of the rules whose cost depends on the sizes in ``config``."""
    ising, dbn = config["ising"], config["dbn"]
    updates_per_sample = 8.0  # spacing of about three autocorrelation times, a few updates each
    sampling = ising["n_samples"] * updates_per_sample * ising["side"] ** 2 / _SPIN_UPDATES_PER_SECOND
    passes = dbn["training"]["n_epochs"] * (ising["n_samples"] - dbn["n_held_out"])
    steps = dbn["training"]["gibbs_steps"]
    training = sum(
        passes
        * (
            (6 + 4 * steps) * below * above / _FLOPS_PER_SECOND
            + steps * (below + above) / _SAMPLED_UNITS_PER_SECOND
        )
        for below, above in pairwise(dbn["layers"])
    )
    return {"compile_kernels": 15.0, "sample_ising": sampling, "train_dbn": training}
