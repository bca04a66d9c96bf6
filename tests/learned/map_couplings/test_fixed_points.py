"""Fixed points of a planted flow: the critical coupling, the exponent, and none where there is none."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t as student

from rgcore.learned.map_couplings.fixed_points import crossing, fixed_points

GRID = np.array([0.36, 0.4, 0.43, 0.45, 0.48, 0.54])
CRITICAL, EXPONENT = 0.441, 0.9


def flowed(step, critical=CRITICAL):
    """Return K after some steps of a flow that leaves the critical point by 2**EXPONENT in each, bent a little."""
    away = GRID - critical
    return critical + 0.3 * step + 2 ** (EXPONENT * step) * away + 3 * step * away**2


def planted(step, critical):
    return flowed(step, critical) - 0.3 * step


def table(offsets, of_size=0.0):
    """Return couplings of replicas whose critical coupling is off; smaller coarse lattices add ``of_size`` per step."""
    rows = [
        {
            "map": name,
            "hidden": "deterministic",
            "trained_at": "none",
            "coupling": coupling,
            "replica": replica,
            "step": step,
            "nearest_neighbour_alone": after + of_size * step,
            "coupling_sum": 0.5 * (after + of_size * step) if step else coupling,
            "nearest_neighbour_alone_before": before + of_size * step if step else np.nan,
            "coupling_sum_before": 0.5 * (before + of_size * step) if step else np.nan,
        }
        for replica, offset in enumerate(offsets)
        for step in range(3)
        for coupling, after, before in zip(
            GRID, planted(step, CRITICAL + offset), planted(max(step - 1, 0), CRITICAL + offset), strict=True
        )
        for name in ([("none")] if step == 0 else ["planted"])
    ]
    return pd.DataFrame(rows)


def test_a_planted_flow_has_its_critical_coupling_and_exponent():
    for step in (1, 2):
        before, after = flowed(step - 1) - 0.3 * (step - 1), flowed(step) - 0.3 * step
        found, exponent = crossing(GRID, before, after)
        assert found == pytest.approx(CRITICAL, abs=1e-9)
        assert exponent == pytest.approx(EXPONENT, abs=1e-6)


def test_curves_that_do_not_cross_or_cross_the_other_way_have_no_fixed_point():
    assert np.isnan(crossing(GRID, GRID, 0.9 * GRID - 0.1)).all()
    assert np.isnan(crossing(GRID, GRID, 0.9 * (GRID - CRITICAL) + CRITICAL)).all()
    assert np.isnan(crossing(GRID, GRID, np.full(6, np.nan))).all()


def test_intervals_are_those_of_student_over_replicas():
    offsets = np.array([-0.002, 0.0, 0.005])
    found = fixed_points(table(offsets)).set_index(["step", "truncation", "sides"])
    assert len(found) == 8
    row = found.loc[(2, "nearest_neighbour", "unequal")]
    half = student.ppf(0.975, 2) * offsets.std(ddof=1) / np.sqrt(3)
    assert row["critical_coupling"] == pytest.approx(CRITICAL + offsets.mean(), abs=1e-9)
    assert row["critical_coupling_high"] - row["critical_coupling_low"] == pytest.approx(2 * half, rel=1e-6)
    assert row["thermal_exponent"] == pytest.approx(EXPONENT, abs=1e-6)
    assert row["n_crossings"] == row["n_replicas"] == 3


def test_equal_sides_take_out_what_the_size_of_the_lattice_adds():
    found = fixed_points(table([0.0, 0.001, 0.002], of_size=0.01)).set_index(["step", "truncation", "sides"])
    for step, truncation in ((1, "nearest_neighbour"), (2, "nearest_neighbour"), (2, "all_four")):
        equal, unequal = (found.loc[(step, truncation, sides)] for sides in ("equal", "unequal"))
        assert equal["critical_coupling"] == pytest.approx(CRITICAL + 0.001, abs=1e-8)
        assert equal["thermal_exponent"] == pytest.approx(EXPONENT, abs=1e-6)
        assert abs(unequal["critical_coupling"] - CRITICAL) > 0.003


def test_a_replica_without_a_crossing_leaves_no_mean():
    broken = table([0.0, 0.001])
    broken.loc[(broken["replica"] == 1) & (broken["step"] == 2), "nearest_neighbour_alone"] = -1.0
    found = fixed_points(broken).set_index(["step", "truncation", "sides"])
    for sides in ("equal", "unequal"):
        row = found.loc[(2, "nearest_neighbour", sides)]
        assert np.isnan(row["critical_coupling"])
        assert (row["n_replicas"], row["n_crossings"]) == (2, 1)


@pytest.mark.parametrize("far", [0, -1])
def test_a_fixed_point_rests_on_the_two_couplings_at_either_side_of_it(far):
    after = flowed(1) - 0.3
    after[far] += 0.1 * np.sign(far - 0.5)  # still below the coupling before, or above it
    found, exponent = crossing(GRID, GRID, after)
    assert found == pytest.approx(CRITICAL, abs=1e-9)
    assert exponent == pytest.approx(EXPONENT, abs=1e-6)
