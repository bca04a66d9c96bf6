"""A reference is made from finished runs, and only where the commit of the code is known."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from rgcore.errors import InputError
from rgcore.verification.references import make_reference
from rgcore.verification.references.reference_files import rounded_to_scatter, rounding_of_first

CONFIG = Path(__file__).parents[2] / "config.yaml"


def test_without_a_commit_no_reference_is_made(tmp_path, monkeypatch):
    monkeypatch.setattr(make_reference, "git_commit", lambda: "unknown")
    with pytest.raises(InputError, match="must be made in a Git checkout with a commit"):
        make_reference.main([str(tmp_path / "mine"), str(CONFIG), "run", "other run"])
    assert not (tmp_path / "mine").exists()


def test_runs_are_rounded_to_a_small_part_of_their_range():
    rng = np.random.default_rng(1)
    scale = 10.0 ** rng.integers(-12, 12, size=(200, 1))
    numbers = pd.DataFrame(scale * (rng.normal(size=(200, 1)) + 0.01 * rng.normal(size=(200, 4))))
    numbers.iloc[0] = 0.1  # no scatter
    numbers.iloc[1] = [0.1, np.nan, np.nan, np.nan]
    numbers.iloc[2] = [0.1, np.inf, 0.3, 0.2]
    numbers.iloc[3] = [10.7730761, 10.7730761, 5.5, 10.7730761]
    found = rounded_to_scatter(numbers)
    pd.testing.assert_frame_equal(found.iloc[:3], numbers.iloc[:3])
    assert set(found.iloc[3, [1, 3]]) == {found.iloc[3, 0]}
    found, numbers = found.iloc[4:], numbers.iloc[4:]
    ranges = np.ptp(numbers.to_numpy(), axis=1)
    change = (found - numbers).abs()
    for columns, n_steps in (([0], 4096), ([1, 2, 3], 8)):
        largest = change[columns].max(axis=1)
        assert (largest <= ranges / (2 * n_steps) * (1 + 1e-6)).all()
        assert (largest > ranges / (40 * n_steps)).mean() > 0.9
    assert ((found[0] - numbers[0]).abs() <= rounding_of_first(found)).all()
    assert (rounding_of_first(found) < 3 * ranges / (2 * 4096)).all()
    assert (numbers.map(digits).to_numpy() > found.map(digits).to_numpy()).mean() > 0.99


def digits(value):
    """Return the number of binary digits of a number."""
    numerator, _ = float(value).as_integer_ratio()
    return len(bin(abs(numerator)).rstrip("0"))
