"""The scatter of exponents over realizations of a generator."""

import numpy as np
import pytest

from rgcore.coarse_graining import coarse_grain, with_realizations
from rgcore.errors import InputError


def realization(number):
    """Return counts of 32 cells with a drive in common, which decays in 5 samples."""
    rng = np.random.default_rng(number)
    drive = np.zeros(1200)
    for time, kick in enumerate(rng.standard_normal(len(drive) - 1)):
        drive[time + 1] = 0.8 * drive[time] + 0.6 * kick
    gains = rng.standard_normal(32)
    return rng.poisson(0.4 * np.exp(0.6 * drive[:, None] * gains))


def exponents_of(samples):
    return coarse_grain(samples, dataset="cells", n_draws=2, rng=np.random.default_rng(1)).exponents


@pytest.fixture(scope="module")
def tables():
    return [exponents_of(realization(number)) for number in range(3)]


def test_the_scatter_is_the_standard_deviation_over_one_realization_and_the_others(tables):
    found = with_realizations(tables[0], [realization(number) for number in (1, 2)])
    of_data = found[found["source"] == "data"].set_index("exponent")
    values = [table[table["source"] == "data"].set_index("exponent")["value"] for table in tables]
    expected = np.sqrt(sum((each - sum(values) / 3) ** 2 for each in values) / 2)
    assert np.isfinite(expected[["variance", "silence", "eigenvalue", "dynamic"]]).all()
    np.testing.assert_allclose(of_data["realization_err"], expected[of_data.index], rtol=1e-9)
    assert (of_data["n_realizations"] == 3).all()


def test_the_null_is_that_of_one_realization(tables):
    found = with_realizations(tables[0], [realization(1)])
    null = found[found["source"] == "shuffled"]
    assert (null["n_realizations"] == 1).all()
    assert null["realization_err"].isna().all()


def test_a_scatter_needs_another_realization(tables):
    with pytest.raises(InputError, match="at least one realization"):
        with_realizations(tables[0], [])
