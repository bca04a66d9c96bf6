"""The Fisher metric of models whose states can be enumerated, and its spectrum."""

from dataclasses import dataclass

import numpy as np

from rgcore.arguments.arrays import probabilities as checked_probabilities
from rgcore.arguments.arrays import real_array, symmetric_matrix
from rgcore.errors import InputError

__all__ = ["FisherSpectrum", "coarse_metric", "family_metric", "fisher_metric", "fisher_spectrum"]

_SUM = 1e-6  # of derivatives of probabilities whose sum is always 1, in units of the sum of their sizes


@dataclass(frozen=True, slots=True, kw_only=True)
class FisherSpectrum:
    """Eigenvalues of a Fisher metric, largest (stiff) first, and their directions in the space of the parameters.

    Attributes
    ----------
    eigenvalues : (n_parameters,) float64 array, descending
        Squared distinguishability per unit of the direction, for one observation: 1/eigenvalue is the least variance of
        an unbiased estimate along it (Cramer and Rao). Not negative but for rounding.
    directions : (n_parameters, n_parameters) float64 array
        Column k belongs to eigenvalue k. Of norm 1; the largest entry is positive.
    """

    eigenvalues: np.ndarray
    directions: np.ndarray


def fisher_metric(probabilities: np.ndarray, derivatives: np.ndarray) -> np.ndarray:
    """Return g_ab = sum_x dP(x)/da dP(x)/db / P(x) = <d ln P/da d ln P/db>.

    Parameters
    ----------
    probabilities : (n_states,) float array
        P, whose sum is 1.
    derivatives : (n_states, n_parameters) float array
        dP/da of every state; the sum over states is 0 for every parameter.

    Returns
    -------
    (n_parameters, n_parameters) float64 array

    Raises
    ------
    InputError
        If probabilities are not normalized, derivatives are not finite or add up to something else than 0, or a state
        that does not occur has a derivative.
    """
    probabilities, derivatives = _checked(probabilities, derivatives)
    return _metric(probabilities, derivatives)


def coarse_metric(probabilities: np.ndarray, derivatives: np.ndarray, observed: np.ndarray) -> np.ndarray:
    """Return the Fisher metric if only a function of the state is observed.

    Probabilities and derivatives add up over states that look the same. No metric grows by this: g - g_coarse is
    positive semidefinite (data processing).

    Parameters
    ----------
    probabilities, derivatives
        As of :func:`fisher_metric`.
    observed : (n_states,) int array
        What is observed of every state, as a number from 0 on, below the number of states.

    Returns
    -------
    (n_parameters, n_parameters) float64 array

    Raises
    ------
    InputError
        As :func:`fisher_metric`, or if there is not one whole number in range per state.
    """
    probabilities, derivatives = _checked(probabilities, derivatives)
    labels = _labels(observed, len(probabilities))
    sums = np.array([np.bincount(labels, column) for column in derivatives.T])
    return _metric(np.bincount(labels, probabilities), sums.T)


def family_metric(
    probabilities: np.ndarray, statistics: np.ndarray, observed: np.ndarray | None = None
) -> np.ndarray:
    """Return the Fisher metric of an exponential family P ~ exp(sum_a theta_a X_a): the covariance of the X_a.

    If less is observed it is the covariance of the conditional means of the X_a given what is observed.

    Parameters
    ----------
    probabilities : (n_states,) float array
    statistics : (n_states, n_parameters) float array
        X_a of every state.
    observed : (n_states,) int array, optional
        As of :func:`coarse_metric`; by default the whole state.

    Returns
    -------
    (n_parameters, n_parameters) float64 array

    Raises
    ------
    InputError
        As :func:`coarse_metric`.
    """
    probabilities = checked_probabilities("probabilities", probabilities)
    values = real_array("statistics", statistics, ("n_states", "n_parameters"))
    _same_states("statistics", len(values), len(probabilities))
    derivatives = probabilities[:, None] * (values - probabilities @ values / probabilities.sum())
    if observed is None:
        return _metric(probabilities, derivatives)
    return coarse_metric(probabilities, derivatives, observed)


def fisher_spectrum(metric: np.ndarray) -> FisherSpectrum:
    """Return the eigenvalues of a metric, stiff directions first.

    Raises
    ------
    InputError
        If ``metric`` is not a finite symmetric matrix.
    """
    values, vectors = np.linalg.eigh(symmetric_matrix("metric", metric))
    directions = vectors[:, ::-1]
    largest = np.take_along_axis(directions, np.abs(directions).argmax(axis=0)[None], axis=0)
    return FisherSpectrum(eigenvalues=values[::-1].copy(), directions=directions * np.sign(largest))


def _metric(probabilities: np.ndarray, derivatives: np.ndarray) -> np.ndarray:
    occurs = probabilities > 0
    with np.errstate(over="ignore", invalid="ignore"):
        scaled = derivatives[occurs] / np.sqrt(probabilities[occurs])[:, None]
        metric = scaled.T @ scaled
    if not np.isfinite(metric).all():
        raise InputError(
            f"dP/da / sqrt(P) must be small enough for its square, got {np.abs(scaled).max():g}: measure the "
            "parameters in smaller units"
        )
    return metric


def _checked(probabilities: object, derivatives: object) -> tuple[np.ndarray, np.ndarray]:
    probabilities = checked_probabilities("probabilities", probabilities)
    derivatives = real_array("derivatives", derivatives, ("n_states", "n_parameters"))
    _same_states("derivatives", len(derivatives), len(probabilities))
    sums, sizes = derivatives.sum(axis=0), np.abs(derivatives).sum(axis=0)
    wrong = np.flatnonzero(np.abs(sums) > _SUM * sizes)
    if len(wrong):
        raise InputError(
            f"derivatives of normalized probabilities must add up to 0 over the states, got {sums[wrong[0]]:.6g} for "
            f"parameter {wrong[0]}: take the derivative of P itself, with its normalization"
        )
    impossible = np.argwhere((probabilities == 0)[:, None] & (derivatives != 0))
    if len(impossible):
        state, parameter = impossible[0]
        raise InputError(
            f"derivatives of a state that does not occur must be 0, got {derivatives[state, parameter]:g} for state "
            f"{state}, parameter {parameter}, where P = 0: the metric is infinite there"
        )
    return probabilities, derivatives


def _labels(observed: object, n_states: int) -> np.ndarray:
    labels = real_array("observed", observed, ("n_states",))
    _same_states("observed", len(labels), n_states)
    wrong = np.flatnonzero((labels != np.floor(labels)) | (labels < 0) | (labels >= n_states))
    if len(wrong):
        raise InputError(
            f"observed must hold whole numbers from 0 to {n_states - 1}, got {labels[wrong[0]]:g} for state {wrong[0]}"
        )
    return labels.astype(np.int64)


def _same_states(name: str, found: int, n_states: int) -> None:
    if found != n_states:
        raise InputError(f"{name} must have one row per probability, got {found} for {n_states}")
