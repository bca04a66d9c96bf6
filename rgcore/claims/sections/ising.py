"""Claims on the two-dimensional Ising model: its critical point and exponents."""

from collections.abc import Mapping

import numpy as np
from pandas import DataFrame, Series

from rgcore.claims.claim import DEPENDS, NOT_REPRODUCED, REPRODUCED, Finding, claim, rows, verdict_of
from rgcore.stats.comparison import agrees
from rgcore.words.wording import with_error

__all__ = ["CARD"]

BIAS = 0.005
"""Of an exponent, relative: what few steps and operators may add to its standard error."""

SOURCE_COUPLING = 0.4352
"""J_c/(k_B T) as Mehta and Schwab quote it, arXiv:1410.3831."""


def _quoted(tables: Mapping[str, DataFrame], quantity: str) -> Series:
    return rows(tables["finite_size_scaling"], quantity=quantity, quoted=True).iloc[0]


@claim(
    place="section 3.3",
    sentence="The two-dimensional Ising model that the networks learn from is critical at T = 2.269 J/k_B.",
    tables=("finite_size_scaling",),
    figure="finite_size_scaling",
    page="sampling.md",
    reference_source="exact (Onsager)",
    criterion="crossings of Binder ratios within 2 standard errors of the exact value",
    overturned_by="a wrong sampler, or corrections to scaling other than those of the fit",
)
def critical_temperature(tables: Mapping[str, DataFrame]) -> Finding:
    """Compare the extrapolated crossing of Binder ratios with T_c."""
    row = _quoted(tables, "critical_temperature")
    value, error, exact = row["value"], row["value_err"], row["value_exact"]
    answer = f"T_c = {with_error(value, error)} J/k_B, exact {exact:.6g}."
    verdict = verdict_of(agrees(value - exact, error))
    return Finding(verdict=verdict, answer=answer, value=value, error=error, reference=exact)


@claim(
    kind="slip",
    place="section 3.3 (of its source, arXiv:1410.3831)",
    sentence="The critical coupling is J_c = 0.4352.",
    tables=("finite_size_scaling",),
    figure="finite_size_scaling",
    page="errata.md",
    reference_source="arXiv:1410.3831",
    criterion=f"1/T_c of crossings of Binder ratios within 2 standard errors of {SOURCE_COUPLING:g}",
    overturned_by="nothing: the exact value is ln(1 + sqrt 2)/2 = 0.4406868",
)
def source_critical_coupling(tables: Mapping[str, DataFrame]) -> Finding:
    """Compare 1/T_c of this run with the coupling that the source quotes."""
    row = _quoted(tables, "critical_temperature")
    coupling, error = 1 / row["value"], row["value_err"] / row["value"] ** 2
    quoted, exact = agrees(coupling - np.array([SOURCE_COUPLING, 1 / row["value_exact"]]), error)
    verdict = DEPENDS if quoted and exact else REPRODUCED if quoted else NOT_REPRODUCED
    answer = f"1/T_c = {with_error(coupling, error)}, quoted {SOURCE_COUPLING}, exact {1 / row['value_exact']:.6g}."
    return Finding(verdict=verdict, answer=answer, value=coupling, error=error, reference=SOURCE_COUPLING)


def _exponent(tables: Mapping[str, DataFrame], sector: str, words: str) -> Finding:
    found = rows(tables["mcrg"], sector=sector)
    found = found[found["exponent_exact"].notna()]
    found = rows(found, blocking_step=min(2, found["blocking_step"].max()))
    row = found.loc[found["n_operators"].idxmax()]
    value, error, exact = row["exponent"], row["exponent_err"], row["exponent_exact"]
    near = agrees(value - exact, error) or abs(value / exact - 1) < BIAS
    answer = f"{words} = {with_error(value, error)}, exact {exact:.6g}."
    verdict = verdict_of(near)
    return Finding(verdict=verdict, answer=answer, value=value, error=error, reference=exact)


@claim(
    place="section 2 (block spins)",
    sentence="Block spins are a renormalization: linearized at T_c they give the thermal exponent.",
    tables=("mcrg",),
    figure="mcrg",
    page="mcrg.md",
    reference_source="exact (Onsager)",
    criterion="y_t of the second majority-rule step, all operators, within 2 standard errors or "
    f"{100 * BIAS:g} per cent of 1",
    overturned_by="more steps and operators, whose bias the error does not contain",
)
def block_spin_thermal_exponent(tables: Mapping[str, DataFrame]) -> Finding:
    """Compare y_t of Monte Carlo renormalization with 1."""
    return _exponent(tables, "even", "y_t at the second step")


@claim(
    place="section 2 (block spins)",
    sentence="Block spins are a renormalization: linearized at T_c they give the magnetic exponent.",
    tables=("mcrg",),
    figure="mcrg",
    page="mcrg.md",
    reference_source="exact (Yang)",
    criterion="y_h of the second majority-rule step, all operators, within 2 standard errors or "
    f"{100 * BIAS:g} per cent of 15/8",
    overturned_by="more steps and operators, whose bias the error does not contain",
)
def block_spin_magnetic_exponent(tables: Mapping[str, DataFrame]) -> Finding:
    """Compare y_h of Monte Carlo renormalization with 15/8."""
    return _exponent(tables, "odd", "y_h at the second step")


CARD = (
    critical_temperature,
    source_critical_coupling,
    block_spin_thermal_exponent,
    block_spin_magnetic_exponent,
)
