"""The grid of exact curves."""

import numpy as np
import pytest

from rgcore.ising import exact_curves, torus_energy


def test_the_grid_spans_the_range_and_holds_the_exact_values():
    curves = exact_curves(8, 2.01, 2.55)
    np.testing.assert_allclose(curves["temperature"], np.arange(2.0, 2.5601, 0.02), atol=1e-12)
    assert curves["energy"][5] == torus_energy(1 / 2.1, 8)
    slope = np.gradient(curves["energy"], 0.02)[1:-1]
    assert slope == pytest.approx(curves["specific_heat"][1:-1].to_numpy(), rel=2e-3)  # C = d e / d T


def test_a_wider_range_changes_no_row():
    narrow, wide = exact_curves(8, 2.2, 2.3), exact_curves(8, 1.0, 4.0)
    shared = wide[wide["temperature"].isin(narrow["temperature"])].reset_index(drop=True)
    assert shared.equals(narrow)
