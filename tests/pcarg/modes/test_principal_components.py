"""Principal components of moments, in both scalings."""

import numpy as np
import pytest

from rgcore.errors import InputError
from rgcore.pcarg.modes.principal_components import decompose, principal_components, scaled_covariance
from rgcore.series import sample_moments


def test_the_correlation_of_a_constant_variable_is_refused():
    samples = np.column_stack([np.random.default_rng(4).standard_normal(100), np.full(100, 0.1)])
    with pytest.raises(InputError, match="variable 1 is constant"):
        scaled_covariance(sample_moments([samples]), "correlation")


def test_an_unknown_scaling_is_refused():
    moments = sample_moments([np.random.default_rng(4).standard_normal((100, 2))])
    with pytest.raises(ValueError, match="scaling must be one of"):
        principal_components(moments, "whitened")


@pytest.mark.parametrize("scaling", ["covariance", "correlation"])
def test_components_diagonalize_the_matrix(scaling):
    rng = np.random.default_rng(5)
    moments = sample_moments([rng.standard_normal((500, 6)) @ rng.random((6, 6))])
    modes, matrix = principal_components(moments, scaling), scaled_covariance(moments, scaling)
    rebuilt = modes.components * modes.variances @ modes.components.T
    np.testing.assert_allclose(rebuilt, matrix, atol=1e-13 * np.trace(matrix))
    assert (np.diff(modes.variances) <= 0).all()


def test_no_mode_of_a_matrix_that_is_no_covariance_has_a_negative_variance():
    """Such as a difference of matrices: the eigenvalues are 3 and -1, and a mode of variance -1 does not exist."""
    modes = decompose(np.array([[1.0, 2.0], [2.0, 1.0]]))
    assert modes.variances.tolist() == pytest.approx([3.0, 0.0])
    assert modes.rank == 1
