"""The running of the coupling: that at a cutoff over that with the most modes kept, from the same samples.

Estimates at two cutoffs share their samples, so that their ratio has a smaller standard error than the independent
errors of the two would give: for a weak coupling var(u_1 at k) = 24 / (T sum_ij P_ij^4), P the covariance of the k kept
modes and T independent samples, and the covariance of two cutoffs is the variance of the larger one. The samples that
resolve a running are therefore known beforehand, and every standard error falls as 1/sqrt(T).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rgcore.ground_truth.measured_and_expected import Comparison, compare
from rgcore.pcarg.coupling.mode_recursion import remove_loops
from rgcore.stats import jackknife_error

__all__ = ["CouplingAt", "compare_running"]

CONSTANT = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CouplingAt:
    """The first-order coupling at one cutoff, and what is expected of the coupling there.

    ``vertex`` is u_1, ``replicates`` (n_blocks,) the same with one block of samples left out; ``loop`` the loop of the
    kept modes, X; ``recursion`` and ``second_order`` the coupling there by each.
    """

    n_kept: int
    vertex: float
    replicates: np.ndarray
    loop: float
    recursion: float
    second_order: float


def compare_running(couplings: Sequence[CouplingAt]) -> list[Comparison]:
    """Compare the ratio of the loop-corrected couplings at each cutoff and at the last with the expected ratios.

    Parameters
    ----------
    couplings : sequence of CouplingAt
        Ascending in ``n_kept``; all with the same blocks.
    """
    last, comparisons = couplings[-1], []
    for each in couplings[:-1]:
        error = jackknife_error(_corrected(each.replicates, each) / _corrected(last.replicates, last))
        ratio = _corrected(each.vertex, each) / _corrected(last.vertex, last), error
        expectations = {
            "bare": (CONSTANT, 0.0),
            "recursion": (each.recursion / last.recursion, 0.0),
            "second order": (each.second_order / last.second_order, 0.0),
        }
        comparisons += compare("running", each.n_kept, ratio, expectations)
    return comparisons


def _corrected(vertex, coupling):
    return remove_loops(vertex, coupling.loop)
