"""The tables: rows, columns, what is quoted, what is refused; and the whole way from a sampler to exponents."""

import numpy as np
import pandas as pd
import pytest

from rgcore.errors import InputError
from rgcore.ising import sample_configurations
from rgcore.ising.finite_size_scaling import energy_series_of, finite_size_scaling
from rgcore.ising.finite_size_scaling.energy_levels import energy_levels
from rgcore.ising.finite_size_scaling.energy_series import EnergySeries
from rgcore.ising.finite_size_scaling.histogram_overlap import joined
from rgcore.ising.finite_size_scaling.pair_analysis import analyze_pairs
from rgcore.ising.finite_size_scaling.schemas import FINITE_SIZE_CURVES, FINITE_SIZE_SCALING

from ...config_values import sampling_settings

SIDES = (3, 4, 5, 6)
COUPLINGS = (0.42, 0.47)


def draw(lattices, sides=SIDES, couplings=COUPLINGS, n=6000, seed=1):
    rng = np.random.default_rng(seed)
    return [lattices(side).draw(coupling, n, rng) for side in sides for coupling in couplings]


@pytest.fixture(scope="module")
def series(lattices):
    return draw(lattices)


@pytest.fixture(scope="module")
def tables(series):
    return finite_size_scaling(series)


def test_both_tables_have_the_columns_of_their_schemas_and_name_each_row_once(tables):
    for frame, schema in ((tables.estimates, FINITE_SIZE_SCALING), (tables.curves, FINITE_SIZE_CURVES)):
        assert set(frame.columns) == set(schema.names)
        assert not frame.duplicated(list(schema.keys)).any()
        assert (frame[[name for name in frame.columns if name.endswith("_err")]] > 0).all(axis=None)


def test_every_method_has_a_row_per_pair_and_one_for_all_and_each_quantity_is_quoted_once(tables):
    rows = tables.estimates
    for _, each in rows.groupby(["quantity", "method"]):
        pairs = each[each["estimate"] == "pair"]
        assert list(zip(pairs["side_small"], pairs["side_large"], strict=True)) == [(3, 4), (4, 5), (5, 6)]
        assert (each["estimate"] == "extrapolated").sum() == 1
    quoted = rows[rows["quoted"]]
    assert sorted(quoted["quantity"]) == sorted(rows["quantity"].unique())
    assert (quoted["estimate"] == "extrapolated").all()


def test_nu_is_one_over_its_quotient_with_the_error_that_follows(tables, series):
    levels = [energy_levels([each for each in series if each.side == side]) for side in (3, 4)]
    analysis = analyze_pairs(levels, [joined(each) for each in levels])
    slope, slope_err = analysis.values[0, 2], analysis.errors()[0, 2]
    rows = tables.estimates.query("quantity == 'nu' and method == 'binder_slope' and side_large == 4")
    assert rows["value"].item() == pytest.approx(1 / slope, rel=1e-12)
    assert rows["value_err"].item() == pytest.approx(slope_err / slope**2, rel=1e-9)
    assert rows["value"].item() > 1.05  # 1.16 without noise: the two are distinguished


def test_pairs_are_evaluated_at_their_crossings(tables):
    pairs = tables.estimates[tables.estimates["estimate"] == "pair"]
    temperature = pairs[pairs["quantity"] == "critical_temperature"]
    assert (temperature["value"] == temperature["crossing_temperature"]).all()
    assert pairs.groupby("side_small")["crossing_temperature"].nunique().eq(1).all()


def test_measured_points_are_plain_means_of_their_own_configurations(tables, series):
    measured = tables.curves[tables.curves["source"] == "measured"].set_index(["side", "temperature"])
    assert len(measured) == len(series)
    for each in series:
        row = measured.loc[each.side, each.temperature]
        m = np.abs(each.magnetization) / each.side**2
        assert row["abs_magnetization"] == pytest.approx(m.mean(), rel=1e-12)
        assert row["binder"] == pytest.approx(1 - (m**4).mean() / (3 * (m**2).mean() ** 2), rel=1e-9)
        zero_field = each.side**2 * (m**2).mean() / each.temperature
        assert row["susceptibility_zero_field"] == pytest.approx(zero_field, rel=1e-12)
        connected = zero_field - each.side**2 * m.mean() ** 2 / each.temperature
        assert row["susceptibility"] == pytest.approx(connected, rel=1e-9)
        assert row["n_effective"] == pytest.approx(len(m), rel=1e-9)


