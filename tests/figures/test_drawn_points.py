"""The points of a figure as a table for its readers."""

import numpy as np
import pytest

from rgcore.figures import draw_figure
from rgcore.figures.kit.drawn_points import COLUMNS, drawn_points
from rgcore.figures.kit.style import measured, new_figure


@pytest.fixture
def panel():
    figure = new_figure(3.0, 2.0)
    ax = figure.subplots()
    ax.set_title("(a) widths", loc="left")
    ax.set(xlabel="T (1)", ylabel="width (1)")
    return ax


def only(ax):
    table = drawn_points(ax.figure)
    assert list(table.columns) == list(COLUMNS)
    assert set(table["panel"]) == {"(a) widths"}
    assert set(zip(table["x_axis"], table["y_axis"], strict=True)) == {("T (1)", "width (1)")}
    return table


def test_points_with_error_bars_have_both_ends(panel):
    measured(panel, [1.0, 2.0], [3.0, 5.0], [0.5, 0.25], label="data")
    table = only(panel)
    assert list(table["series"]) == ["data", "data"]
    np.testing.assert_allclose(table[["x", "y", "y_low", "y_high"]], [[1, 3, 2.5, 3.5], [2, 5, 4.75, 5.25]])


def test_a_point_without_an_error_has_no_ends(panel):
    measured(panel, [1.0, 2.0], [3.0, 5.0], [np.nan, 0.25])
    table = only(panel)
    assert table[["y_low", "y_high"]].isna().all(axis=1).tolist() == [True, False]


def test_a_band_has_its_ends_and_a_line_across_is_a_limit(panel):
    panel.fill_between([1.0, 2.0], [0.0, 1.0], [4.0, 6.0], label="quartiles")
    panel.axhline(3.0, label="Gaussian")
    panel.axvline(2.269)
    table = only(panel).set_index("kind")
    np.testing.assert_allclose(table.loc["band", ["x", "y_low", "y_high"]], [[1, 0, 4], [2, 1, 6]])
    np.testing.assert_array_equal(table.loc["limit", ["x", "y"]], [[np.nan, 3.0], [2.269, np.nan]])


def test_marks_have_the_value_of_their_colour_and_bars_their_height(panel):
    panel.scatter([1.0, 2.0], [3.0, 4.0], c=[7.0, 8.0], label="marks")
    panel.bar([5.0], [6.0], label="bars")
    table = only(panel).set_index("kind")
    np.testing.assert_allclose(table.loc["points", ["x", "y", "value"]], [[1, 3, 7], [2, 4, 8]])
    np.testing.assert_allclose(table.loc["bars", ["x", "y"]].to_numpy(float), [5, 6])


def test_panels_share_the_label_of_their_axis_and_hidden_ones_have_no_rows():
    figure = new_figure(3.0, 4.0)
    top, below, hidden = figure.subplots(3, sharex=True)
    below.set_xlabel("T (1)")
    for ax in (top, below, hidden):
        ax.plot([1.0], [2.0])
    hidden.set_visible(False)
    table = drawn_points(figure)
    assert list(table["panel"]) == ["panel 1", "panel 2"]
    assert list(table["x_axis"]) == ["T (1)", "T (1)"]


def test_the_points_of_a_figure_are_those_of_its_table(minimal_tables):
    table = drawn_points(draw_figure("fig6_moment_flow", minimal_tables))
    flow = minimal_tables["pca_flow"].query(
        "source == 'data' and dropped_top == 0 and scaling == 'covariance'"
    )
    shown = table[(table["series"] == "data") & table["panel"].str.contains("neural-like, covariance")]
    own = flow[flow["dataset"] == "neural_like"].sort_values("kept_fraction")
    np.testing.assert_allclose(shown["y"], own["kurtosis_median"])
    np.testing.assert_allclose(shown["y_high"] - shown["y"], own["kurtosis_median_err"])


def test_a_small_image_has_its_pixels_and_a_large_one_none(panel):
    panel.imshow(np.arange(6.0).reshape(2, 3))
    np.testing.assert_allclose(only(panel)[["x", "y", "value"]].to_numpy(float)[4], [1, 1, 4])
    panel.clear()
    panel.imshow(np.zeros((40, 40)))
    assert drawn_points(panel.figure).empty
