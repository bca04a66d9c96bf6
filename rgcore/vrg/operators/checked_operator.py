"""The operator of a transformation as its card returns it, after its mistakes became one sentence with its name."""

import numpy as np

from rgcore.errors import InputError
from rgcore.vrg.operators.called import called
from rgcore.vrg.operators.dense_transformation import DenseTransformation, require_pairs
from rgcore.vrg.small_models.small_model import SmallModel
from rgcore.vrg.transformation import Operator, Transformation
from rgcore.vrg.transformation_card import Parameters, TransformationCard

__all__ = ["checked_operator", "operator_of"]

LARGEST_LOG_TRACE = 700.0  # of which exp is a number of double precision
SAME_HAMILTONIAN = 1e-9  # k_B T
PRINTED_WHOLE = 1e-3  # deviations from 1 below it are printed alone
NORMALIZED_WITHIN = 1e-9


def checked_operator(
    name: str, card: TransformationCard, model: SmallModel, n_hidden: int, parameters: Parameters
) -> Operator:
    """Return T(v, h) of a card.

    Raises
    ------
    InputError
        One sentence with the name of the transformation for every mistake of :func:`operator_of`, or if a hidden state
        is never reached, or T is not normalized although the card claims it.
    """
    result = operator_of(name, card, model, n_hidden, parameters)
    _require_moderate_trace(name, result)
    if card.normalized:
        _require_normalized(name, result)
    _require_every_hidden_state(name, result)
    return result


def operator_of(
    name: str, card: TransformationCard, model: SmallModel, n_hidden: int, parameters: Parameters
) -> Operator:
    """Return T(v, h) of a card at any parameters of its family, of which a descent tries many.

    Raises
    ------
    InputError
        One sentence with the name of the transformation if its function raises, or returns something of another size,
        or of another Hamiltonian than the model's, or exp T is not a number, infinite, or zero for all h of a v.
    """
    result = called(name, "operator", card.operator, model, **parameters)
    if not isinstance(result, Transformation | DenseTransformation):
        result = _from_array(name, model, n_hidden, result)
    found, expected = (result.n_visible, result.n_hidden), (model.n_spins, n_hidden)
    if found != expected:
        raise InputError(
            f"transformation {name} must have {expected[0]} visible and {expected[1]} hidden spins, as its card "
            f"declares for size {model.size}, but operator returned one of {found[0]} and {found[1]}"
        )
    _require_hamiltonian(name, model, result)
    _require_finite_trace(name, result)
    return result


def state_in_words(state: int, n_spins: int) -> str:
    """Return the spins of a state by its number as signs, such as "++-+", first spin first."""
    return f"{state:0{n_spins}b}".replace("0", "-").replace("1", "+")


def _from_array(name: str, model: SmallModel, n_hidden: int, values: object) -> DenseTransformation:
    require_pairs(f"transformation {name}", model.n_spins + n_hidden)
    shape = (2**model.n_spins, 2**n_hidden)
    array = np.asarray(values) if isinstance(values, np.ndarray) else None
    if array is None or array.dtype.kind not in "iuf":
        found = type(values).__name__ if array is None else f"one of {array.dtype}"
        raise InputError(
            f"transformation {name} must return T(v, h) as an array of real numbers or as a Transformation, got {found}"
        )
    if array.shape != shape:
        raise InputError(
            f"transformation {name} must return an array of shape {shape}, all states of {model.n_spins} visible spins "
            f"by all of {n_hidden} hidden ones, got {array.shape}"
        )
    array = array.astype(np.float64, copy=False)
    wrong = ~(array < np.inf)  # True for NaN
    if wrong.any():
        v, h = map(int, np.unravel_index(wrong.argmax(), shape))
        raise InputError(
            f"transformation {name} must have exp T(v, h) positive or zero, and finite, but its logarithm is "
            f"{array[v, h]} at v = {state_in_words(v, model.n_spins)}, h = {state_in_words(h, n_hidden)}"
        )
    return DenseTransformation(hamiltonian=model.hamiltonian, log_operator=array)


def _require_hamiltonian(name: str, model: SmallModel, operator: Operator) -> None:
    if operator.hamiltonian is model.hamiltonian:
        return
    same = np.abs(np.asarray(operator.hamiltonian) - model.hamiltonian) <= SAME_HAMILTONIAN  # False for NaN
    if not same.all():
        v = int(same.argmin())
        raise InputError(
            f"transformation {name} must have the Hamiltonian of its model, but operator returned one with H(v) = "
            f"{operator.hamiltonian[v]:.6g} at v = {state_in_words(v, model.n_spins)}, where that of the model is "
            f"{model.hamiltonian[v]:.6g}: write hamiltonian=model.hamiltonian"
        )


def _require_moderate_trace(name: str, operator: Operator) -> None:
    v = int(operator.log_trace.argmax())
    if operator.log_trace[v] > LARGEST_LOG_TRACE:
        raise InputError(
            f"transformation {name} must have ln sum_h exp T(v, h) of at most {LARGEST_LOG_TRACE:g}, or the sum is too "
            f"large for double precision, but it is {operator.log_trace[v]:.6g} at v = "
            f"{state_in_words(v, operator.n_visible)}: subtract a constant from T"
        )


def _require_finite_trace(name: str, operator: Operator) -> None:
    wrong = ~np.isfinite(operator.log_trace)
    if isinstance(operator, Transformation):
        wrong |= np.isnan(operator.inputs).any(axis=1)
    if wrong.any():
        v = int(wrong.argmax())
        raise InputError(
            f"transformation {name} must have a positive, finite sum over h of exp T(v, h), but its logarithm is "
            f"{operator.log_trace[v]} at v = {state_in_words(v, operator.n_visible)}"
            + (", or an input there is not a number" if np.isfinite(operator.log_trace[v]) else "")
        )


def _require_normalized(name: str, operator: Operator) -> None:
    with np.errstate(over="ignore"):
        errors = np.abs(np.expm1(operator.log_trace))
    if errors.max() > NORMALIZED_WITHIN:
        v = int(errors.argmax())
        excess = float(np.expm1(operator.log_trace[v]))
        found = (
            f"{1 + excess:.6g}" if abs(excess) > PRINTED_WHOLE else f"1 {excess:+.1e}".replace("e-0", "e-")
        )
        raise InputError(
            f"transformation {name} must have sum_h exp T(v, h) = 1 for every v, but it is "
            f"{found} at v = {state_in_words(v, operator.n_visible)}: subtract its "
            "logarithm from T, or write normalized=False in its card, and the trace condition is measured only"
        )


def _require_every_hidden_state(name: str, operator: Operator) -> None:
    missing = ~np.isfinite(operator.hidden_log_weights())
    if missing.any():
        h = int(missing.argmax())
        raise InputError(
            f"transformation {name} must reach every state of the hidden spins, or H_RG(h) is infinite there, but no "
            f"visible state leads to h = {state_in_words(h, operator.n_hidden)}"
        )