def test_curves_pass_through_the_measured_points_within_their_errors(tables):
    for _, rows in tables.curves.groupby("side"):
        curve = rows[rows["source"] == "reweighted"].sort_values("temperature")
        for _, point in rows[rows["source"] == "measured"].iterrows():
            between = np.interp(point["temperature"], curve["temperature"], curve["binder"])
            assert abs(point["binder"] - between) < 4 * point["binder_err"]


def test_curves_are_scaled_by_the_quoted_estimates(tables):
    quoted = tables.estimates[tables.estimates["quoted"]].set_index("quantity")["value"]
    curves = tables.curves
    temperature = (curves["temperature"] - quoted["critical_temperature"]) * curves["side"] ** (
        1 / quoted["nu"]
    )
    assert curves["scaled_temperature"].to_numpy() == pytest.approx(temperature.to_numpy(), rel=1e-9)
    magnetization = curves["abs_magnetization"] * curves["side"] ** quoted["beta_over_nu"]
    assert curves["scaled_abs_magnetization"].to_numpy() == pytest.approx(magnetization.to_numpy(), rel=1e-12)
    relative, scaled = (
        curves[f"{name}_err"] / curves[name] for name in ("abs_magnetization", "scaled_abs_magnetization")
    )
    assert scaled.to_numpy() == pytest.approx(relative.to_numpy(), rel=1e-9)


def test_the_order_of_the_series_does_not_matter(series, tables):
    again = finite_size_scaling(series[::-1])
    pd.testing.assert_frame_equal(again.estimates, tables.estimates)
    pd.testing.assert_frame_equal(again.curves, tables.curves)


def test_two_sides_are_not_enough(lattices):
    with pytest.raises(InputError, match=r"finite_size_scaling\.sides must be 3 at least, got 2"):
        finite_size_scaling(draw(lattices, sides=(3, 4), n=500))


def test_temperatures_that_hold_no_crossing_are_refused_in_one_sentence(lattices):
    with pytest.raises(
        InputError, match="must hold the crossing of the Binder ratios of sides 3 and 4, but"
    ) as caught:
        finite_size_scaling(draw(lattices, couplings=(0.2,), n=2000))
    assert "add a lower one" in str(caught.value)


def test_few_configurations_of_small_sides_are_enough(lattices):
    for seed in range(5):
        found = finite_size_scaling(draw(lattices, sides=(3, 4, 6), n=2200, seed=seed)).estimates
        assert np.isfinite(found["value"]).all()
        critical = found[found["quoted"]].set_index("quantity").loc["critical_temperature"]
        assert abs(critical["value"] - critical["value_exact"]) < 4 * critical["value_err"] + 0.05


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"side": 1}, "side must be at least 2, got 1"),
        ({"temperature": 0.0}, "temperature must be positive and finite, got 0.0"),
        ({"energy": np.zeros(3)}, "one axis of one length"),
        ({"n_chains": 5}, "n_chains must be from 1 to 4, got 5"),
    ],
)
def test_series_that_cannot_be_are_refused(changes, message):
    right = {
        "side": 4,
        "temperature": 2.0,
        "energy": np.zeros(4),
        "magnetization": np.zeros(4),
        "n_chains": 1,
    }
    with pytest.raises(ValueError, match=message):
        EnergySeries(**{**right, **changes})


def test_a_sampler_leads_to_the_critical_point_of_the_infinite_lattice():
    """Within 4 standard errors and the corrections that sides 6 to 24 leave: 0.003 (T_c), 0.03 (exponents)."""
    rng = np.random.default_rng(20250305)
    settings = sampling_settings(n_samples=6000)
    series = []
    for side in (6, 12, 24):
        for temperature in ("2.22", "2.31"):
            drawn, parameters = sample_configurations(side, float(temperature), settings, rng=rng)
            named = {**parameters, "temperature": temperature}
            series.append(energy_series_of(drawn.energy, drawn.magnetization, named))
    rows = finite_size_scaling(series).estimates
    quoted = rows[rows["quoted"]].set_index("quantity")
    left = pd.Series(0.03, quoted.index).where(quoted.index != "critical_temperature", 0.003)
    off = (quoted["value"] - quoted["value_exact"]).abs()
    assert (off < 4 * quoted["value_err"] + left).all(), quoted
    assert quoted["value_err"]["critical_temperature"] < 0.008
    assert quoted["value_err"]["nu"] < 0.1
