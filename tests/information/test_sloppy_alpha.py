"""Fisher spectra and spectra of principal components go through one estimator, and mean what they should."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from rgcore.information import fisher_metric, sloppy_alpha_table
from rgcore.information.schemas import SLOPPY_ALPHA
from rgcore.information.sloppy_alpha import alpha_of_eigenvalues
from rgcore.pcarg import analyse_spectra, spectrum_summary, spectrum_table
from rgcore.series.moments import sample_moments

MODES = {
    "uniform_in_lambda": 40,
    "uniform_in_logarithm": 40,
    "exponentials": 13,
    "hopping": 6,
    "ising_4x4": 10,
}
"""Eigenvalues above rounding: of the lattice all but three null directions, of hopping within twelve decades."""


def test_the_metric_of_a_normal_distribution_in_its_means_is_the_inverse_covariance():
    covariance = np.array([[2.0, 0.6], [0.6, 0.5]])
    inverse = np.linalg.inv(covariance)
    grid = np.stack(
        np.meshgrid(np.linspace(-14, 14, 281), np.linspace(-7, 7, 281), indexing="ij"), axis=-1
    ).reshape(-1, 2)
    weights = np.exp(-np.einsum("ni,ij,nj->n", grid, inverse, grid) / 2)
    probabilities = weights / weights.sum()
    derivatives = probabilities[:, None] * (grid @ inverse)
    assert_allclose(fisher_metric(probabilities, derivatives), inverse, rtol=1e-10)


def test_a_spectrum_uniform_in_the_logarithm_has_an_exponent_that_falls_to_zero():
    found = [alpha_of_eigenvalues(10.0 ** (np.arange(n) / 20)) for n in (40, 80, 160)]
    values = np.array([each["alpha_of_all"] for each in found])
    assert_allclose(values[1:] / values[:-1], 0.5, atol=0.02)
    assert_allclose([each["alpha_of_half"] / each["alpha_of_all"] for each in found], 2, atol=0.2)
    assert all(each["uniform_in_log"] < 1e-12 and not each["has_exponent"] for each in found)
    assert found[0]["growth_sextic"] > found[0]["growth_quartic"] > 1.5


@pytest.mark.parametrize("alpha", [0.5, 1.0, 2.0])
def test_a_power_law_has_its_exponent_and_the_growth_of_the_recursion(alpha):
    found = alpha_of_eigenvalues(np.arange(0.5, 40) ** (1 / alpha))
    assert found["has_exponent"]
    assert found["alpha"] == pytest.approx(alpha, rel=1e-10)
    assert found["growth_quartic"] == pytest.approx(2 - alpha, abs=1e-10)
    assert found["growth_sextic"] == pytest.approx(3 - 2 * alpha, abs=1e-10)
    assert found["fixed_point_coupling"] == pytest.approx((2 - alpha) / 9, abs=1e-10)
    assert found["uniform_in_log"] > 0.1


def test_few_eigenvalues_have_no_exponent():
    found = alpha_of_eigenvalues(np.arange(1.0, 8))
    assert not found["has_exponent"]
    assert np.isnan(found["alpha_of_all"])
    assert found["n_eigenvalues"] == 7


@pytest.fixture(scope="module")
def of_data():
    rng = np.random.default_rng(1)
    samples = (
        rng.standard_normal((4000, 30))
        @ np.diag(np.arange(1, 31) ** -0.7)
        @ np.linalg.qr(rng.standard_normal((30, 30)))[0]
    )
    analyses = analyse_spectra([samples], sample_moments([samples]))
    return spectrum_table(analyses, "made"), spectrum_summary(analyses, "made")


def test_alpha_of_data_is_that_of_the_table_of_spectra(of_data):
    table = sloppy_alpha_table(*of_data)
    assert list(table.columns) == SLOPPY_ALPHA.names
    data, summary = table[table["source"] == "data"].set_index("scaling"), of_data[1].set_index("scaling")
    assert len(data) > 0
    for scaling, row in data.iterrows():
        assert row["has_exponent"] == summary.loc[scaling, "has_exponent"]
        assert row["first_rank"] == summary.loc[scaling, "alpha_first_rank"]
        assert row["fixed_point_coupling"] == pytest.approx((2 - row["alpha_of_all"]) / 9, rel=1e-9)
        assert abs(row["alpha_of_all"] - row["alpha"]) > 1e-3
        assert row["alpha_err"] == pytest.approx(summary.loc[scaling, "alpha_err"], nan_ok=True)
        assert row["alpha_largest"] == pytest.approx(summary.loc[scaling, "alpha_largest"], nan_ok=True)
        assert row["alpha_least"] == pytest.approx(summary.loc[scaling, "alpha_least"], nan_ok=True)
        if row["has_exponent"]:
            assert row["alpha"] == pytest.approx(summary.loc[scaling, "alpha"], rel=1e-12)


def test_sloppy_models_are_uniform_in_the_logarithm_and_a_lattice_is_not(of_data):
    models = sloppy_alpha_table(*of_data).query("source == 'model'").set_index("name")
    assert models["n_eigenvalues"].to_dict() == MODES
    assert models.loc["exponentials", "uniform_in_log"] < 0.1
    assert models.loc["hopping", "uniform_in_log"] < 0.1
    assert models.loc["ising_4x4", "uniform_in_log"] > 0.2
    assert models.loc["exponentials", "alpha_of_all"] < 0.1
    assert models.loc["uniform_in_lambda", "alpha"] == pytest.approx(1, abs=1e-10)
    assert not models.drop("uniform_in_lambda")["has_exponent"].any()


def test_three_eigenvalues_have_their_spacing_and_their_distance_from_even_spacing():
    """1, 10 and 1000: 1.5 decades per step; the middle one is a third of a step below its place, of three modes."""
    found = alpha_of_eigenvalues(np.array([1.0, 10.0, 1000.0]))
    assert found["decades_per_mode"] == pytest.approx(1.5)
    assert found["uniform_in_log"] == pytest.approx(1 / 9)


@pytest.mark.parametrize(("n_above", "n_rows"), [(7, 0), (8, 1)])
def test_data_with_fewer_than_eight_modes_above_noise_have_no_row(of_data, n_above, n_rows):
    spectra, summaries = of_data
    one = summaries[summaries["scaling"] == "covariance"].assign(n_above_edge=n_above, n_reproduced=30)
    table = sloppy_alpha_table(spectra, one)
    assert (table["source"] == "data").sum() == n_rows
