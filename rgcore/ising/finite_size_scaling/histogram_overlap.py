"""The overlap of energy histograms, and the range of couplings that configurations can be reweighted to."""

import numpy as np

from rgcore.errors import InputError
from rgcore.ising.finite_size_scaling.energy_levels import EnergyLevels
from rgcore.ising.finite_size_scaling.reweighting import NotConverged, Reweighted, first_guess, pool, solved

__all__ = ["LEAST_SHARE", "joined", "window"]

LEAST_OVERLAP = 0.03
"""Of neighbouring temperatures: the threshold of Klimovich, Shirts and Mobley (2015)."""

LEAST_SHARE = 0.1
"""Least effective number of reweighted configurations, relative to the independent ones of one temperature."""

_GRID = 400
_REACH = (
    4.0  # standard deviations of the energy, as a difference of couplings: exp(-16) of a sample is left there
)


def joined(levels: EnergyLevels) -> Reweighted:
    """Join the temperatures of one side; refuse neighbours that are too far apart.

    Raises
    ------
    InputError
        If the overlap of two neighbouring temperatures is below ``LEAST_OVERLAP``.
    """
    guess = pool(levels, levels.all_blocks(), first_guess(levels))
    try:
        side = solved(guess)
    except NotConverged:
        side = None
    overlap = overlaps(side or guess)  # the guess is good enough to find which neighbours are too far apart
    if side is None or (overlap < LEAST_OVERLAP).any():
        place = int(np.argmin(overlap))
        low, high = (f"{1 / coupling:.7g}" for coupling in levels.couplings[[place + 1, place]])
        raise InputError(
            f"finite_size_scaling.temperatures must be close enough for side {levels.side} that the energies drawn at "
            f"neighbouring ones overlap by {LEAST_OVERLAP}, but between {low} and {high} "
            f"the overlap is {overlap[place]:.2g}: add a temperature there"
        )
    return side


def overlaps(side: Reweighted) -> np.ndarray:
    """Return the overlap of each temperature with the next, (n_temperatures - 1,) from 0 to 1/2.

    The probability that a configuration drawn at one would be taken for one drawn at the other, the smaller one of the
    two ways round: Klimovich, Shirts and Mobley, J. Comput. Aided Mol. Des. 29, 397 (2015). Two histograms that
    are the same have 1/2.
    """
    shares = side.shares()
    common = (shares[:-1] * shares[1:]) @ side.sums[0]
    return common / np.maximum(side.counts[:-1], side.counts[1:])


def window(side: Reweighted) -> tuple[float, float]:
    """Return the lowest and highest coupling that the configurations can be reweighted to.

    There, and everywhere between, their effective number is at least 10 % of the independent configurations of one
    temperature (mean over temperatures).
    """
    lowest, highest = side.couplings[[0, -1]]
    spread = np.sqrt(side.sums[0] @ side.energies**2 / side.sums[0].sum())
    beyond = np.linspace(0, _REACH / spread, _GRID)
    least = LEAST_SHARE * side.counts.mean()
    below, above = (
        _last(points, side.effective_counts(points) >= least)
        for points in (lowest - beyond[beyond < lowest], highest + beyond)
    )
    return below, above


def _last(points: np.ndarray, enough: np.ndarray) -> float:
    """Return the last of ``points`` before the first at which there is not enough."""
    n_good = len(points) if enough.all() else int(np.argmin(enough))
    return float(points[max(n_good - 1, 0)])
