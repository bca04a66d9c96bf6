"""The moment flow against its three matrix products, and against the plain recipe in numpy."""

from collections.abc import Callable, Iterator

import numpy as np
from flows import KEPT, correlated_samples, plain_recipe
from measuring import Row, Target, timings

from rgcore.pcarg import moment_flow

SIZES = ((250_000, 160), (20_000, 1000))
AGREEMENT = 1e-10


def rows() -> Iterator[Row]:
    """Two rows per size: against the products alone, and against one projection per cutoff."""
    for n_samples, n_variables in SIZES:
        samples = correlated_samples(n_samples, n_variables)
        ours, products, plain = timings(
            lambda samples=samples: moment_flow(samples, KEPT),
            _products(samples),
            lambda samples=samples: plain_recipe(samples),
            n_runs=3,
        )
        found, expected = moment_flow(samples, KEPT)["kurtosis_median"].to_numpy(), plain_recipe(samples)
        difference = float(np.abs(found / expected - 1).max())
        if difference > AGREEMENT:
            raise RuntimeError(f"the flow and the plain recipe must agree to {AGREEMENT}, found {difference}")
        name = f"moment flow, T = {n_samples:,}, N = {n_variables}, 12 cutoffs"
        yield Row(
            name=name,
            unit="s",
            ours=ours,
            other=products,
            other_name="its three products",
            target=Target(bound=1.6, at_least=False),
            details={"largest_relative_difference_to_the_plain_recipe": difference},
        )
        yield Row(
            name="  the same, flows per second",
            unit="/s",
            ours=[1 / each for each in ours],
            other=[1 / each for each in plain],
            other_name="one projection per cutoff",
            target=Target(bound=5.0),
        )


def _products(samples: np.ndarray) -> Callable[[], None]:
    """Return a run of the products of the flow: covariance, into modes, and back; outputs are there already."""
    n_variables = samples.shape[1]
    vectors = np.linalg.qr(np.random.default_rng(2).standard_normal((n_variables, n_variables)))[0]
    scores, field = np.empty_like(samples), np.empty_like(samples)
    covariance = np.empty((n_variables, n_variables))

    def run() -> None:
        np.matmul(samples.T, samples, out=covariance)
        np.matmul(samples, vectors, out=scores)
        np.matmul(scores, vectors.T, out=field)

    return run
