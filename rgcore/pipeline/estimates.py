"""What each rule is expected to cost, for the time left of a run before anything was measured."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from rgcore.pipeline.limits import sampled

__all__ = ["expected_seconds"]

_FLOPS_PER_SECOND = 7e10  # of one core with wide vectors in single-precision matrix products
_DRAWN_SPINS_PER_SECOND = 3e7  # of independent configurations near the critical point
_SAMPLED_UNITS_PER_SECOND = 1e9
_SECONDS_PER_SPIKE_DRAWN, _SECONDS_PER_ENTRY_SUMMED = 7e-8, 1.2e-7  # of coarse-graining, all sizes together
_SECONDS_PER_SITE = {False: 2.5e-7, True: 7e-7}  # of a field: free, or with interaction
_PRODUCTS = {"fixed": 6, "per Gibbs step": 4}  # floating-point operations per weight and sample of an update


def expected_seconds(config: Mapping[str, Mapping]) -> dict[str, float]:
    """Return seconds on one core per job, in the mean, of the rules whose cost depends on the sizes in ``config``."""
    ising, dbn = config["ising"], config["dbn"]
    sides = [side for side, _ in sampled(config)]
    spins = ising["n_samples"] * sum(side**2 for side in sides) / len(sides)
    n_training = ising["n_samples"] - dbn["n_held_out"]
    weights = [below * above for below, above in pairwise(dbn["layers"])]
    generation, annealing = dbn["generation"], dbn["annealing"]
    rounds = generation["burn_in_rounds"] + generation["rounds_per_sample"] * (
        generation["n_samples"] // generation["n_chains"]
    )
    replicas = generation["n_chains"] * generation["n_temperatures"]
    anneals = annealing["n_chains"] * annealing["n_temperatures"]
    return {
        "compile_kernels": 20.0,
        "sample_ising": 1.0 + spins / _DRAWN_SPINS_PER_SECOND,
        "train_dbn": _training(dbn["layers"], n_training, dbn["training"]),
        "train_dbm": _training(dbn["layers"], n_training, dbn["joint_training"]),
        "measure_rbm_thermodynamics": rounds * replicas * _gibbs(dbn["layers"], weights),
        "estimate_rbm_likelihood": 2 * anneals * _gibbs(dbn["layers"], weights),
        "draw_nulls": 2.0 + 1.5 * config["pcarg"]["n_null_draws"],
        "coarse_grain_reference": _coarse_graining(**config["coarse_graining"]),
        "compare_ground_truth": 1.0 + _fields(config["ground_truth"]["fields"]),
    }


def _coarse_graining(n_null_draws: int, reference: Mapping[str, int] | None) -> float:
    """Return the seconds of simulating the published model, and of coarse-graining it and its null."""
    if reference is None:
        return 0.0
    entries = reference["n_variables"] * reference["n_samples"]
    product = 4 * reference["n_variables"] * entries / _FLOPS_PER_SECOND  # in double precision
    return (
        1.0
        + 2 * entries * _SECONDS_PER_SPIKE_DRAWN
        + (1 + n_null_draws) * (entries * _SECONDS_PER_ENTRY_SUMMED + product)
    )


def _training(layers: Sequence[int], n_samples: int, training: Mapping[str, float]) -> float:
    """Return the seconds of an epoch of every layer, times the epochs."""
    steps = training["gibbs_steps"]
    per_sample = sum(
        (_PRODUCTS["fixed"] + steps * _PRODUCTS["per Gibbs step"]) * below * above / _FLOPS_PER_SECOND
        + steps * (below + above) / _SAMPLED_UNITS_PER_SECOND
        for below, above in pairwise(layers)
    )
    return training["n_epochs"] * n_samples * per_sample


def _fields(fields: Sequence[Mapping]) -> float:
    """Return the seconds to draw fields, decorrelated unless they are free, and to analyse them."""
    return sum(
        block["n_samples"] * block["side"] ** block["dimension"] * _SECONDS_PER_SITE[u > 0]
        for block in fields
        for u in block["couplings"]
    )


def _gibbs(layers: Sequence[int], weights: Sequence[int]) -> float:
    """Return the seconds of a round of Gibbs sampling of one state of every machine of a stack."""
    return 4 * sum(weights) / _FLOPS_PER_SECOND + 2 * sum(layers) / _SAMPLED_UNITS_PER_SECOND
