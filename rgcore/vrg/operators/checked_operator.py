"""The operator of a transformation as its card returns it, after its mistakes became one sentence with its name."""

import traceback
from collections.abc import Callable
from pathlib import Path

import numpy as np

from rgcore.arguments.objects import an_instance
from rgcore.errors import InputError, one_line
from rgcore.exact.enumerable import require_enumerable
from rgcore.vrg.operators.dense_transformation import DenseTransformation, require_pairs
from rgcore.vrg.small_models.hidden_spins import HiddenSpins
from rgcore.vrg.small_models.small_model import SmallModel
from rgcore.vrg.transformation import Operator, Transformation
from rgcore.vrg.transformation_card import Parameters, TransformationCard

__all__ = ["called", "checked_card", "checked_hidden", "checked_operator"]

MOST_HIDDEN = 20
NORMALIZED_WITHIN = 1e-9


def checked_card(name: str, card: object) -> TransformationCard:
    """Return a card; InputError unless it is one."""
    return an_instance(f"CARD of transformation {name}", card, TransformationCard)


def called(name: str, what: str, function: Callable, *arguments: object, **named: object) -> object:
    """Return what a function of a card returns; what it raises becomes an InputError with its place."""
    try:
        return function(*arguments, **named)
    except InputError as error:
        raise InputError(f"transformation {name}: {error}") from error
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        raise InputError(
            f"transformation {name} must have a function {what} that returns, but it raised "
            f"{type(error).__name__}: {one_line(str(error))} (line {frame.lineno} of {Path(frame.filename).name})"
        ) from error


def checked_hidden(name: str, card: TransformationCard, size: int) -> HiddenSpins:
    """Return the hidden spins of a card; InputError if it is something else, or there are too many."""
    hidden = called(name, "hidden", card.hidden, size)
    an_instance(f"hidden of transformation {name}", hidden, HiddenSpins)
    require_enumerable(
        f"the hidden layer of transformation {name}", hidden.n_spins, most=MOST_HIDDEN, bytes_per_state=100
    )
    return hidden


def checked_operator(
    name: str, card: TransformationCard, model: SmallModel, n_hidden: int, parameters: Parameters
) -> Operator:
    """Return T(v, h) of a card.

    Raises
    ------
    InputError
        One sentence with the name of the transformation if its function raises, or returns something of another size,
        or exp T is not a number, infinite, or zero for all h of a v, or a hidden state is never reached, or T is not
        normalized although the card claims it.
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
    _require_finite_trace(name, result)
    if card.normalized:
        _require_normalized(name, result)
    _require_every_hidden_state(name, result)
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
        raise InputError(
            f"transformation {name} must have sum_h exp T(v, h) = 1 for every v, but it is "
            f"{np.exp(operator.log_trace[v]):.6g} at v = {state_in_words(v, operator.n_visible)}: subtract its "
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
