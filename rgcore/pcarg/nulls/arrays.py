"""Single draws of nulls as arrays, for samples that are one."""

import numpy as np
from numpy.random import Generator

from rgcore.pcarg.nulls.draws import fit_null
from rgcore.pcarg.nulls.elliptical import Elliptical
from rgcore.pcarg.nulls.fitted_data import material
from rgcore.pcarg.nulls.volatility import StudentFit, common_volatility
from rgcore.series.moments import sample_moments

__all__ = ["draw_null", "elliptical", "gaussian"]


def draw_null(samples: np.ndarray, source: str, *, rng: Generator) -> np.ndarray:
    """Return one draw of the null named ``source``, fitted to the samples, of mean zero.

    Parameters
    ----------
    samples : (n_samples, n_variables) array
        Finite, no constant variable; time along the first axis. Left untouched.
    source : str
        One of ``NULLS``.
    rng : Generator, advanced in place

    Returns
    -------
    (n_samples, n_variables) float64 array

    Raises
    ------
    ValueError
        For a null of another name, or samples that are not as said.
    """
    return _whole(fit_null(source, _material(samples), rng=rng).draw(rng=rng))


def gaussian(samples: np.ndarray, *, rng: Generator) -> np.ndarray:
    """Return one draw of :class:`Gaussian`; parameters and result as of :func:`draw_null`."""
    return draw_null(samples, "gaussian", rng=rng)


def elliptical(samples: np.ndarray, *, degrees_of_freedom: float | None = None, rng: Generator) -> np.ndarray:
    """Return one draw of :class:`Elliptical`.

    Parameters
    ----------
    samples : (n_samples, n_variables) array
    degrees_of_freedom : float, optional
        nu, above 4. If not given, fitted (:func:`fit_student`), and then above 2.
    rng : Generator, advanced in place

    Returns
    -------
    (n_samples, n_variables) float64 array

    Raises
    ------
    ValueError
        If nu is given and not above 4.
    """
    if degrees_of_freedom is not None and not degrees_of_freedom > 4:
        raise ValueError(
            f"degrees_of_freedom must be above 4, where the kurtosis is finite, got {degrees_of_freedom}"
        )
    found = _material(samples)
    if degrees_of_freedom is None:
        return _whole(fit_null("elliptical", found, rng=rng).draw(rng=rng))
    known = StudentFit(degrees_of_freedom=degrees_of_freedom, degrees_of_freedom_err=0.0)
    volatility = common_volatility((samples,), found.moments)
    null = Elliptical(gaussian=fit_null("gaussian", found, rng=rng), volatility=volatility, student=known)
    return _whole(null.draw(rng=rng))


def _material(samples):
    return material((samples,), sample_moments((samples,)))


def _whole(drawn):
    return np.concatenate(list(drawn))
