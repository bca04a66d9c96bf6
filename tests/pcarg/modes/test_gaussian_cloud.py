"""The two-dimensional Gaussian and its axes."""

import numpy as np
import pytest

from rgcore.pcarg.modes.gaussian_cloud import gaussian_cloud
from rgcore.pcarg.modes.schemas import PCA_GAUSSIAN

COVARIANCE = [[1.0, 0.75], [0.75, 1.0]]


def test_components_are_the_axes_of_the_law_within_error():
    table = gaussian_cloud(COVARIANCE, 20_000, rng=np.random.default_rng(1)).query("kind == 'component'")
    np.testing.assert_allclose(table["variance_exact"], [1.75, 0.25], rtol=1e-14)
    assert (np.abs(table["variance"] - table["variance_exact"]) < 3 * table["variance_err"]).all()
    np.testing.assert_allclose(np.abs(table[["x", "y"]]), np.sqrt(0.5), atol=0.01)


def test_components_diagonalize_the_samples():
    table = gaussian_cloud(COVARIANCE, 500, rng=np.random.default_rng(2))
    samples = table.query("kind == 'sample'")[["x", "y"]].to_numpy()
    axes = table.query("kind == 'component'")
    projected = samples @ axes[["x", "y"]].to_numpy().T
    np.testing.assert_allclose(np.cov(projected.T, bias=True), np.diag(axes["variance"]), atol=1e-13)


@pytest.mark.repetitions
def test_the_error_is_the_scatter_between_repetitions():
    rng = np.random.default_rng(3)
    tables = [gaussian_cloud(COVARIANCE, 200, rng=rng).query("kind == 'component'") for _ in range(300)]
    scatter = np.std([table["variance"] for table in tables], axis=0)
    np.testing.assert_allclose(
        np.mean([table["variance_err"] for table in tables], axis=0), scatter, rtol=0.15
    )


def test_table_has_the_columns_of_its_schema():
    table = gaussian_cloud(COVARIANCE, 10, rng=np.random.default_rng(4))
    assert set(table.columns) == set(PCA_GAUSSIAN.names)
    assert not table.duplicated(list(PCA_GAUSSIAN.keys)).any()
    assert len(table) == 12


@pytest.mark.parametrize("covariance", [[[1.0, 2.0], [0.0, 1.0]], [[1.0]], [[1.0, 1.0], [1.0, 1.0]]])
def test_a_matrix_that_is_no_covariance_is_refused(covariance):
    with pytest.raises(ValueError, match=r"covariance must (be|have shape)"):
        gaussian_cloud(covariance, 10, rng=np.random.default_rng(0))
