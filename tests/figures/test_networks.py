"""Figures of trained networks show what is a bound, what is unreliable and what leaves the panel."""

import numpy as np
import pytest

from rgcore.figures import draw_figure
from rgcore.figures.kit.scales import is_wide
from rgcore.figures.kit.style import new_figure
from rgcore.figures.networks import rbm_likelihood
from rgcore.words import seen

from ..example_tables.trained_networks import joint_training
from ..example_tables.training import training


def labelled(ax, label):
    """Return the marks of the series of this label."""
    return [bar[0] for bar in ax.containers if bar.get_label() == label]


def crosses(ax):
    return sum(len(line.get_xdata()) for line in ax.lines if line.get_marker() == "x")


def test_bounds_are_open_marks_and_likelihoods_full_ones(larger_tables):
    ax = draw_figure("rbm_likelihood", larger_tables).axes[0]
    assert labelled(ax, "RBM")[0].get_markerfacecolor() != "white"
    for name in ("DBN, 2 layers (bound)", "DBM, 2 layers (bound)"):
        assert labelled(ax, name)[0].get_markerfacecolor() == "white"


@pytest.mark.parametrize(("reliable", "crossed"), [(False, (2, 1, 1)), (True, (0, 0, 0))])
def test_unreliable_points_are_crossed_out_in_every_panel(minimal_tables, reliable, crossed):
    rows = minimal_tables["rbm_likelihood"]
    verdicts = ("reliable", "gain_over_rbm_reliable", "gain_over_dbn_reliable")
    tables = {**minimal_tables, "rbm_likelihood": rows.assign(**dict.fromkeys(verdicts, reliable))}
    assert tuple(crosses(ax) for ax in draw_figure("rbm_likelihood", tables).axes[:3]) == crossed


def test_gains_are_those_of_the_table_with_their_errors(larger_tables):
    for column, name, gain in (
        ("gain_over_rbm", "DBN, 2 layers (bound)", -0.3),
        ("gain_over_dbn", "DBM, 2 layers (bound)", -3.5),
    ):
        ax = new_figure(3, 3).subplots()
        rbm_likelihood.draw_gain(larger_tables["rbm_likelihood"], ax, column)
        assert np.allclose(labelled(ax, name)[0].get_ydata(), gain)
        bars = next(bar for bar in ax.containers if bar.get_label() == name).lines[2][0]
        assert np.allclose([np.ptp(bar[:, 1]) for bar in bars.get_segments()], 2 * 0.2)


def test_of_an_rbm_alone_there_is_no_gain_to_draw(minimal_tables):
    rows = minimal_tables["rbm_likelihood"]
    single = rows[rows["model"] == "dbn"].query("n_layers == 1")
    tables = {**minimal_tables, "rbm_likelihood": single}
    assert not draw_figure("rbm_likelihood", tables).axes[1].containers
    assert "above that of the RBM" not in seen("rbm_likelihood", tables)


def test_a_temperature_that_is_not_finite_stands_at_the_edge_of_the_panel(larger_tables):
    rows = larger_tables["rbm_thermodynamics"]
    found = rows["energy_temperature"].to_numpy().copy()
    found[0], found[1] = np.inf, np.nan
    low, high = (
        rows["energy_temperature_low"].to_numpy().copy(),
        rows["energy_temperature_high"].to_numpy().copy(),
    )
    low[1], high[0] = np.nan, np.inf
    changed = rows.assign(energy_temperature=found, energy_temperature_low=low, energy_temperature_high=high)
    axes = draw_figure("rbm_thermodynamics", {**larger_tables, "rbm_thermodynamics": changed}).axes
    for ax in (axes[2], axes[5]):
        edges = [line.get_ydata()[0] for line in ax.lines if line.get_transform() == ax.get_xaxis_transform()]
        marks = [y for y in edges if y in (0.02, 0.98)]
        assert sorted(marks) == [0.02, 0.98]
        assert ax.get_ylim()[1] < 100


@pytest.mark.parametrize(("factor", "scale"), [(1.0, "linear"), (100.0, "log")])
def test_a_specific_heat_far_off_makes_the_axis_logarithmic(larger_tables, factor, scale):
    rows = larger_tables["rbm_thermodynamics"]
    heat = rows["specific_heat"] * np.where(rows["layer"] == 3, factor, 1.0)
    tables = {**larger_tables, "rbm_thermodynamics": rows.assign(specific_heat=heat)}
    ax = draw_figure("rbm_thermodynamics", tables).axes[3]
    assert ax.get_title(loc="left") == "(d) specific heat"
    assert ax.get_yscale() == scale
    assert ax.get_ylim()[1] > heat.max()


