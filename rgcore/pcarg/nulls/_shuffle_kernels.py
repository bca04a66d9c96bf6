"""Kernels that shuffle samples within groups, each variable on its own or with the sum of every sample kept."""

import numpy as np

from rgcore.compiling import njit

__all__ = ["shuffle_within_groups", "trade_within_groups"]


@njit
def shuffle_within_groups(series, order, starts, rng):
    """Shuffle every row of series (n_variables, n_samples) in place, within groups of samples.

    ``order`` (n_samples,) lists the samples group by group, group g from starts[g] to starts[g + 1].
    """
    values = np.empty(len(order), series.dtype)  # of one group, side by side in memory
    for variable in range(len(series)):
        for group in range(len(starts) - 1):
            first = starts[group]
            own = values[: starts[group + 1] - first]
            for place in range(len(own)):
                own[place] = series[variable, order[first + place]]
            for place in range(len(own) - 1, 0, -1):
                other = rng.integers(0, place + 1)
                own[place], own[other] = own[other], own[place]
            for place in range(len(own)):
                series[variable, order[first + place]] = own[place]


@njit
def trade_within_groups(counts, order, starts, n_rounds, rng):
    """Trade values between samples of a group, in random pairs, with the sums of both kept; ``order`` is shuffled.

    ``counts`` (n_samples, n_variables) int is changed in place.
    """
    differing = [0] * counts.shape[1]
    for _ in range(n_rounds):
        for group in range(len(starts) - 1):
            first, end = starts[group], starts[group + 1]
            for place in range(end - 1, first, -1):
                other = rng.integers(first, place + 1)
                kept = order[place]
                order[place] = order[other]
                order[other] = kept
            for place in range(first, end - 1, 2):
                _trade(counts[order[place]], counts[order[place + 1]], differing, rng)


@njit
def _trade(one, two, differing, rng):
    """Redistribute the values in which two samples differ, difference by difference, with both sums kept.

    Of the variables that differ by d, an equal number has the larger value in the first sample, at random. (For 0
    and 1 this is the trade of Strona et al., Nat. Commun. 5, 4114 (2014).)
    """
    largest = 0
    for variable in range(len(one)):
        largest = max(largest, abs(one[variable] - two[variable]))
    for difference in range(1, largest + 1):
        n_differing, n_larger = 0, 0
        for variable in range(len(one)):
            if abs(one[variable] - two[variable]) == difference:
                differing[n_differing] = variable
                n_differing += 1
                n_larger += one[variable] > two[variable]
        for position in range(n_differing):
            variable = differing[position]
            larger = rng.random() * (n_differing - position) < n_larger
            n_larger -= larger
            if larger != (one[variable] > two[variable]):
                kept = one[variable]
                one[variable] = two[variable]
                two[variable] = kept
