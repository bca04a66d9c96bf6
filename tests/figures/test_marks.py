"""Full and open marks, crosses and labels of figures mean what their captions state."""

import numpy as np
import pytest
from matplotlib.container import ErrorbarContainer

from rgcore.figures import draw_figure


def bars(ax):
    return [each for each in ax.containers if isinstance(each, ErrorbarContainer)]


def faces(ax):
    """Return the heights of points with error bars by whether their marks are open."""
    found = {True: [], False: []}
    for each in bars(ax):
        found[each.lines[0].get_markerfacecolor() == "white"] += each.lines[0].get_ydata().tolist()
    return found


def panel(figure, title):
    (ax,) = [ax for ax in figure.axes if title in " ".join(ax.get_title(loc="left").split())]
    return ax


def test_eigenvalues_above_the_edge_are_full(minimal_tables):
    rows = minimal_tables["pca_spectrum"]
    shown = faces(draw_figure("pca_spectrum", minimal_tables).axes[0])
    heights = rows["eigenvalue"] / rows.groupby("scaling")["eigenvalue"].transform("mean")
    for is_open in (True, False):
        assert sorted(shown[is_open]) == pytest.approx(sorted(heights[rows["above_edge"] != is_open]))


def test_couplings_within_perturbation_theory_are_full(minimal_tables):
    rows = minimal_tables["pca_coupling"].query("scaling == 'covariance'")
    shown = faces(draw_figure("pca_coupling", minimal_tables).axes[0])
    for is_open in (True, False):
        there = rows.loc[rows["perturbative"] != is_open, ["g", "g_running"]].to_numpy().ravel()
        assert sorted(shown[is_open]) == pytest.approx(sorted(there[np.isfinite(there)]))


def test_stable_fixed_points_are_full(minimal_tables):
    ax = draw_figure("pca_recursion", minimal_tables).axes[0]
    points = {
        line.get_marker(): line.get_markerfacecolor() for line in ax.lines if len(line.get_xdata()) == 1
    }
    assert points == {"o": "white", "*": "black"}  # alpha = 1: the Gaussian point is unstable


def test_dimensions_of_phi_4_are_full(minimal_tables):
    rows = minimal_tables["canonical_dimension"]
    changed = rows.assign(quartic=rows["quartic"] + 50, sextic=rows["sextic"] - 50)
    shown = faces(draw_figure("canonical_dimension", {"canonical_dimension": changed}).axes[0])
    assert min(shown[False]) > 0 > max(shown[True])


def test_widths_from_the_critical_temperature_on_are_full(larger_tables):
    ax = panel(draw_figure("block_size_vs_temperature", larger_tables), "width and correlation length")
    widths = larger_tables["block_size"].query("measure == 'fwhm'")
    critical = larger_tables["ising_exact"]["critical_temperature"].iloc[0]
    warm = widths.loc[widths["temperature"] > critical - 1e-4, "block_size"]
    drawn = [
        line.get_ydata()
        for line in ax.lines
        if "layer" in str(line.get_label()) and line.get_marker() != "None"
    ]
    full = [
        line.get_ydata()
        for line in ax.lines
        if "layer" in str(line.get_label()) and line.get_markerfacecolor() != "white"
    ]
    assert sorted(np.concatenate(full)) == pytest.approx(sorted(warm[np.isfinite(warm)]))
    assert len(np.concatenate(drawn)) == np.isfinite(widths["block_size"]).sum()


def test_runs_that_have_not_converged_are_open(minimal_tables):
    study = minimal_tables["block_size_study"]
    changed = study.assign(converged=study["source"] != "ising")
    for table, expected in ((study, 0), (changed, 1)):
        ax = draw_figure("block_size_study", {**minimal_tables, "block_size_study": table}).axes[0]
        whites = [
            line for line in ax.lines if line.get_markerfacecolor() == "white" and line.get_zorder() == 4
        ]
        assert sum(len(line.get_xdata()) for line in whites) == expected


def test_points_that_are_not_reliable_are_crossed_out_in_all_six_panels(minimal_tables):
    rows = minimal_tables["rbm_thermodynamics"]
    for reliable, crosses in ((True, 0), (False, 1)):
        tables = {**minimal_tables, "rbm_thermodynamics": rows.assign(reliable=reliable)}
        axes = draw_figure("rbm_thermodynamics", tables).axes
        assert [sum(line.get_marker() == "x" for line in ax.lines) for ax in axes] == [crosses] * 6


