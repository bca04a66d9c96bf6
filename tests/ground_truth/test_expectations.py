"""What a case is compared with, and the errors of what is derived from the kurtosis."""

import numpy as np
import pytest

from rgcore.ground_truth.case_comparison import CRITICAL_KURTOSIS, compare_case
from rgcore.pcarg.spectra.spectral_exponent import spectral_exponent
from rgcore.phi4 import fourier_modes

from .test_case_comparison import KEPT, field, rng_of, rows_of


@pytest.fixture(scope="module")
def weak():
    case = field(dimension=1, side=32, mass=0.4, u=0.2, n_samples=4000)
    return compare_case(case, KEPT, rng=rng_of(case))


@pytest.fixture(scope="module")
def free():
    case = field(dimension=2, side=6, mass=0.2, n_samples=4000)
    return compare_case(case, KEPT, rng=rng_of(case))


def test_errors_of_couplings_follow_from_those_of_kurtosis_and_collective_vertex(weak):
    rows = weak.drop_duplicates(["quantity", "n_kept"]).set_index(["quantity", "n_kept"])
    value, error = rows["measured"], rows["measured_err"]
    for n_kept in value["vertex"].index:
        relative = (error / value).abs()[:, n_kept]
        of_kurtosis = error["kurtosis", n_kept] / abs(3 - value["kurtosis", n_kept])
        assert relative["vertex"] == pytest.approx(of_kurtosis)
        for name in ("coupling", "closed_coupling", "flow_coupling"):
            growth = value["coupling" if name == "flow_coupling" else name, n_kept] / value["vertex", n_kept]
            if name in relative:
                assert relative[name] == pytest.approx(of_kurtosis * abs(growth)), name
        both = np.hypot(of_kurtosis, relative["collective_vertex"])
        assert relative["nonlocality"] == pytest.approx(both)


def test_a_table_has_the_strength_of_the_loop_of_all_modes(weak):
    stiffness = fourier_modes(1, 32)[0]
    loop = 1.5 * 0.2 * np.mean(1 / (stiffness + 0.4) ** 2)
    assert weak["loop_strength"].to_numpy() == pytest.approx(np.full(len(weak), loop))


def test_the_kurtosis_of_the_infinite_critical_torus_is_that_of_its_binder_ratio():
    """3 - 3 U with U = 0.61069014 (Kamieniarz and Bloete, J. Phys. A 26, 201 (1993))."""
    assert pytest.approx(1.16793, abs=2e-6) == CRITICAL_KURTOSIS


def test_exponents_are_compared_with_half_the_dimension_and_with_the_lattice(free):
    assert set(rows_of(free, "alpha", "continuum")["expected"]) == {1.0}
    variances = np.sort(1 / (fourier_modes(2, 6)[0] + 0.2))[::-1]
    for row in rows_of(free, "alpha", "lattice").itertuples():
        exact = spectral_exponent(variances, row.n_kept, origin=0.2)
        assert row.expected == pytest.approx(exact)
