"""Columns and objections of the table of vertices, from readings whose every number is set by hand."""

import numpy as np
import pytest

from rgcore.pcarg.coupling.vertices.local_vertices import Geometry
from rgcore.pcarg.coupling.vertices.vertex_columns import vertex_columns
from rgcore.pcarg.coupling.vertices.vertex_readings import VertexReading

ERROR = 0.3  # of every skewness and kurtosis: a jackknife over 10 blocks that are 0.1 off, up and down
NOISE = 3 * ERROR**2  # of the squared skewness in u, which is 3 skewness^2 - NOISE - excess
LOOPS = 0.5, 0.25


def reading(skewness, excess, local=None):
    """Return the reading of one cutoff with sums over legs of 1: w is -skewness, u without w is -excess.

    ``local``: skewness and kurtosis of local vertices; by default those of the data.
    """
    one = np.ones((1, len(excess)))
    moments = {"skewness": skewness * one, "kurtosis": 3 + np.array(excess) * one}
    local = moments if local is None else {name: value * one for name, value in local.items()}
    local = {f"{name}_local": values for name, values in local.items()}
    return VertexReading(variance=one, legs=Geometry(cubic=one, quartic=one, joined=one), **moments, **local)


def row(skewness, excess, local=None):
    """Return the one row of the table; ``local`` has no error."""
    excess = np.array(excess)
    left = [reading(skewness + 0.1 * side, excess + 0.1 * side, local) for side in (-1, 1) * 5]
    ones = np.ones((1, len(excess)))
    loops = LOOPS[0] * ones, LOOPS[1] * ones
    return vertex_columns(reading(skewness, excess, local), left, ones > 0, loops, 1.0).iloc[0]


@pytest.mark.parametrize("skewness", [0.2, 0.4, -0.4])
def test_the_noise_of_a_cubic_vertex_is_taken_off_its_square(skewness):
    found, tree = row(skewness, [2.0, 2.0, 2.0]), 3 * skewness**2 - NOISE
    assert found["w"] == pytest.approx(-skewness)
    assert found["u_symmetric"] == pytest.approx(-2)
    assert found["u"] == pytest.approx(tree - 2)
    assert found["cubic_part"] == pytest.approx(tree)


def test_loops_are_the_squared_cubic_and_the_quartic_vertex_times_their_sums():
    found = row(3.0, [2.0, 2.0, 2.0])
    assert found["cubic_loop"] == pytest.approx(9 * LOOPS[0])
    assert found["quartic_loop"] == pytest.approx((25 - NOISE) * LOOPS[1])


@pytest.mark.parametrize(
    ("skewness", "quartic", "large"),
    [
        (1.1, 1.0, {"cubic loop"}),
        (0.9, 3.0, {"quartic loop"}),
        (0.9, -3.0, {"quartic loop"}),
        (1.1, 3.0, {"cubic loop", "quartic loop"}),
        (0.9, 1.0, set()),
    ],
)
def test_a_loop_is_large_from_half_of_the_variance_on(skewness, quartic, large):
    """The cubic one is skewness^2 / 2 of it, the quartic one abs(u) / 4."""
    found = row(skewness, [3 * skewness**2 - NOISE - quartic] * 3)
    assert found["u"] == pytest.approx(quartic)
    assert {each for each in found["objections"].split(", ") if "loop" in each} == large
    assert found["perturbative"] == (not large)


def test_the_error_of_the_cubic_part_is_that_of_a_difference():
    """Of 3 w^2, whose two terms vary together with the skewness; those of u_symmetric cancel."""
    assert row(2.0, [2.0, 2.0, 2.0])["cubic_part_err"] == pytest.approx(6 * 2.0 * ERROR, rel=0.05)


def test_a_skewness_that_no_block_changes_is_at_none_of_its_standard_errors():
    """The first of three variables is skewed alike in every block: the median is that of 0, 0.5 and 1.5."""
    skewness, changes = np.array([0.75, 0.5 * ERROR, 1.5 * ERROR]), np.array([0.0, 0.1, 0.1])
    excess, ones = np.full(3, 2.0), np.ones((1, 3))
    left = [reading(skewness + side * changes, excess + 0.1 * side) for side in (-1, 1) * 5]
    table = vertex_columns(reading(skewness, excess), left, ones > 0, (ones, ones), 1.0)
    assert table.iloc[0]["skewness_in_errors"] == pytest.approx(0.5)


