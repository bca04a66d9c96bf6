"""Growth of couplings with the exponent of the spectrum."""

import numpy as np
import pytest

from rgcore.pcarg.coupling.coupling_flow import coupling_velocity
from rgcore.pcarg.coupling.mode_recursion import integrate_out
from rgcore.pcarg.coupling.relevance import coupling_growth, marginal_exponent, relevance_table
from rgcore.pcarg.coupling.schemas import PCA_RELEVANCE

EXPONENTS = (0.5, 1.0, 1.5, 2.5)


@pytest.mark.parametrize("alpha", EXPONENTS)
@pytest.mark.parametrize("power", [2, 3, 4, 6])
def test_the_size_of_a_coupling_beside_the_modes_of_a_shell_grows_as_stated(power, alpha):
    """Shells of a power-law spectrum: variance of a variable to the power p/2 over the number of modes."""
    n_modes = 2**16
    eigenvalues = (np.arange(1, n_modes + 1) / n_modes) ** (1 / alpha)
    cutoffs = np.array([0.02, 0.2]) ** (1 / alpha)
    sizes = []
    for cutoff in cutoffs:
        shell = eigenvalues[(eigenvalues > 0.5 * cutoff) & (eigenvalues <= cutoff)]
        sizes.append(np.log(np.sum(1 / shell / n_modes) ** (power / 2) * n_modes / len(shell)))
    growth = (sizes[0] - sizes[1]) / np.log(cutoffs[1] / cutoffs[0])
    assert growth == pytest.approx(coupling_growth(power, alpha), abs=0.01)


@pytest.mark.parametrize("alpha", EXPONENTS)
def test_mass_and_quartic_coupling_grow_as_in_the_flow(alpha):
    small = 1e-7
    growth = [
        coupling_velocity(small, 0.0, alpha)[0] / small,
        coupling_velocity(0.0, small, alpha)[1] / small,
    ]
    np.testing.assert_allclose(
        growth, [coupling_growth(2, alpha), coupling_growth(4, alpha)], rtol=1e-6, atol=1e-6
    )


@pytest.mark.parametrize("alpha", EXPONENTS)
def test_the_quartic_coupling_grows_as_in_the_recursion_over_modes(alpha):
    n_modes = 4096
    eigenvalues = (np.arange(1, n_modes + 1) / n_modes) ** (1 / alpha)
    couplings = integrate_out(eigenvalues, 0.0, 1e-12).u
    kept = np.array([400, 4000])
    cutoffs = eigenvalues[kept - 1]
    scaled = couplings[kept] * alpha * kept / n_modes / cutoffs**2
    growth = np.log(scaled[0] / scaled[1]) / np.log(cutoffs[1] / cutoffs[0])
    assert growth == pytest.approx(coupling_growth(4, alpha), abs=1e-6)


def test_the_sextic_coupling_is_relevant_below_three_halves_and_ahead_of_the_quartic_below_one():
    table = relevance_table().set_index(["power", "alpha"])
    assert [marginal_exponent(power) for power in (3, 4, 6)] == [3.0, 2.0, 1.5]
    assert table.loc[6, "relevant"][lambda flag: flag].index.max() == 1.25
    assert table.loc[6, "faster_than_quartic"][lambda flag: flag].index.max() == 0.75
    np.testing.assert_allclose(table.loc[(slice(None), 0.0), "growth"], [1.5, 2.0, 3.0])


def test_rows_are_those_of_the_table():
    assert set(relevance_table().columns) == set(PCA_RELEVANCE.names)
