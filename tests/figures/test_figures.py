"""Every figure draws from little and from much, labels its axes, shows its errors and never changes."""

from pathlib import Path

import matplotlib
import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import LineCollection
from matplotlib.container import ErrorbarContainer
from matplotlib.text import Text
from pandas.testing import assert_frame_equal

from rgcore.figures import draw_figure
from rgcore.report.catalogue import CATALOGUE
from rgcore.selection.components.ground_truth import twins
from rgcore.tables.figure_files import save_figure
from rgcore.words import seen

from ..example_tables.everything import made_from_one

FIGURES = tuple(CATALOGUE)
REPORT = Path(__file__).parents[2] / "workflow" / "report"
UNITLESS = {"epoch", "principal component (rank)", "rank of the mode", "fraction of modes kept"}
UNITLESS |= {
    r"coupling $K = J/k_\mathrm{B}T$",
    r"dimension $d$ of space",
    r"$1-\langle m^4\rangle/3\langle m^2\rangle^2$",
}
UNITLESS |= {"(measured \N{MINUS SIGN} exact) / standard error"}
WITH_ERRORS = {
    "finite_size_scaling",
    "fig3_pca_gaussian",
    "fig6_moment_flow",
    "ising_thermodynamics",
    "mcrg",
    "block_size_vs_temperature",
    "block_size_study",
    "learned_couplings",
    "learned_flow",
    "block_size_hypotheses",
    "block_size_controls",
    "kurtosis_switch",
    "pca_coupling",
    "pca_recursion",
    "pca_ground_truth",
    "pca_ground_truth_coupling",
    "canonical_dimension",
    "detection_power",
    "coarse_graining",
    "coarse_graining_local",
    "pca_spectrum",
    "bin_width_scan",
    "n_dependence",
    "dbn_training",
    "dbm_training",
    "dbn_reconstruction",
    "rbm_likelihood",
    "rbm_thermodynamics",
    "rbm_flow",
    "network_temperature",
}

# The other formats draw what stands in the SVG file: for a curve, an image and many panels they are compared, too.
IN_ALL_FORMATS = {"pca_recursion", "fig4_receptive_fields", "fig6_moment_flow"}


def drawn_axes(figure):
    return [ax for ax in figure.axes if ax.get_visible() and ax.axison]


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_is_drawn_from_several_of_everything(name, drawn, tmp_path):
    save_figure(drawn(name), [tmp_path / f"{name}.png"])
    assert (tmp_path / f"{name}.png").stat().st_size > 5_000


@pytest.mark.parametrize("name", FIGURES)
def test_labels_of_axes_carry_units(name, drawn):
    for ax in drawn_axes(drawn(name)):
        labels = {ax.get_xlabel(), ax.get_ylabel()} - {""}
        assert all(label in UNITLESS or "(" in label or label.startswith("weight /") for label in labels), (
            labels
        )


@pytest.mark.parametrize("name", sorted(set(FIGURES) - {"fig2_rbm_and_dbm", "fig5_transformations"}))
def test_every_figure_with_axes_names_both(name, drawn):
    axes = drawn_axes(drawn(name))
    assert any(ax.get_ylabel() for ax in axes)
    assert name == "fig4_receptive_fields" or any(ax.get_xlabel() for ax in axes)


@pytest.mark.parametrize("name", sorted(WITH_ERRORS))
def test_numbers_with_errors_have_error_bars(name, drawn):
    containers = [item for ax in drawn_axes(drawn(name)) for item in ax.containers]
    bars = [item for item in containers if isinstance(item, ErrorbarContainer) and item.has_yerr]
    assert bars
    segments = [segment for bar in bars for lines in bar.lines[2] for segment in lines.get_segments()]
    assert any(np.ptp(segment[:, 1]) > 0 for segment in segments)  # not only errors along x


