"""How far the exponents of an approximate renormalization are from those of the lattice."""

import pandas as pd

__all__ = ["exponent_errors"]

SQUARE = "square"


def exponent_errors(exponents: pd.DataFrame | None) -> dict[str, tuple[float, float]]:
    """Return |y_t - 1| and |y_h - 15/8| of every flow on the square lattice, by its name.

    Parameters
    ----------
    exponents : DataFrame or None
        The table ``vrg_exponents``; without it there are none. Flows of a chain have no critical point at a finite
        temperature, and are left out.
    """
    if exponents is None:
        return {}
    rows = exponents[exponents["lattice"] == SQUARE]
    return {
        str(row.approximation): (
            abs(row.thermal_exponent - row.thermal_exponent_exact),
            abs(row.magnetic_exponent - row.magnetic_exponent_exact),
        )
        for row in rows.itertuples()
    }
