"""Figures of principal components and of clusters: what is drawn where a number is defined, and where it is not."""

import numpy as np
import pytest
from matplotlib.container import ErrorbarContainer

from rgcore.figures import draw_figure
from rgcore.selection.components.ground_truth import twins


def labels_of(ax):
    return ax.get_legend_handles_labels()[1]


@pytest.mark.parametrize("column", ["g", "g_running"])
def test_a_coupling_that_is_not_defined_has_no_point(column, minimal_tables):
    holes = minimal_tables["pca_coupling"].assign(**{column: np.nan})
    figure = draw_figure("pca_coupling", {**minimal_tables, "pca_coupling": holes})
    labels = {label for ax in figure.axes for label in labels_of(ax)}
    assert any(label in labels for label in ("$g$, first order", r"$g(\Lambda)$, loops removed"))
    gone = {"g": "$g$, ", "g_running": r"$g(\Lambda)$, "}[column]
    assert not any(label.startswith(gone) for label in labels)


def test_a_panel_without_any_coupling_says_so_with_the_reasons_and_predicts_nothing(minimal_tables):
    rows = minimal_tables["pca_coupling"]
    for good, said in ((False, 2), (True, 0)):
        failed = rows.assign(perturbative=good, failed_criteria="none" if good else "size, spread")
        axes = draw_figure("pca_coupling", {**minimal_tables, "pca_coupling": failed}).axes
        texts = [text.get_text() for ax in axes for text in ax.texts if "no coupling" in text.get_text()]
        assert len(texts) == said
        assert all("size fails (" in text and "spread fails (" in text for text in texts)
        drawn = {label for ax in axes for label in labels_of(ax)}
        assert ("$g$ for constant $u$" in drawn) is good


@pytest.mark.parametrize(("quantity", "panel"), [("coupling", 0), ("flow_coupling", -2), ("nonlocality", -1)])
def test_points_that_are_too_uncertain_are_left_out_of_their_panel(quantity, panel, minimal_tables):
    table = minimal_tables["pca_ground_truth"]
    chosen = table["quantity"] == quantity
    for error, drawn in ((0.1, True), (0.3, False)):  # the levels are 0.25, 0.25 and 0.2
        scale = 1.0 if quantity == "nonlocality" else table["u" if quantity == "coupling" else "measured"]
        rows = table.assign(measured_err=table["measured_err"].mask(chosen, error * scale))
        ax = draw_figure("pca_ground_truth_coupling", {"pca_ground_truth": rows}).axes[panel]
        points = [bars.lines[0] for bars in ax.containers if isinstance(bars, ErrorbarContainer)]
        assert any(len(line.get_xdata()) for line in points) is drawn


def test_running_has_a_panel_for_each_dimension(larger_tables):
    figure = draw_figure("pca_ground_truth_coupling", larger_tables)
    titles = [ax.get_title(loc="left") for ax in figure.axes]
    fields = larger_tables["pca_ground_truth"].query("kind == 'phi4'").groupby("dimension")["u"].min()
    assert len(fields) == 4
    wanted = [
        f"({letter}) $d$ = {d}, $u$ = {u:g}" for letter, (d, u) in zip("abcd", fields.items(), strict=True)
    ]
    assert titles[:4] == wanted
    assert [title[:3] for title in titles[4:]] == ["(e)", "(f)", "(g)"]


def test_crosses_of_the_known_answers_are_exact_values_of_the_table(larger_tables):
    rows = larger_tables["pca_ground_truth"].copy()
    chain = twins(rows)["phi4"].query("quantity == 'kurtosis' and kept_fraction == 1")
    rows.loc[chain.index[0], ["expected_from", "expected"]] = "transfer matrix", 2.68
    spins = rows.query("kind == 'ising' and quantity == 'kurtosis'")
    rows.loc[spins["n_kept"].idxmin(), ["expected_from", "expected"]] = "critical", 1.17
    figure = draw_figure("pca_ground_truth", {"pca_ground_truth": rows})
    crosses = [[line for line in ax.lines if line.get_marker() == "x"] for ax in figure.axes]
    assert [len(lines) for lines in crosses] == [0, 0, 1, 1]
    assert [line.get_xydata().tolist() for (line,) in crosses[2:]] == [
        [[1.0, 2.68]],
        [[rows.loc[spins["n_kept"].idxmin(), "kept_fraction"], 1.17]],
    ]


