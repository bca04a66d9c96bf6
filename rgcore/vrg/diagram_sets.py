"""The sets of the essay's Venn diagram (figure 5) that a transformation belongs to, where a computation decides it."""

from rgcore.errors import InputError
from rgcore.vrg.named_transformation import NamedTransformation
from rgcore.vrg.trace_condition import free_energy_difference

__all__ = ["is_good", "is_rbm", "is_rg", "is_variational"]

ROUNDING = 1e-10  # for sums over up to 2**16 states of terms of order 100
PARAMETER_STEP = 0.05
NEARLY_EXACT = 0.01
SHORT_RANGED = 0.05


def is_rg(trace_condition_error: float) -> bool:
    """Return whether the trace condition holds within 1e-10: an exact renormalization transformation."""
    return trace_condition_error < ROUNDING


def is_rbm(rbm_form_error: float) -> bool:
    """Return whether T - H has the form of minus the energy of an RBM, within 1e-10."""
    return rbm_form_error < ROUNDING


def is_variational(example: NamedTransformation) -> bool:
    """Return whether the free energy singles out the transformation within its family.

    Variational RG is a procedure: take a family T_lambda, choose lambda by the cost |dF|. An operator alone
    does not show how it was found, so what is decided is this: the example has a free parameter, a single number, and
    a step of 0.05 to either side raises |dF| by more than 1e-10, of every one if there are several. A
    transformation without a parameter is outside, and so is a family that obeys the trace condition throughout
    (Kadanoff's block spins without moved potentials): there dF = 0 for every lambda and the cost chooses nothing.

    For an RBM the parameter is the zero of its energy, on which its distribution does not depend. Every RBM is
    inside once that zero is chosen by dF = 0, even one of weights zero: membership is a weak statement, and
    exactness is decided by the trace condition.
    """
    here = abs(free_energy_difference(example.transformation))
    costs = [
        _cost(example, name, step) for name in example.numbers() for step in (-PARAMETER_STEP, PARAMETER_STEP)
    ]
    return bool(costs) and min(costs) > here + ROUNDING


def _cost(example: NamedTransformation, name: str, step: float) -> float:
    """Return |dF| after a step of one parameter; infinite where it leaves the range of the parameter."""
    try:
        return abs(free_energy_difference(example.moved(name, step)))
    except InputError:
        return float("inf")


def is_good(example: NamedTransformation, trace_condition_error: float, long_range_fraction: float) -> bool:
    """Return whether a transformation simplifies: fewer spins, (nearly) exact, short-ranged.

    The essay leaves "good" open. Here it is: fewer hidden than visible spins, a trace condition error of at
    most 0.01 (each state's weight kept within 1 %), and at most 5 % of the squared couplings of H_RG(h) that
    are not nearest-neighbour pairs.
    """
    fewer = example.transformation.n_hidden < example.transformation.n_visible
    return fewer and trace_condition_error <= NEARLY_EXACT and long_range_fraction <= SHORT_RANGED