def test_fine_bins_stand_left_of_coarse_ones(minimal_tables):
    verdicts = minimal_tables["bench_verdicts"].assign(share=lambda rows: np.where(rows["coarse"], 0.9, 0.1))
    ax = draw_figure("model_bench", {**minimal_tables, "bench_verdicts": verdicts}).axes[2]
    places = {text.get_text(): {text.get_position()[0] % 1 for text in ax.texts} for text in ax.texts}
    assert set(places) == {"0.1", "0.9"}
    for text in ax.texts:
        assert (text.get_position()[0] % 1 > 0.5) == (text.get_text() == "0.1")


def test_labels_have_the_numbers_that_they_name(minimal_tables):
    figure = draw_figure("detection_power", minimal_tables)
    labels = [label for ax in figure.axes for label in ax.get_legend_handles_labels()[1] if "N/T" in label]
    assert labels == ["$N/T$ = 1", "$N/T$ = 0.5"]  # 100 variables, 100 and 200 samples
    (legend,) = draw_figure("dbn_training", minimal_tables).legends
    assert legend.get_texts()[0].get_text() == r"$T=2.45\,J/k_\mathrm{B}=1.08\,T_\mathrm{c}$"
    ticks = draw_figure("mcrg", minimal_tables).axes[0].get_xticklabels()
    assert [tick.get_text() for tick in ticks] == ["1 (8)"]  # a step leaves 8 of 16 spins per side
    assert [ax.get_ylabel() for ax in draw_figure("coarse_graining", minimal_tables).axes][4] == (
        "correlation time (samples)"
    )
    curves = panel(draw_figure("n_dependence", minimal_tables), "(h)")
    assert curves.get_xlabel() == "fraction of modes kept (1)"
    errors = panel(draw_figure("block_size_hypotheses", minimal_tables), "held-out")
    assert "goal, 5 %" in errors.get_legend_handles_labels()[1]


def test_networks_stand_at_their_share_of_hidden_units(minimal_tables):
    (points,) = bars(panel(draw_figure("network_temperature", minimal_tables), "(a) energy"))
    assert points.lines[0].get_xdata().tolist() == [8 / 16, 32 / 16]


def test_deviations_lie_in_a_band_of_two_standard_errors(minimal_tables):
    ax = panel(draw_figure("ising_thermodynamics", minimal_tables), "measured minus exact")
    (band,) = [patch for patch in ax.patches if hasattr(patch, "get_height")]
    assert (band.get_y(), band.get_y() + band.get_height()) == (-2, 2)


def test_approximations_stand_at_their_names(minimal_tables):
    rows = minimal_tables["vrg_exponents"].assign(lattice="square", magnetic_exponent=1.875)
    rows = rows.assign(thermal_exponent=[0.6, 0.9], thermal_exponent_exact=1.0)
    ax = draw_figure("vrg_exponents", {**minimal_tables, "vrg_exponents": rows}).axes[0]
    names = [label.get_text() for label in ax.get_yticklabels()]
    found = {
        names[round(y)]: x
        for line in ax.lines
        if "lattice" in str(line.get_label())
        for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)
    }
    assert found == {"Migdal Kadanoff": 0.6, "first cumulant": 0.9}


def test_widths_have_the_scatter_of_their_logarithms_below_and_above(minimal_tables):
    study = minimal_tables["block_size_study"].assign(localized_fraction=0.9)
    study["fwhm"] = np.where(study["replica"] == 0, 2.0, 8.0)  # 4 times and over 4^(1/sqrt 2)
    ax = draw_figure("block_size_hypotheses", {**minimal_tables, "block_size_study": study}).axes[0]
    (low, high) = bars(ax)[0].lines[2][0].get_segments()[0][:, 1]
    assert (low, high) == pytest.approx((4 / 4 ** (1 / np.sqrt(2)), 4 * 4 ** (1 / np.sqrt(2))))


def test_shares_of_information_have_the_standard_errors_of_their_replicas(minimal_tables):
    rows = minimal_tables["map_information"]
    first = rows["replica"] == rows["replica"].min()
    changed = rows.assign(
        share_of_best_block=np.where(first, 0.8, 1.0), information=np.where(first, 3.0, 3.6)
    )
    ax = draw_figure("learned_couplings", {**minimal_tables, "map_information": changed}).axes[2]
    of_two = [bar for bar in bars(ax) if bar.lines[0].get_xdata()[0] == pytest.approx(0.9)]
    assert len(of_two) > 0
    for bar in of_two:
        assert bar.lines[2][0].get_segments()[0][:, 0] == pytest.approx([0.8, 1.0])
