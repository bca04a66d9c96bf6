"""The graded criteria of one transformation: numbers, before any limit."""

from collections.abc import Mapping

import numpy as np

from rgcore.cards import load_card
from rgcore.exact.enumerated_states import boltzmann_distribution
from rgcore.vrg.criteria.bound import bound_grades
from rgcore.vrg.criteria.coupling_range import long_range_share
from rgcore.vrg.criteria.hidden_information import information_in_hidden
from rgcore.vrg.criteria.rbm_distance import rbm_distance
from rgcore.vrg.named_transformation import NamedTransformation
from rgcore.vrg.operators.called import called
from rgcore.vrg.operators.checked_card import checked_wide_couplings, require_slopes
from rgcore.vrg.rbm_transformation import rbm_cost_gradient, rbm_trace_gradient
from rgcore.vrg.trace_condition import model_divergence, trace_error_per_spin
from rgcore.vrg.transformation_card import Parameters

__all__ = ["NO_EXPONENTS", "grades"]

ROUNDING = 1e-9  # what is smaller is stored as zero
NO_EXPONENTS = (float("nan"), float("nan"))


def grades(
    example: NamedTransformation, exponent_errors: tuple[float, float] = NO_EXPONENTS
) -> dict[str, float | str]:
    """Return the columns of ``vrg_criteria`` that :mod:`rgcore.vrg.criteria.thresholds` sets limits to.

    Parameters
    ----------
    example : NamedTransformation
    exponent_errors : pair of float
        |y_t - 1| and |y_h - 15/8| of the flow that the card names; NaN without one.
    """
    operator = example.transformation
    gap, gain = _bound(example)
    share, n_spins = _long_range(example)
    found = {
        "n_removed": operator.n_visible - operator.n_hidden,
        "trace_error_per_spin": trace_error_per_spin(operator),
        "rbm_distance": rbm_distance(operator),
        "bound": example.card.bound,
        "bound_gap": gap,
        "bound_gain": gain,
        "divergence_share": divergence_share(example),
        "information_in_hidden": information_in_hidden(operator),
        "long_range_share": share,
        "n_spins_of_couplings": n_spins,
        "thermal_exponent_error": exponent_errors[0],
        "magnetic_exponent_error": exponent_errors[1],
    }
    return {
        name: 0.0 if isinstance(each, float) and abs(each) < ROUNDING else each
        for name, each in found.items()
    }


def divergence_share(example: NamedTransformation) -> float:
    """Return KL(P || p) / KL(P || uniform): how far the visible distribution p through T is from P.

    Zero where sum_h exp T is the same for all v, whatever h is; one for an energy without v.
    """
    boltzmann = boltzmann_distribution(-example.transformation.hamiltonian)
    information = float(boltzmann @ np.log(boltzmann * len(boltzmann)))
    return model_divergence(example.transformation) / information


def _long_range(example: NamedTransformation) -> tuple[float, int]:
    """Return the share of couplings outside the short list and the number of hidden spins of the lattice it is of."""
    card = example.card
    if card.wide_couplings is None:
        log_weights, hidden = example.transformation.hidden_log_weights(), example.hidden
    else:
        log_weights, hidden = checked_wide_couplings(
            example.name, card, example.model.coupling, example.parameters
        )
    return long_range_share(log_weights, hidden), hidden.n_spins


def _bound(example: NamedTransformation) -> tuple[float, float]:
    """Return gap and gain of the bound that the card states, NaN without one."""
    card, model = example.card, example.model
    if not card.bound:
        return float("nan"), float("nan")
    objective = load_card("rgcore.vrg.objectives.functions", card.bound)
    boltzmann = boltzmann_distribution(-model.hamiltonian)
    names, shapes = list(example.parameters), [np.shape(value) for value in example.parameters.values()]

    def named(values: np.ndarray) -> Parameters:
        sizes = np.cumsum([int(np.prod(shape)) for shape in shapes])[:-1]
        parts = np.split(values, sizes)
        return {
            name: part.reshape(shape) if shape else float(part[0])
            for name, part, shape in zip(names, parts, shapes, strict=True)
        }

    def cost(values: np.ndarray) -> tuple[float, np.ndarray]:
        parameters = named(values)
        operator = example.family(**parameters)
        value, derivative = objective.cost(operator.log_trace, boltzmann)
        if card.trace_gradient is rbm_trace_gradient:
            return value, _flat(rbm_cost_gradient(model, operator, derivative))
        slopes = called(example.name, "trace_gradient", card.trace_gradient, model, **parameters)
        require_slopes(example.name, slopes, parameters, len(derivative))
        return value, _flat({name: slopes[name] @ derivative for name in names})

    return bound_grades(cost, _flat(example.parameters))


def _flat(parameters: Mapping[str, float | np.ndarray]) -> np.ndarray:
    return np.concatenate([np.reshape(value, -1) for value in parameters.values()]).astype(np.float64)