def test_data_without_spectra_of_clusters_have_a_panel_that_says_so(minimal_tables):
    none = minimal_tables["coarse_graining_spectrum"].iloc[:0]
    figure = draw_figure("coarse_graining", {**minimal_tables, "coarse_graining_spectrum": none})
    (empty,) = [ax for ax in figure.axes if "not resolved" in [text.get_text() for text in ax.texts]]
    assert empty.get_title(loc="left") == "(d) eigenvalues"
    assert not empty.has_data()


def test_data_without_silence_have_a_panel_that_says_so(minimal_tables):
    none = minimal_tables["coarse_graining"].assign(free_energy=np.nan, free_energy_err=np.nan)
    figure = draw_figure("coarse_graining", {**minimal_tables, "coarse_graining": none})
    (empty,) = [ax for ax in figure.axes if "no data with silence" in [text.get_text() for text in ax.texts]]
    assert empty.get_title(loc="left") == "(b) silence"
    assert not empty.has_data()


def points_of(ax):
    return [
        bars.lines[0].get_xydata().tolist() for bars in ax.containers if isinstance(bars, ErrorbarContainer)
    ]


def test_windows_are_drawn_at_their_middles_with_modes_of_the_covariance(minimal_tables):
    table = minimal_tables["window_scan"].sample(frac=1, random_state=1)
    other = table["scaling"] == "correlation"
    moved = table.assign(kurtosis_median=table["kurtosis_median"].mask(other, 99.0))
    kurtosis, distance = draw_figure("window_scan", {"window_scan": moved}).axes
    rows = table[~other].sort_values("start")
    assert points_of(kurtosis) == [
        [[s + 50, k] for s, k in zip(rows["start"], rows["kurtosis_median"], strict=True)]
    ]
    assert points_of(distance) == [[[s + 50, 0.1] for s in rows["start"]]]
    assert [line.get_ydata()[0] for line in kurtosis.lines if line.get_label() == "Gaussian value, 3"] == [3]


def test_the_band_of_windows_reaches_from_the_mean_to_the_largest_gaussian_draw(minimal_tables):
    distance = draw_figure("window_scan", minimal_tables).axes[1]
    (mean,) = [line for line in distance.lines if line.get_label() == "Gaussian draws, mean"]
    assert set(mean.get_ydata()) == {0.05}
    (band,) = [part for part in distance.collections if "largest" in str(part.get_label())]
    edges = band.get_paths()[0].vertices[:, 1]
    assert (edges.min(), edges.max()) == (0.05, 0.06)


def test_one_window_has_its_band_as_a_line(minimal_tables):
    one = minimal_tables["window_scan"].query("start == start.min()")
    for windows, visible in ((one, True), (minimal_tables["window_scan"], False)):
        distance = draw_figure("window_scan", {"window_scan": windows}).axes[1]
        (band,) = [part for part in distance.collections if "largest" in str(part.get_label())]
        assert (band.get_linewidth()[0] > 0) == visible


def test_windows_of_each_data_set_have_a_row_in_samples_or_in_time(larger_tables):
    axes = draw_figure("window_scan", larger_tables).axes
    shown = [(ax.get_title(loc="left"), ax.get_xlabel()) for ax in axes]
    assert shown == [
        ("(a) stock-like", "middle of the window (samples)"),
        ("(b) stock-like", "middle of the window (samples)"),
        ("(c) my cells", "middle of the window (date)"),
        ("(d) my cells", "middle of the window (date)"),
    ]


def test_a_run_without_windows_has_panels_that_say_so(minimal_tables):
    axes = draw_figure("window_scan", {"window_scan": minimal_tables["window_scan"].iloc[:0]}).axes
    assert [[text.get_text() for text in ax.texts] for ax in axes] == [["no windows"]] * 2
    assert not any(ax.has_data() for ax in axes)
