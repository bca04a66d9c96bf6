"""The Fisher spectrum of a model given as a function from parameters to predictions, seen whole or coarsely."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rgcore.arguments.arrays import any_numbers, each_of, list_of_numbers, real_array
from rgcore.arguments.objects import function
from rgcore.arguments.scalars import real_number, whole_number
from rgcore.errors import InputError
from rgcore.information.predictions.finite_differences import finite_difference_jacobian, predictions_of

__all__ = ["ModelSpectrum", "model_spectrum", "spectrum_of_jacobian"]

_LARGEST = 1e50  # in units of the smallest error its square is a float64


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSpectrum:
    """Stiff and sloppy directions of a model whose predictions have independent normal errors of one size.

    Attributes
    ----------
    eigenvalues : (n_parameters,) float64 array, descending
        Of g = J^T J / error^2, J of what is observed: squares of singular values, so that rounding is relative to their
        roots. Directions that no observation sees have 0.
    eigenvalues_err : (n_parameters,) float64 array
        Bound from the error of finite differences, 2 s e + e^2 with s^2 the eigenvalue (Weyl); 0 with a given Jacobian.
    directions : (n_parameters, n_parameters) float64 array
        Column k belongs to eigenvalue k; norm 1, largest entry positive.
    """

    eigenvalues: np.ndarray
    eigenvalues_err: np.ndarray
    directions: np.ndarray

    @property
    def n_resolved(self) -> int:
        """Number of eigenvalues above their errors and above rounding."""
        rounding = (len(self.eigenvalues) * np.finfo(np.float64).eps) ** 2 * self.eigenvalues[0]
        return int(np.count_nonzero(self.eigenvalues > np.maximum(self.eigenvalues_err, rounding)))


def model_spectrum(
    model: Callable[[np.ndarray], np.ndarray],
    parameters: np.ndarray,
    *,
    error: float = 1.0,
    jacobian: Callable[[np.ndarray], np.ndarray] | None = None,
    coarse: np.ndarray | None = None,
) -> ModelSpectrum:
    """Return how well observations of a model's predictions determine each direction of its parameters.

    Parameters
    ----------
    model : callable
        Takes (n_parameters,) float64 and returns (n_predictions,) numbers.
    parameters : (n_parameters,) float array
        Where the spectrum is computed. Use logarithms of rates and the like if directions are to be compared.
    error : float
        Standard error of each prediction's observation, in the unit of the predictions.
    jacobian : callable, optional
        Takes what ``model`` takes and returns its derivatives (n_predictions, n_parameters). Without it they are found
        by finite differences, whose errors are taken along.
    coarse : (n_observed,) int array or (n_observed, n_predictions) float array, optional
        What is observed: places of predictions, from 0, or a matrix that makes sums of them, with errors that add in
        quadrature. All predictions by default.

    Returns
    -------
    ModelSpectrum

    Raises
    ------
    InputError
        If a prediction or a derivative is not finite, a finite difference is not determined, or an observation is no
        prediction, comes twice, or is a combination of others.
    """
    function("model", model)
    values = np.array(list_of_numbers("parameters", parameters))
    error = real_number("error", error, above=0.0, least=1e-100)
    if jacobian is None:
        matrix, errors = finite_difference_jacobian(model, values)
    else:
        matrix, errors = _given(function("jacobian", jacobian), model, values), np.zeros(len(values))
    if np.abs(matrix).max() > _LARGEST:
        raise InputError(f"derivatives must be at most {_LARGEST:g} in size, got {np.abs(matrix).max():g}")
    seen = matrix if coarse is None else _observed(coarse, matrix)
    found = spectrum_of_jacobian(seen / error)
    error_of_matrix = np.linalg.norm(errors) / error
    bound = 2 * np.sqrt(found.eigenvalues) * error_of_matrix + error_of_matrix**2
    return ModelSpectrum(eigenvalues=found.eigenvalues, eigenvalues_err=bound, directions=found.directions)


def spectrum_of_jacobian(jacobian: np.ndarray) -> ModelSpectrum:
    """Return the spectrum of J^T J (n_predictions, n_parameters) from the singular values of J."""
    n_parameters = jacobian.shape[1]
    _, sizes, rows = np.linalg.svd(jacobian, full_matrices=len(jacobian) < n_parameters)
    eigenvalues = np.zeros(n_parameters)
    eigenvalues[: len(sizes)] = sizes**2
    largest = np.take_along_axis(rows, np.abs(rows).argmax(axis=1)[:, None], axis=1)
    return ModelSpectrum(
        eigenvalues=eigenvalues,
        eigenvalues_err=np.zeros(n_parameters),
        directions=(rows * np.sign(largest)).T,
    )


def _given(jacobian: Callable, model: Callable, parameters: np.ndarray) -> np.ndarray:
    found = real_array("jacobian", jacobian(parameters.copy()), ("n_predictions", "n_parameters"))
    wanted = (len(predictions_of(model, parameters)), len(parameters))
    if found.shape != wanted:
        raise InputError(
            f"jacobian must return {wanted} derivatives, predictions by parameters, got {found.shape}"
        )
    return found


def _observed(coarse: object, jacobian: np.ndarray) -> np.ndarray:
    """Return the Jacobian of what is observed, in units of the error of each independent combination."""
    n_predictions = len(jacobian)
    if any_numbers("coarse", coarse).ndim == 1:
        places = [
            whole_number(f"coarse[{k}]", place, least=0, most=n_predictions - 1)
            for k, place in enumerate(each_of("coarse", coarse))
        ]
        if len(set(places)) < len(places):
            raise InputError(f"coarse must hold no prediction twice, got {places}")
        return jacobian[places]
    matrix = real_array("coarse", coarse, ("n_observed", n_predictions))
    rank = np.linalg.matrix_rank(matrix)
    if rank < len(matrix):
        raise InputError(
            f"coarse must have independent rows, got {len(matrix)} of rank {rank}: leave out what is a combination of "
            "others"
        )
    return np.linalg.qr(matrix.T)[0].T @ jacobian
