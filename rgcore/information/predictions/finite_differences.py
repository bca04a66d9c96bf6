"""The Jacobian of a function by extrapolated central differences, with an error for each column."""

from collections.abc import Callable

import numpy as np

from rgcore.arguments.arrays import real_array
from rgcore.errors import InputError

__all__ = ["extrapolated", "finite_difference_jacobian", "predictions_of"]

_FIRST_STEP = 0.02  # of the size of a parameter, or of 1 if it is smaller
_LARGEST = 1e100  # of a prediction: squares of differences are float64
_N_STEPS = 6  # each half of the one before
_WORST = 1e-4  # of the norm of the column


def predictions_of(model: Callable, parameters: np.ndarray, where: str = "") -> np.ndarray:
    """Return what a model predicts, (n_predictions,) float64, or refuse it.

    Parameters
    ----------
    model : callable
    parameters : (n_parameters,) float64 array
    where : str
        Words on the parameters for the sentence, such as "with parameters[0] shifted from 2 to 2.04".

    Raises
    ------
    InputError
        If predictions are no list of finite numbers, or too large for their squares.
    """
    name = f"predictions of the model {where}".rstrip()
    found = real_array(name, model(parameters.copy()), ("n_predictions",))
    if np.abs(found).max() > _LARGEST:
        raise InputError(f"{name} must be at most {_LARGEST:g} in size, got {np.abs(found).max():g}")
    return found


def finite_difference_jacobian(model: Callable, parameters: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return d(predictions)/d(parameters) (n_predictions, n_parameters), and the error of each column as a norm.

    Central differences with steps h, h/2, ... are extrapolated to h = 0 (Ridders, Adv. Eng. Softw. 4, 75 (1982)): of
    all extrapolations of a column the one is taken that differs least from the two that it was made of, and the larger
    difference bounds what is left. A kink exactly at the parameters is not seen.

    Raises
    ------
    InputError
        If a prediction is not finite, or an error is above 1e-4 of its column: the model jumps or has a kink there.
    """
    n_predictions = len(predictions_of(model, parameters))
    columns, errors = [], []
    for place, value in enumerate(parameters):
        step = _FIRST_STEP * max(abs(value), 1.0)
        differences = [
            _difference(model, parameters, place, step / 2**k, n_predictions) for k in range(_N_STEPS)
        ]
        column, error = extrapolated(differences)
        if error > _WORST * max(np.linalg.norm(column), np.finfo(np.float64).tiny):
            raise InputError(
                f"the derivative of the predictions by parameters[{place}] = {value:g} must be determined to "
                f"{_WORST:g} of itself, got an error of {error:.3g} for {np.linalg.norm(column):.3g}: give jacobian, "
                "or make the model smooth there"
            )
        columns.append(column)
        errors.append(error)
    return np.stack(columns, axis=1), np.array(errors)


def _difference(model, parameters, place, step, n_predictions) -> np.ndarray:
    shifted = [parameters.copy() for _ in range(2)]
    shifted[0][place] += step
    shifted[1][place] -= step
    width = shifted[0][place] - shifted[1][place]
    upper, lower = (_shifted(model, each, place, parameters[place], n_predictions) for each in shifted)
    return (upper - lower) / width


def _shifted(model, parameters, place, value, n_predictions) -> np.ndarray:
    """Return predictions at parameters of which one was shifted from a value."""
    where = f"with parameters[{place}] shifted from {value:g} to {parameters[place]:g}"
    found = predictions_of(model, parameters, where)
    if len(found) != n_predictions:
        raise InputError(f"the model must always make {n_predictions} predictions, got {len(found)} {where}")
    return found


def extrapolated(differences: list[np.ndarray]) -> tuple[np.ndarray, float]:
    """Return the extrapolation of least error; row k of Neville's scheme begins with the difference of step k."""
    best, least = differences[0], np.inf
    row = [differences[0]]
    for difference in differences[1:]:
        new = [difference]
        for order, before in enumerate(row, 1):
            new.append(new[-1] + (new[-1] - before) / (4**order - 1))
            error = max(np.linalg.norm(new[-1] - new[-2]), np.linalg.norm(new[-1] - before))
            if error <= least:
                best, least = new[-1], error
        row = new
    return best, float(least)