@pytest.mark.parametrize("name", FIGURES)
def test_no_text_is_smaller_than_seven_points(name, drawn):
    sizes = [text.get_fontsize() for text in drawn(name).findobj(Text) if text.get_text()]
    assert min(sizes) >= 7


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_of_one_of_everything_drawn_twice_has_the_same_bytes(
    name, drawn_from_one, minimal_tables, tmp_path
):
    endings = ("svg", "pdf", "png") if name in IN_ALL_FORMATS else ("svg",)
    for number, figure in enumerate([drawn_from_one(name), draw_figure(name, minimal_tables)], start=1):
        save_figure(figure, [tmp_path / f"{number}.{ending}" for ending in endings])
    for ending in endings:
        assert (tmp_path / f"1.{ending}").read_bytes() == (tmp_path / f"2.{ending}").read_bytes()


@pytest.mark.parametrize("sizes", [(64, 16), (400, 196, 49, 12)])
@pytest.mark.parametrize("name", ["fig2_rbm_and_dbm", "fig4_receptive_fields"])
def test_stacks_of_one_and_of_three_layers_are_drawn(name, sizes, stack_tables, tmp_path):
    tables = stack_tables(sizes)
    save_figure(draw_figure(name, tables), [tmp_path / "figure.png"])
    titles = [ax.get_title(loc="left") for ax in draw_figure("fig4_receptive_fields", tables).axes]
    shown = [title for title in titles if "receptive fields" in title]
    wanted = ["layer 1"] if len(sizes) == 2 else ["layer 2", "layer 3"]
    assert [title[4:11] for title in shown] == wanted


def n_drawn(figure):
    """Return the number of points and of bars that the panels show."""
    points = [np.isfinite(line.get_xydata()).all(axis=1).sum() for ax in figure.axes for line in ax.lines]
    collections = [part for ax in figure.axes for part in ax.collections if isinstance(part, LineCollection)]
    bars = [np.isfinite(bar).all() for part in collections for bar in part.get_segments() if len(bar)]
    return sum(points) + sum(bars)


def labels_of(ax):
    return ax.get_legend_handles_labels()[1]


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("block_size_vs_temperature", ["block_size", "block_size_low", "block_size_high"]),
        ("block_size_study", ["fwhm", "localized_fraction"]),
        ("learned_couplings", ["nearest_neighbour_alone"]),
        ("block_size_hypotheses", ["median_error", "median_error_low", "median_error_high"]),
        ("learned_map_exponents", ["exponent", "exponent_low"]),
        ("block_size_controls", ["fwhm", "fwhm_err", "fwhm_of_all"]),
        ("kurtosis_switch", ["fwhm", "localized_fraction", "excess_kurtosis_inputs"]),
        ("pca_coupling", ["g", "g_err"]),
        ("coarse_graining", ["free_energy", "free_energy_err", "correlation_time", "correlation_time_err"]),
        ("pca_spectrum", ["mp_quantile"]),
        ("bin_width_scan", ["shuffled", "shuffled_err"]),
        ("pca_spectrum", ["eigenvalue_err", "eigenvalue_cleaned"]),
        ("ising_thermodynamics", ["correlation_length", "correlation_length_err", "energy_err"]),
        ("fig6_moment_flow", ["kurtosis_median_err"]),
        ("dbn_training", ["localized_fraction", "pseudo_log_likelihood", "pseudo_log_likelihood_err"]),
        ("dbm_training", ["bound_gap", "bound_gap_err", "unnormalized_bound_err"]),
        ("dbn_reconstruction", ["block_error", "block_error_err", "block_side", "binary_error_err"]),
        ("rbm_likelihood", ["gain_over_rbm", "gain_over_dbn_err", "divergence_per_site_err"]),
        ("rbm_thermodynamics", ["correlation_length", "specific_heat_err", "energy_temperature_low"]),
        ("rbm_flow", ["magnetization_temperature"]),
        ("tensor_rg", ["central_charge_deviation", "delta_sigma_deviation"]),
        ("mera", ["delta_epsilon_deviation"]),
        ("fisher_spectra", ["exponent", "predicted_exponent"]),
        ("intensive_embedding", ["distance", "nearest_coupling"]),
        ("network_temperature", ["energy_variance_exact"]),
        ("canonical_dimension", ["quartic", "sextic_err", "quartic_noise", "quartic_noise_exact"]),
        ("detection_power", ["envelope", "gain_over_largest_low"]),
        ("rbm_thermodynamics", ["energy_temperature", "energy_temperature_low", "energy_temperature_high"]),
    ],
)
def test_numbers_that_are_not_defined_are_left_out(name, missing, drawn_from_one, minimal_tables, tmp_path):
    table = CATALOGUE[name].tables[0]
    holes = minimal_tables[table].assign(**dict.fromkeys(missing, np.nan))
    figure = draw_figure(name, {**minimal_tables, table: holes})
    assert n_drawn(figure) < n_drawn(drawn_from_one(name))
    save_figure(figure, [tmp_path / "figure.png"])


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


