"""Rank tests of curves against draws of a null, corrected for the number of curves and nulls that are tested."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

__all__ = ["FlowTests", "corrected_p_values", "flow_tests", "leave_one_out_deviations", "rank_p_value"]

_RESOLUTION = 1e-9  # of a kurtosis: smaller is rounding, as where a null keeps the kurtosis of every variable


def leave_one_out_deviations(curves: np.ndarray) -> np.ndarray:
    """Return the deviation of each curve from the mean of the others, in units of the others' standard deviation.

    Data and draws are treated alike: under the null the rows of the result are exchangeable, which makes any rank test
    of a function of a row exact. (Compared with mean and deviation of the draws alone, a draw would deviate less than
    the data, because it is one of them.)

    Parameters
    ----------
    curves : (n_curves, n_points) float64 array
        The data and at least two draws.

    Returns
    -------
    (n_curves, n_points) float64 array
        0 where all curves agree within 1e-9.
    """
    n_others = len(curves) - 1
    centred = curves - curves.mean(axis=0)
    total = np.sum(centred**2, axis=0)
    mean = -centred / n_others  # of the others
    variance = np.maximum(total - centred**2 - n_others * mean**2, 0) / (n_others - 1)
    spread = np.ptp(curves, axis=0)
    informative = spread > _RESOLUTION
    floor = np.where(informative, _RESOLUTION * spread, 1.0)
    return np.where(informative, (centred - mean) / np.maximum(np.sqrt(variance), floor), 0.0)


def rank_p_value(statistics: np.ndarray, threshold: float) -> float:
    """Return (1 + number of draws that reach the threshold) / (n_draws + 1).

    Parameters
    ----------
    statistics : (n_draws,) float64 array
        Of the draws.
    threshold : float
        The statistic of the data.
    """
    return float((1 + np.count_nonzero(statistics >= threshold)) / (len(statistics) + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowTests:
    """Tests of several flows of a data set against one null.

    Attributes
    ----------
    deviations : (n_points,) float64 array
        Of the data, at every cutoff of every flow (:func:`leave_one_out_deviations`).
    p_values : (n_flows,) float64 array
        Rank of the largest deviation of a flow among those of the same flow of the draws: corrected for the cutoffs.
    p_together : (n_flows,) float64 array
        Rank among the largest deviations of any flow of the draws: corrected for the other flows too.
    n_draws : int
    """

    deviations: np.ndarray
    p_values: np.ndarray
    p_together: np.ndarray
    n_draws: int


def flow_tests(curves: np.ndarray, flows: np.ndarray) -> FlowTests:
    """Test flows against the draws of a null.

    The statistic of a flow is its largest deviation, up or down, over its cutoffs. Under the null every p-value p has
    P(p <= level) <= level, exactly, with equality for ``p_values`` at the multiples of 1 / (n_draws + 1). Together,
    flows are tested by the largest statistic (Westfall and Young, Resampling-Based Multiple Testing (1993)).

    Parameters
    ----------
    curves : (1 + n_draws, n_points) float64 array
        The data first, then at least two draws.
    flows : (n_points,) int array
        Number of the flow that a point belongs to, from 0 on.
    """
    deviations = leave_one_out_deviations(curves)
    numbers = np.arange(flows.max() + 1)
    largest = np.array([np.abs(deviations[:, flows == number]).max(axis=1) for number in numbers])
    overall = largest.max(axis=0)  # (1 + n_draws,)
    return FlowTests(
        deviations=deviations[0],
        p_values=np.array([rank_p_value(each[1:], each[0]) for each in largest]),
        p_together=np.array([rank_p_value(overall[1:], each[0]) for each in largest]),
        n_draws=len(curves) - 1,
    )


def corrected_p_values(tests: Mapping[str, FlowTests]) -> dict[str, np.ndarray]:
    """Return p-values corrected for all flows and all nulls of a data set, (n_flows,) of each null.

    The nulls, each with the smallest of its ``p_together``, are corrected by Holm, Scand. J. Stat. 6, 65 (1979). None
    of the results is below n_nulls / (n_draws + 1).
    """
    least, found = 0.0, {}
    for position, source in enumerate(sorted(tests, key=lambda name: tests[name].p_together.min())):
        corrected = np.minimum((len(tests) - position) * tests[source].p_together, 1.0)
        found[source] = np.maximum(corrected, least)
        least = found[source].min()
    return found
