"""The quantities of which critical exponents are measured, in the order in which they are shown."""

__all__ = ["FINITE_SIZE_EXPONENTS", "SECTORS"]

FINITE_SIZE_EXPONENTS = ("nu", "beta_over_nu", "gamma_over_nu")
"""Values of ``quantity`` in the table ``finite_size_scaling``."""

SECTORS = ("even", "odd")
"""Values of ``sector`` in the table ``mcrg``: operators of the thermal and of the magnetic exponent."""