def test_an_exact_length_that_diverges_does_not_set_the_axis(larger_tables):
    exact = larger_tables["ising_exact"]
    near = exact["correlation_length"].mask(exact["correlation_length"] > 20, 2e6)
    assert (near > 1e6).any()
    tables = {**larger_tables, "ising_exact": exact.assign(correlation_length=near)}
    figure = draw_figure("block_size_vs_temperature", tables)
    assert figure.axes[0].get_ylim()[1] < 20


def test_a_figure_looks_the_same_whatever_the_reader_has_set(minimal_tables, tmp_path):
    paths = [tmp_path / name for name in ("plain.svg", "odd.svg")]
    save_figure(draw_figure("pca_spectrum", minimal_tables), paths[:1])
    with matplotlib.rc_context({"font.size": 20, "svg.hashsalt": "other", "axes.grid": True}):
        save_figure(draw_figure("pca_spectrum", minimal_tables), paths[1:])
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_the_layout_is_computed_once_and_rounded(minimal_tables, tmp_path):
    figure = draw_figure("fig4_receptive_fields", minimal_tables)
    save_figure(figure, [tmp_path / "figure.png"])
    places = np.array([ax.get_position(original=True).get_points() for ax in figure.axes])
    assert np.array_equal(places, np.round(places, 6))
    save_figure(figure, [tmp_path / "figure.svg"])
    assert np.array_equal(places, [ax.get_position(original=True).get_points() for ax in figure.axes])


def test_an_unknown_figure_and_a_missing_table_are_named(minimal_tables):
    with pytest.raises(ValueError, match="fig6_moment_flow"):
        draw_figure("fig6", minimal_tables)
    with pytest.raises(ValueError, match="missing landau_fixed_points"):
        draw_figure("landau_flow", {"landau_flow": minimal_tables["landau_flow"]})


def test_every_figure_of_the_catalogue_has_a_category_and_a_caption():
    assert all(entry.tables and entry.category and entry.title for entry in CATALOGUE.values())
    assert {path.stem for path in REPORT.glob("*.rst")} == set(FIGURES)


@pytest.mark.parametrize("name", ["tensor_rg", "mera"])
def test_tensors_away_from_the_critical_point_are_drawn_without_critical_data(name, minimal_tables, tmp_path):
    away = {
        table: minimal_tables[table].assign(relative_temperature=0.9, method="hotrg")
        for table in ("tensor_rg", "tensor_spectra")
    }
    rows = away["tensor_rg"].drop_duplicates(["method", "relative_temperature", "bond_dimension"])
    figure = draw_figure(name, {**minimal_tables, **away, "tensor_rg": rows})
    save_figure(figure, [tmp_path / "figure.png"])
    assert n_drawn(figure) < n_drawn(draw_figure(name, minimal_tables))


def test_drawing_leaves_the_tables_alone(minimal_tables, drawn_from_one):
    for name in FIGURES:
        drawn_from_one(name)
        seen(name, minimal_tables)
    for name, frame in made_from_one().items():
        assert_frame_equal(minimal_tables[name], frame)


