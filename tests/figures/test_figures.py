"""Every figure draws from little and from much, labels its axes, shows its errors and never changes."""

from pathlib import Path

import matplotlib
import numpy as np
import pytest
from matplotlib.collections import LineCollection
from matplotlib.container import ErrorbarContainer
from matplotlib.text import Text
from pandas.testing import assert_frame_equal

from rgcore.figures import draw_figure
from rgcore.report.catalogue import CATALOGUE
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
    "window_scan",
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
        ("window_scan", ["kurtosis_median", "kurtosis_median_err"]),
        ("window_scan", ["jensen_shannon_gaussian", "jensen_shannon_gaussian_high"]),
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
