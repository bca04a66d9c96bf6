"""Hypotheses that the width of receptive fields may follow: a tiling, the correlation length, or both.

Each is a function of the sites per hidden unit s = N_v / N_h and of a correlation length xi; the width is in lattice
spacings, its resolution removed. Factors and the sharpness enter by their logarithms, so that any value is allowed.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

__all__ = ["HYPOTHESES", "Hypothesis"]

_LogWidth = Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]
SHARPNESSES = (1.0, 4.0)
SHARES_OF_TILING = (0.1, 0.3, 0.5, 0.7, 0.9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """One hypothesis.

    Attributes
    ----------
    name : str
    parameters : tuple of str
        Columns of the table ``block_size_hypotheses``.
    in_logarithm : tuple of bool
        Whether a parameter enters by its logarithm.
    log_width : function of parameters (..., n_parameters), ln s (n,) and ln xi (n,)
        Returns ln width, (..., n).
    starts : function of ln width, ln s and ln xi, each (n,)
        Returns parameters from which a maximum of the likelihood is looked for, (n_starts, n_parameters).
    needs : tuple of "sites" and "length"
        What must vary in a design for the hypothesis to differ from a constant width.
    """

    name: str
    parameters: tuple[str, ...]
    in_logarithm: tuple[bool, ...]
    log_width: _LogWidth
    starts: _LogWidth
    needs: tuple[str, ...]

    @property
    def has_length(self) -> bool:
        """Whether a correlation length enters."""
        return "length" in self.needs


def _constant(parameters: np.ndarray, log_sites: np.ndarray, log_length: np.ndarray) -> np.ndarray:
    """Return ln a, of any s and xi."""
    return parameters[..., :1] + np.zeros(len(log_sites))


def _tiling(parameters: np.ndarray, log_sites: np.ndarray, log_length: np.ndarray) -> np.ndarray:
    """Return ln(a sqrt(s))."""
    return parameters[..., :1] + log_sites / 2


def _correlation(parameters: np.ndarray, log_sites: np.ndarray, log_length: np.ndarray) -> np.ndarray:
    """Return ln(c xi)."""
    return parameters[..., :1] + log_length


def _smaller(parameters: np.ndarray, log_sites: np.ndarray, log_length: np.ndarray) -> np.ndarray:
    """Return ln min(a sqrt(s), c xi)."""
    return np.minimum(parameters[..., :1] + log_sites / 2, parameters[..., 1:2] + log_length)


def _crossover(parameters: np.ndarray, log_sites: np.ndarray, log_length: np.ndarray) -> np.ndarray:
    """Return -ln((a sqrt(s))^-m + (c xi)^-m) / m."""
    sharpness = np.exp(parameters[..., 2:3])
    tiling, correlation = parameters[..., :1] + log_sites / 2, parameters[..., 1:2] + log_length
    return -np.logaddexp(-sharpness * tiling, -sharpness * correlation) / sharpness


def _powers(parameters: np.ndarray, log_sites: np.ndarray, log_length: np.ndarray) -> np.ndarray:
    """Return ln(a s^p xi^q)."""
    return parameters[..., :1] + parameters[..., 1:2] * log_sites + parameters[..., 2:3] * log_length


def _mean_factor(shape: _LogWidth) -> _LogWidth:
    """Return the start of a hypothesis with one factor: the mean of ln width less the rest of the hypothesis."""

    def starts(log_width: np.ndarray, log_sites: np.ndarray, log_length: np.ndarray) -> np.ndarray:
        return np.array([[np.mean(log_width - shape(np.zeros(1), log_sites, log_length))]])

    return starts


def _both_factors(log_width: np.ndarray, log_sites: np.ndarray, log_length: np.ndarray) -> np.ndarray:
    """Return starts in which a growing share of the widths, those of the largest xi^2 / s, is set by the tiling."""
    order = np.argsort(log_length - log_sites / 2)[::-1]
    starts = []
    for share in SHARES_OF_TILING:
        n_tiling = min(max(round(share * len(order)), 1), max(len(order) - 1, 1))
        tiling, correlation = order[:n_tiling], order[n_tiling:] if len(order) > 1 else order
        starts.append(
            [
                np.mean(log_width[tiling] - log_sites[tiling] / 2),
                np.mean(log_width[correlation] - log_length[correlation]),
            ]
        )
    return np.array(starts)


def _with_sharpness(log_width: np.ndarray, log_sites: np.ndarray, log_length: np.ndarray) -> np.ndarray:
    both = _both_factors(log_width, log_sites, log_length)[1::2]
    return np.array([[*start, np.log(sharpness)] for start in both for sharpness in SHARPNESSES])


def _least_squares(log_width: np.ndarray, log_sites: np.ndarray, log_length: np.ndarray) -> np.ndarray:
    matrix = np.stack([np.ones(len(log_sites)), log_sites, log_length], axis=1)
    return np.linalg.lstsq(matrix, log_width, rcond=None)[0][None]


HYPOTHESES = (
    Hypothesis(
        name="constant",
        parameters=("factor",),
        in_logarithm=(True,),
        log_width=_constant,
        starts=_mean_factor(_constant),
        needs=(),
    ),
    Hypothesis(
        name="tiling",
        parameters=("factor",),
        in_logarithm=(True,),
        log_width=_tiling,
        starts=_mean_factor(_tiling),
        needs=("sites",),
    ),
    Hypothesis(
        name="correlation",
        parameters=("length_factor",),
        in_logarithm=(True,),
        log_width=_correlation,
        starts=_mean_factor(_correlation),
        needs=("length",),
    ),
    Hypothesis(
        name="smaller",
        parameters=("factor", "length_factor"),
        in_logarithm=(True, True),
        log_width=_smaller,
        starts=_both_factors,
        needs=("sites", "length"),
    ),
    Hypothesis(
        name="crossover",
        parameters=("factor", "length_factor", "sharpness"),
        in_logarithm=(True, True, True),
        log_width=_crossover,
        starts=_with_sharpness,
        needs=("sites", "length"),
    ),
    Hypothesis(
        name="powers",
        parameters=("factor", "sites_power", "length_power"),
        in_logarithm=(True, False, False),
        log_width=_powers,
        starts=_least_squares,
        needs=("sites", "length"),
    ),
)
"""All hypotheses; the constant width is what the others must beat."""