def test_a_layer_without_a_localized_unit_says_so(minimal_tables):
    nothing = dict.fromkeys(["block_size", "block_size_low", "block_size_high"], np.nan)
    tables = {**minimal_tables, "block_size": minimal_tables["block_size"].assign(**nothing)}
    figure = draw_figure("block_size_vs_temperature", tables)
    assert [text.get_text() for text in figure.axes[0].texts] == ["no localized unit"]


def test_no_exact_exponent_is_drawn_where_the_temperature_is_not_critical(larger_tables):
    rows = larger_tables["mcrg"]
    near, far = (
        [line.get_label() for ax in draw_figure("mcrg", {"mcrg": table}).axes for line in ax.lines]
        for table in (rows, rows.assign(exponent_exact=float("nan")))
    )
    assert any(label.startswith("exact") for label in near)
    assert not any(label.startswith("exact") for label in far)


def test_approximations_have_a_measured_point_beside_them_only_at_the_critical_temperature(larger_tables):
    far = larger_tables["mcrg"].assign(exponent_exact=float("nan"))
    near, away = (
        [label for ax in draw_figure("vrg_exponents", tables).axes for label in labels_of(ax)]
        for tables in (larger_tables, {**larger_tables, "mcrg": far})
    )
    assert "measured" in near
    assert "measured" not in away


def test_a_ring_without_a_localized_field_has_panels_that_say_so(minimal_tables, tmp_path):
    none = minimal_tables["ring_block_size"].assign(fwhm=np.nan)
    figure = draw_figure("block_size_controls", {**minimal_tables, "ring_block_size": none})
    said = [ax for ax in figure.axes if "no field is localized" in [text.get_text() for text in ax.texts]]
    assert [ax.get_title(loc="left")[:3] for ax in said] == ["(b)", "(c)"]
    save_figure(figure, [tmp_path / "figure.png"])


def test_known_exponents_are_written_beside_their_marks(minimal_tables):
    rows = minimal_tables["landau_exponents"]
    rows = rows[rows["dimension"] == rows["dimension"].min()]
    plane = rows.assign(dimension=2.0, known=1.0, source="exact")
    space = rows.assign(dimension=3.0, known=0.629971, source="arXiv:1603.04436")
    tables = {**minimal_tables, "landau_exponents": pd.concat([plane, space], ignore_index=True)}
    (ax,) = [ax for ax in draw_figure("landau_flow", tables).axes if "exponent" in ax.get_title(loc="left")]
    assert [text.get_text() for text in ax.texts] == ["1", "0.62997"]
    known = {line.get_label(): line.get_xydata().tolist() for line in ax.lines}
    assert known["exact"] == [[2.0, 1.0]]
    assert known["best known"] == [[3.0, 0.629971]]


def test_widths_stand_at_their_correlation_length_and_at_the_sites_per_unit(larger_tables):
    sizes = larger_tables["block_size"]
    layer, n_hidden = sizes[["layer", "n_hidden"]].iloc[0]
    widths = sizes[(sizes["measure"] == "fwhm") & (sizes["layer"] == layer) & (sizes["n_hidden"] == n_hidden)]
    widths = widths[np.isfinite(widths["block_size"])]
    figure = draw_figure("block_size_vs_temperature", larger_tables)
    panels = {ax.get_title(loc="left")[4:]: ax for ax in figure.axes}

    def points(title):
        lines = [line for line in panels[title].lines if line.get_label().startswith(f"layer {layer:.0f}, ")]
        return np.concatenate([line.get_xydata() for line in lines])

    wanted = np.column_stack([widths["correlation_length_exact"].clip(upper=100), widths["block_size"]])
    found = points("width and correlation length")
    assert np.allclose(sorted(map(tuple, found)), sorted(map(tuple, wanted)))
    n_sites = larger_tables["dbn_training"].query("layer == 1")["n_visible"].iloc[0]
    assert points("width and sites per unit")[:, 0].mean() == pytest.approx(np.sqrt(n_sites / n_hidden))
