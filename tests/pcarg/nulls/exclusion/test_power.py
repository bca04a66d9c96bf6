"""How often a null would be excluded if the data were draws of another."""

import numpy as np
import pytest

from rgcore.cards import load_card
from rgcore.pcarg.nulls.exclusion.power_table import power_table
from rgcore.pcarg.nulls.exclusion.rank_tests import leave_one_out_deviations
from rgcore.pcarg.nulls.schemas import PCA_POWER

from .test_exclusion import _curves, _tables


def _power(curves):
    """Return the power with 79 draws of each of two nulls."""
    _, draws = _tables(np.vstack([curves[:1], curves]), ("gaussian", "shuffled"))
    return power_table(draws).set_index(["source", "alternative", "scaling", "dropped_top"])


def test_an_alternative_of_the_same_distribution_is_excluded_at_the_level_at_most():
    table = _power(_curves(2 * 79, np.random.default_rng(1)))
    assert set(PCA_POWER.names) == {*table.columns, *table.index.names}
    assert len(table) == 2 * 4
    assert table["power"].max() < 0.1
    assert (table["power_low"] <= 0.025).all()


def test_an_alternative_that_differs_in_one_flow_is_excluded_in_that_flow():
    curves = _curves(2 * 79, np.random.default_rng(2))
    curves[79:, 6] += 5.0  # of the second null, correlation with 0.1 dropped
    for pair in [("gaussian", "shuffled"), ("shuffled", "gaussian")]:
        rows = _power(curves).loc[pair]
        assert rows.loc[("correlation", 0.1), "power"] == 1.0
        assert rows.loc[("correlation", 0.1), "power_low"] == pytest.approx(0.025 ** (1 / 79))
        assert rows.drop(("correlation", 0.1))["power"].max() < 0.1


def test_each_null_and_each_alternative_has_its_own_label():
    table = _power(_curves(2 * 19, np.random.default_rng(4))).reset_index()
    for name in ("source", "alternative"):
        labels = [load_card("rgcore.pcarg.nulls", each).label for each in table[name]]
        assert table[f"{name}_label"].tolist() == labels


def test_the_power_grows_with_the_difference():
    found = []
    for shift in (0.1, 0.3, 1.0):
        curves = _curves(2 * 79, np.random.default_rng(3))
        curves[79:, :4] += shift
        found.append(_power(curves).loc[("gaussian", "shuffled", "correlation", 0.0), "power"])
    assert found[0] < found[1] < found[2]
    assert 0 < found[1] < 1


def test_the_power_is_corrected_for_the_other_flows():
    """Beside each draw taken as data stand the largest deviations of any flow of the null's draws."""
    curves = _curves(2 * 79, np.random.default_rng(6))
    curves[79:, 4:8] += 0.7
    excluded = []
    for each in curves[79:]:
        deviations = np.abs(leave_one_out_deviations(np.vstack([each, curves[:79]])))
        reached = np.sum(deviations[1:].max(axis=1) >= deviations[0, 4:8].max())
        excluded.append(2 * (1 + reached) / 80 <= 0.05)
    assert 0.1 < np.mean(excluded) < 0.9
    found = _power(curves)["power"].loc[("gaussian", "shuffled", "correlation", 0.1)]
    assert found == pytest.approx(np.mean(excluded))


def test_draws_that_scatter_widely_exclude_narrow_ones_and_are_not_excluded_by_them():
    curves = _curves(2 * 79, np.random.default_rng(5))
    curves[79:] = curves.mean(axis=0) + 20 * (curves[79:] - curves[79:].mean(axis=0))
    table = _power(curves)["power"]
    assert table.loc[("gaussian", "shuffled")].min() > 0.7
    assert table.loc[("shuffled", "gaussian")].max() == 0


def test_with_too_few_draws_there_is_no_power():
    curves = _curves(2 * 19, np.random.default_rng(4))
    curves[19:] += 50
    assert (_power(curves)["power"] == 0).all()
    assert _power(curves)["power_high"].max() == pytest.approx(1 - 0.025 ** (1 / 19))
