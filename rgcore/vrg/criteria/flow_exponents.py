"""How far the exponents of an approximate renormalization are from those of the lattice."""

from collections.abc import Sequence

import pandas as pd

from rgcore.vrg.flows.exponents import approximate_exponents

__all__ = ["exponent_errors"]

SQUARE = "square"


def exponent_errors(
    exponents: pd.DataFrame | None, flows: Sequence[str] = ()
) -> dict[str, tuple[float, float]]:
    """Return |y_t - 1| and |y_h - 15/8| of every flow on the square lattice, by its name.

    Parameters
    ----------
    exponents : DataFrame or None
        The table ``vrg_exponents``; without it there are none. Flows of a chain have no critical point at a finite
        temperature, and are left out.
    flows : sequence of str
        Flows that a row is needed of, which is computed if the table has none: what a transformation is judged by must
        not depend on which rows the table happens to have.
    """
    if exponents is None:
        return {}
    missing = sorted(set(flows) - set(exponents["approximation"]))
    if missing:
        exponents = pd.concat([exponents, approximate_exponents(missing)], ignore_index=True)
    rows = exponents[exponents["lattice"] == SQUARE]
    return {
        str(row.approximation): (
            abs(row.thermal_exponent - row.thermal_exponent_exact),
            abs(row.magnetic_exponent - row.magnetic_exponent_exact),
        )
        for row in rows.itertuples()
    }
