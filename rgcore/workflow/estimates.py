"""What each rule is expected to cost, for the time left of a run before anything was measured."""

from collections.abc import Mapping
from itertools import pairwise

from rgcore.workflow.limits import sampled

__all__ = ["expected_seconds"]

_FLOPS_PER_SECOND = 4e10  # of one core in single-precision matrix products, a cautious figure
_DRAWN_SPINS_PER_SECOND = 3e7  # of independent configurations near the critical point
_SAMPLED_UNITS_PER_SECOND = 1.5e8


def expected_seconds(config: Mapping[str, Mapping]) -> dict[str, float]:
    """Return seconds on one core per job, in the mean, of the rules whose cost depends on the sizes in ``config``."""
    ising, dbn = config["ising"], config["dbn"]
    sides = [side for side, _ in sampled(config)]
    spins = ising["n_samples"] * sum(side**2 for side in sides) / len(sides)
    sampling = 1.0 + spins / _DRAWN_SPINS_PER_SECOND
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
