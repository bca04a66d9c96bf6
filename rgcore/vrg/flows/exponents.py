"""The table of exponents of the approximate renormalizations of the Ising model."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from rgcore.arguments.objects import one_of
from rgcore.arguments.scalars import checked_coupling, whole_number
from rgcore.errors import InputError
from rgcore.ising.exact_results.critical_point import CRITICAL_COUPLING
from rgcore.vrg.flows.critical_point import critical_coupling, fixed_point, iterated
from rgcore.vrg.flows.flow_card import FlowCard, approximation, approximation_names

__all__ = ["approximate_exponents", "approximate_flow"]

EXACT = {
    "chain": (1.0, 1.0, float("inf")),
    "square": (1.0, 15 / 8, CRITICAL_COUPLING),
    "triangular": (1.0, 15 / 8, np.log(3) / 4),
}
"""y_t, y_h and K_c. Of the chain those of its fixed point at zero temperature, y_t in exp(-2K); of the square lattice
from Onsager (1944) and Yang (1952), of the triangular one K_c from Houtappel (1950)."""


def approximate_exponents(approximations: Sequence[str]) -> pd.DataFrame:
    """Return the table ``vrg_exponents``: fixed point and exponents of approximate renormalizations K -> K'.

    An exponent is y = ln(lambda) / ln b of the largest eigenvalue lambda of the derivative dK'/dK at the fixed point:
    y_t of couplings that are even under a flip of all spins, y_h of odd ones. The derivative is exact.

    Parameters
    ----------
    approximations : sequence of str
        Names of the files of ``rgcore/vrg/flows/approximations``, each once.

    Returns
    -------
    DataFrame
        One row per approximation; columns of the schema VRG_EXPONENTS.

    Raises
    ------
    InputError
        If there is none, one is unknown or comes twice, or a flow has no fixed point where its card looks for it.
    """
    if isinstance(approximations, str) or not isinstance(approximations, Sequence) or not approximations:
        raise InputError(f"approximations must be a list of at least one name, got {approximations!r}")
    names = [
        one_of(f"approximations[{n}]", name, approximation_names()) for n, name in enumerate(approximations)
    ]
    if len(set(names)) < len(names):
        raise InputError(f"each approximation must come once, got {names}")
    return pd.DataFrame([_row(name, _checked(name, approximation(name))) for name in names])


def approximate_flow(name: str, coupling: float, n_steps: int) -> pd.DataFrame:
    """Return the couplings of an Ising model of nearest-neighbour coupling K under an approximate renormalization.

    Parameters
    ----------
    name : str
        Of the approximation.
    coupling : float
        K = J / (k_B T) > 0.
    n_steps : int
        From 1 to 1000.

    Returns
    -------
    DataFrame
        Column ``step`` from 0 to n_steps, ``coupling`` (the nearest-neighbour one), and one column per even coupling
        that the approximation keeps, dimensionless.

    Raises
    ------
    InputError
        If the approximation is unknown, or a number out of range.
    """
    flow = approximation(one_of("name", name, approximation_names()))
    start = checked_coupling("coupling", coupling, most=20.0)
    steps = range(1 + whole_number("n_steps", n_steps, least=1, most=1000))
    rows = [
        {"step": step, "coupling": flow.coupling(values), **dict(zip(flow.even, values, strict=True))}
        for step, values in zip(steps, iterated(flow, start), strict=False)
    ]
    return pd.DataFrame(rows)


def _checked(name: str, flow: FlowCard) -> FlowCard:
    """Return the flow; InputError if what it returns at its start has other sizes than its couplings, or no number."""
    start = np.array(flow.start, dtype=np.float64)
    jacobian = flow.linearize(start)
    (n_even, n_odd), found = (len(flow.even), len(flow.odd)), (flow.step(start), jacobian.even, jacobian.odd)
    for values, wanted in zip(found, ((n_even,), (n_even, n_even), (n_odd, n_odd)), strict=True):
        if np.shape(values) != wanted or not np.isfinite(values).all():
            raise InputError(
                f"approximation {name} must return finite arrays of shapes ({n_even},), ({n_even}, {n_even}) and "
                f"({n_odd}, {n_odd}) at its start, got one of shape {np.shape(values)}: {np.ravel(values)[:9]}"
            )
    return flow


def _row(name: str, flow: FlowCard) -> dict[str, object]:
    point = fixed_point(flow)
    jacobian = flow.linearize(point)
    thermal, magnetic = (_exponents(part, flow.scale_factor) for part in (jacobian.even, jacobian.odd))
    exact = EXACT[flow.lattice]
    return {
        "approximation": name,
        "lattice": flow.lattice,
        "scale_factor": float(flow.scale_factor),
        "n_even": len(flow.even),
        "n_odd": len(flow.odd),
        "parameter": float("nan") if flow.parameter is None else flow.parameter(),
        "fixed_point_coupling": flow.coupling(point),
        "fixed_point_residual": float(np.abs(flow.step(point) - point).max()),
        "critical_coupling": critical_coupling(flow, point),
        "critical_coupling_exact": float(exact[2]),
        "thermal_exponent": thermal[0],
        "thermal_exponent_exact": exact[0],
        "second_thermal_exponent": thermal[1],
        "magnetic_exponent": magnetic[0],
        "magnetic_exponent_exact": exact[1],
        "second_magnetic_exponent": magnetic[1],
    }


def _exponents(jacobian: np.ndarray, scale_factor: float) -> tuple[float, float]:
    """Return ln|lambda| / ln b of the two eigenvalues of largest modulus; NaN if there is none, or lambda = 0."""
    moduli = np.sort(np.abs(np.linalg.eigvals(jacobian)))[::-1]
    with np.errstate(divide="ignore"):
        exponents = np.log(moduli[:2]) / np.log(scale_factor)
    first, second = np.append(exponents, np.nan)[:2]
    return float(first), float(second if np.isfinite(second) else np.nan)
