"""What the hidden spins contain of the visible ones."""

from scipy.special import entr

from rgcore.exact.enumerated_states import boltzmann_distribution
from rgcore.vrg.criteria.rbm_distance import joint_moments
from rgcore.vrg.transformation import Operator

__all__ = ["information_in_hidden"]

NO_ENTROPY = 1e-9  # nats: below it the hidden spins have one state, up to rounding


def information_in_hidden(operator: Operator) -> float:
    """Return I(v; h) / S(h) in q(v, h) = exp(T - H) / Z_lambda: the share of the entropy of h that v decides.

    The trace condition does not limit it: hidden spins drawn by a fair coin, whatever v is, fulfil sum_h exp T = 1.

    Returns
    -------
    float
        From 0, where h is drawn without v, to 1, where v decides h, as in decimation and in the majority rule. Zero if
        the hidden spins have one state only.
    """
    hidden = float(entr(boltzmann_distribution(operator.hidden_log_weights())).sum())
    if hidden < NO_ENTROPY:
        return 0.0
    visible = float(entr(boltzmann_distribution(operator.log_trace - operator.hamiltonian)).sum())
    given_visible = joint_moments(operator).entropy - visible
    return min(1.0, max(0.0, 1.0 - given_visible / hidden))