def test_only_the_lattice_of_the_same_side_is_drawn_behind(larger_tables):
    ax = draw_figure("rbm_thermodynamics", larger_tables).axes[0]
    assert len(labelled(ax, "training data")) == 1
    assert len(labelled(ax, "training data")[0].get_ydata()) == 9


def test_layers_without_square_blocks_of_their_number_say_so(larger_tables):
    axes = draw_figure("dbn_reconstruction", larger_tables).axes
    said = [[text.get_text() for text in ax.texts] for ax in axes]
    assert said == [[], ["no square blocks\nof this number"], ["no square blocks\nof this number"]]


@pytest.mark.parametrize("n_layers", [1, 2, 3])
def test_weights_of_each_layer_have_a_panel(n_layers, minimal_tables):
    layers = range(1, n_layers + 1)
    history = joint_training([2.0, 2.5], (1, 2), layers)
    figure = draw_figure("dbm_training", {**minimal_tables, "dbm_training": history})
    titles = [ax.get_title(loc="left") for ax in figure.axes if ax.get_visible()]
    assert [title[4:] for title in titles if "weights" in title] == [
        f"weights below layer {n}" for n in layers
    ]


def test_the_bound_is_drawn_as_its_change_since_the_first_epoch(minimal_tables):
    history = joint_training([2.0, 2.5], (1,), (1,))
    ax = draw_figure("dbm_training", {**minimal_tables, "dbm_training": history}).axes[1]
    firsts = [line.get_ydata()[0] for line in ax.lines if len(line.get_xdata()) == 20]
    assert firsts == [0.0, 0.0]


def test_epochs_without_a_localized_fraction_are_bridged(minimal_tables):
    rows = training([2.5])
    ax = draw_figure("dbn_training", {**minimal_tables, "dbn_training": rows}).axes[8]
    localized = next(line for line in ax.lines if line.get_marker() == "o")
    assert np.isfinite(localized.get_ydata()).all()
    assert len(localized.get_xdata()) == rows.loc[rows["layer"] == 1, "localized_fraction"].notna().sum()


@pytest.mark.parametrize("name", ["dbn_training", "dbm_training"])
def test_training_is_drawn_at_four_temperatures_that_can_be_told_apart_in_grey(name, minimal_tables):
    temperatures = [1.9, 2.1, 2.2, 2.3, 2.36, 2.6, 3.4]  # T_c is 2.269
    histories = {
        "dbn_training": training(temperatures),
        "dbm_training": joint_training(temperatures, (1, 2), (1, 2)),
    }
    figure = draw_figure(name, {**minimal_tables, name: histories[name]})
    labels = [text.get_text() for text in figure.legends[0].get_texts()]
    assert [label[3:].split("\\,")[0] for label in labels if label.startswith("$T=")] == [
        "1.9",
        "2.2",
        "2.36",
        "3.4",
    ]
    lines = [line for line in figure.axes[0].lines if len(line.get_xdata()) == 20]
    assert len(lines) == 4 * histories[name]["replica"].nunique()
    assert len({(line.get_marker(), line.get_linestyle()) for line in lines}) == 4


def test_numbers_are_wide_when_they_differ_more_than_thirtyfold():
    assert is_wide([1.0, 31.0])
    assert not is_wide([1.0, 29.0])
    assert not is_wide([0.0, -1.0, np.nan, np.inf, 5.0])
    assert not is_wide([])


def test_a_correlation_length_that_is_not_resolved_from_zero_is_drawn_as_an_upper_limit(larger_tables):
    rows = larger_tables["rbm_thermodynamics"]
    first = np.arange(len(rows)) == 0
    length = rows["correlation_length"].mask(first, 0.1)
    changed = rows.assign(
        correlation_length=length, correlation_length_err=rows["correlation_length_err"].mask(first, 0.3)
    )
    ax = draw_figure("rbm_thermodynamics", {**larger_tables, "rbm_thermodynamics": changed}).axes[4]
    limits = [line for line in ax.lines if line.get_label() == "upper limit, not resolved from 0"]
    assert [list(line.get_ydata()) for line in limits] == [[pytest.approx(0.1 + 2 * 0.3)]]
    with_bars = [y for bar in ax.containers for y in bar[0].get_ydata()]
    assert 0.1 not in with_bars
    assert len(with_bars) == len(rows) + len(labelled(ax, "training data")[0].get_ydata()) - 1