@pytest.mark.filterwarnings("error")
def test_vertices_of_blocks_that_repeat_have_no_error():
    ones, same = np.ones((1, 3)), reading(1.0, [-2e9, 2.0, 3.0])
    table = vertex_columns(same, [same] * 10, ones > 0, (ones, ones), 1.0)
    assert table[["w_err", "u_err"]].to_numpy().tolist() == [[0.0, 0.0]]
    assert table["u"].tolist() == [1.0]


def test_shares_count_vertices_two_standard_errors_from_zero():
    found = row(0.0, np.array([-0.5, -0.7, 0.7, 0.5, 0.0, -0.4, -0.8, 0.1]) - NOISE)
    assert (found["positive_share"], found["negative_share"]) == (2 / 8, 1 / 8)


@pytest.mark.parametrize(
    ("excess", "objection"),
    [([0.1] * 3, False), ([-0.1] * 3, False), ([2.0] * 3, True), ([-2.0] * 3, False)],
)
def test_a_negative_vertex_is_two_standard_errors_below_zero(excess, objection):
    assert ("negative" in row(0.0, excess)["objections"]) == objection


@pytest.mark.parametrize(("distance", "objection"), [(0.5, False), (0.7, True)])
def test_a_spread_is_one_and_a_half_times_that_of_standard_errors(distance, objection):
    """The quartiles of 5 equally spaced numbers are 2 spacings apart; 1.5 x 1.349 x 0.3 is 0.607."""
    found = row(0.0, -0.05 + distance / 2 * np.arange(-2, 3))
    assert found["u_q75"] - found["u_q25"] == pytest.approx(distance)
    assert ("spread" in found["objections"]) == objection
    assert found["perturbative"] != objection


@pytest.mark.parametrize(
    ("skewness", "excess", "objection"), [(0.7, 11.5, True), (0.7, 12.5, False), (0.5, 1.0, False)]
)
def test_a_cubic_vertex_matters_from_two_standard_errors_and_a_tenth_of_u_on(skewness, excess, objection):
    """3 x (0.7^2 - 0.3^2) is 1.2, a tenth of 12; 0.5 is less than two standard errors."""
    found = row(skewness, [excess] * 3)
    assert found["skewness_in_errors"] == pytest.approx(skewness / ERROR)
    assert ("skewness" in found["objections"]) == objection


@pytest.mark.parametrize(
    ("local", "agrees"),
    [
        ({"skewness": 0.5, "kurtosis": 3.5}, True),
        ({"skewness": 0.7, "kurtosis": 3.0}, False),
        ({"skewness": 0.0, "kurtosis": 3.7}, False),
    ],
)
def test_local_vertices_give_both_moments_within_two_standard_errors(local, agrees):
    found = row(0.0, [0.0] * 3, local)
    assert found["agrees_with_local"] == agrees
    assert ("nonlocal" in found["objections"]) != agrees
    assert found["perturbative"] == agrees


@pytest.mark.parametrize(("shift", "agrees"), [(1e-7, True), (1e-2, False)])
def test_a_difference_that_never_varies_agrees_if_it_is_rounding(shift, agrees):
    """Shifts are in standard errors of the skewness; those of the difference are 0, as at the largest cutoff."""
    skewness, excess = np.array([0.1, 0.2, 0.3]), np.array([0.5, 0.6, 0.7])

    def shifted(change):
        local = {"skewness": skewness + change + shift * ERROR, "kurtosis": 3 + excess + change}
        return reading(skewness + change, excess + change, local)

    ones = np.ones((1, 3))
    left = [shifted(0.1 * side) for side in (-1, 1) * 5]
    table = vertex_columns(shifted(0.0), left, ones > 0, (0 * ones, 0 * ones), 1.0)
    assert table["agrees_with_local"].tolist() == [agrees]


def test_one_variable_of_a_large_error_hides_no_spread():
    """The median of the errors, 0.3, sets what a spread of noise is; their mean would be 6."""
    excess, changes, ones = 0.7 * np.arange(-2, 3), np.array([0.1, 0.1, 0.1, 0.1, 10.0]), np.ones((1, 5))
    left = [reading(0.0, excess + side * changes) for side in (-1, 1) * 5]
    table = vertex_columns(reading(0.0, excess), left, ones > 0, (0 * ones, 0 * ones), 1.0)
    assert "spread" in table["objections"].iloc[0]
