"""The epsilon expansion of the correlation-length exponent nu of the Ising class, eps = 4 - d."""

__all__ = ["nu_epsilon_expansion", "nu_first_order", "nu_first_order_inverse"]


def nu_first_order(dimension: float) -> float:
    """Return 1/2 + eps/12, the exponent to first order in eps = 4 - d."""
    return 1 / 2 + (4.0 - dimension) / 12


def nu_first_order_inverse(dimension: float) -> float:
    """Return 1/(2 - eps/3), the exponent with 1/nu to first order in eps = 4 - d.

    It differs from :func:`nu_first_order` in second order: the difference shows the uncertainty of the first order.
    """
    return 1 / (2 - (4.0 - dimension) / 3)


def nu_epsilon_expansion(dimension: float) -> float:
    """Return 1/2 + eps/12 + 7 eps^2/162, the exponent to second order in eps: Wilson and Kogut (1974)."""
    epsilon = 4.0 - dimension
    return 1 / 2 + epsilon / 12 + 7 * epsilon**2 / 162
