"""Every figure draws from little and from much, labels its axes, shows its errors and never changes."""

import numpy as np
import pytest
from matplotlib.container import ErrorbarContainer
from matplotlib.text import Text

import rgcore.figures
from rgcore.figures import FIGURES, draw_figure
from rgcore.tables.pictures import save_figure

UNITLESS = {"epoch", "principal component (rank)", "rank of the mode", "fraction of modes kept"}
UNITLESS |= {
    r"coupling $K = J/k_\mathrm{B}T$",
    r"dimension $d$ of space",
    r"$1-\langle m^4\rangle/3\langle m^2\rangle^2$",
}
UNITLESS |= {"(measured \N{MINUS SIGN} exact) / standard error"}
WITH_ERRORS = {
    "fig3_pca_gaussian",
    "fig6_moment_flow",
    "ising_thermodynamics",
    "block_size_vs_temperature",
    "pca_coupling",
}


def drawn_axes(figure):
    return [ax for ax in figure.axes if ax.get_visible() and ax.axison]


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("amount", ["minimal_tables", "larger_tables"])
def test_every_figure_is_drawn_from_little_and_from_much(name, amount, request, tmp_path):
    figure = draw_figure(name, request.getfixturevalue(amount))
    save_figure(figure, [tmp_path / f"{name}.png"])
    assert (tmp_path / f"{name}.png").stat().st_size > 5_000


@pytest.mark.parametrize("name", FIGURES)
def test_drawing_changes_no_table(name, minimal_tables):
    before = {key: frame.copy(deep=True) for key, frame in minimal_tables.items()}
    draw_figure(name, minimal_tables)
    for key, frame in minimal_tables.items():
        assert list(frame.columns) == list(before[key].columns)
        assert len(frame) == len(before[key])


@pytest.mark.parametrize("name", FIGURES)
def test_labels_of_axes_carry_units(name, larger_tables):
    for ax in drawn_axes(draw_figure(name, larger_tables)):
        labels = {ax.get_xlabel(), ax.get_ylabel()} - {""}
        assert all(label in UNITLESS or "(" in label or label.startswith("weight /") for label in labels), (
            labels
        )


@pytest.mark.parametrize("name", set(FIGURES) - {"fig2_rbm_and_dbm", "fig5_transformations"})
def test_every_figure_with_axes_names_both(name, minimal_tables):
    axes = drawn_axes(draw_figure(name, minimal_tables))
    assert any(ax.get_ylabel() for ax in axes)
    assert name == "fig4_receptive_fields" or any(ax.get_xlabel() for ax in axes)


@pytest.mark.parametrize("name", WITH_ERRORS)
def test_numbers_with_errors_have_error_bars(name, larger_tables):
    containers = [item for ax in drawn_axes(draw_figure(name, larger_tables)) for item in ax.containers]
    bars = [item for item in containers if isinstance(item, ErrorbarContainer) and item.has_yerr]
    assert bars
    assert any(np.ptp(segment[:, 1]) > 0 for bar in bars for segment in bar.lines[2][0].get_segments())


@pytest.mark.parametrize("name", FIGURES)
def test_no_text_is_smaller_than_seven_points(name, larger_tables):
    sizes = [
        text.get_fontsize() for text in draw_figure(name, larger_tables).findobj(Text) if text.get_text()
    ]
    assert min(sizes) >= 7


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_drawn_twice_has_the_same_bytes(name, minimal_tables, tmp_path):
    for ending in ("svg", "pdf", "png"):
        paths = [tmp_path / f"{number}.{ending}" for number in (1, 2)]
        for path in paths:
            save_figure(draw_figure(name, minimal_tables), [path])
        assert paths[0].read_bytes() == paths[1].read_bytes()


def test_a_figure_looks_the_same_whatever_the_reader_has_set(minimal_tables, tmp_path):
    import matplotlib  # noqa: PLC0415

    paths = [tmp_path / name for name in ("plain.svg", "odd.svg")]
    save_figure(draw_figure("pca_spectrum", minimal_tables), paths[:1])
    with matplotlib.rc_context({"font.size": 20, "svg.hashsalt": "other", "lines.linewidth": 9}):
        save_figure(draw_figure("pca_spectrum", minimal_tables), paths[1:])
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_an_unknown_figure_and_a_missing_table_are_named(minimal_tables):
    with pytest.raises(ValueError, match="fig6_moment_flow"):
        draw_figure("fig6", minimal_tables)
    with pytest.raises(ValueError, match="missing landau_fixed_points"):
        draw_figure("landau_flow", {"landau_flow": minimal_tables["landau_flow"]})


def test_every_module_of_the_catalogue_is_there():
    assert set(rgcore.figures.__all__) == {"FIGURES", "caption", "draw_figure"}
    assert len(FIGURES) == 12
