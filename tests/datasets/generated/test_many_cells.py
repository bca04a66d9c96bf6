"""The kurtosis of infinitely many cells, against quadrature of another kind and against simulated cells."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import expit
from scipy.stats import norm

from rgcore.datasets.generated.many_cells import kurtosis_of_many_cells
from rgcore.datasets.generated.neural_like import NeuralLikeSettings, simulate_spikes


def settings(**given):
    return NeuralLikeSettings(**{"n_variables": 2, "n_samples": 100, **given})


def test_one_field_is_a_double_integral():
    def share(h):
        return quad(lambda x: expit(2 * (h * x - 1)) * norm.pdf(x), -9, 9)[0]

    mean = quad(lambda h: share(h) * norm.pdf(h), -9, 9)[0]
    second, fourth = (
        quad(lambda h, n=n: (share(h) - mean) ** n * norm.pdf(h), -9, 9, limit=200)[0] for n in (2, 4)
    )
    exact = kurtosis_of_many_cells(settings(n_fields=1, gain=2.0, bias=-1.0))
    assert exact == pytest.approx(fourth / second**2, rel=1e-6)


def test_many_fields_make_the_share_gaussian():
    kurtosis = [kurtosis_of_many_cells(settings(n_fields=number)) for number in (1, 10, 100, 1000)]
    assert kurtosis == sorted(kurtosis, reverse=True)
    assert 3.0 < kurtosis[-1] < 3.2


def test_the_sum_of_many_simulated_cells_has_the_limit_as_its_kurtosis():
    """Fields that forget within a step, 20,000 cells: what is left is the scatter over samples."""
    chosen = settings(n_samples=3000, n_fields=4, correlation_time=0.05, gain=2.0, bias=-1.0)
    rng = np.random.default_rng(1)
    sums = [simulate_spikes(rng.standard_normal((4, 20_000)), chosen, rng=rng).sum(axis=1) for _ in range(6)]
    found = [np.mean((s - s.mean()) ** 4) / s.var() ** 2 for s in sums]
    assert (
        abs(np.mean(found) - kurtosis_of_many_cells(chosen)) < 3.5 * np.std(found, ddof=1) / np.sqrt(6) < 0.8
    )
