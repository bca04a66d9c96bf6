"""A cell whose spikes are all in one block of time must not make standard errors depend on rounding errors."""

import numpy as np
import pandas as pd
import pytest

from rgcore.pcarg import coupling_table


@pytest.mark.parametrize("scaling", ["covariance", "correlation"])
def test_standard_errors_do_not_depend_on_the_order_of_the_variables(scaling):
    rng = np.random.default_rng(12)
    drive = rng.normal(size=(4000, 1))
    samples = (drive + rng.normal(size=(4000, 12)) > 1.5).astype(float)
    samples[:, [3, 7]] = 0.0
    samples[1234, 3] = samples[2345, 7] = 1.0
    tables = []
    for order in (np.arange(12), rng.permutation(12)):
        table = coupling_table(samples[:, order], [1.0, 0.5, 0.25], dataset="cells")
        tables.append(table[table["scaling"] == scaling].drop(columns=["objections"]))
    pd.testing.assert_frame_equal(*tables, rtol=1e-6)
