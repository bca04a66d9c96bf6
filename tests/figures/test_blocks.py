"""Figures of block sizes: where points stand, and what is written where no field is localized."""

import numpy as np
import pytest

from rgcore.figures import draw_figure
from rgcore.tables.figure_files import save_figure


def test_an_exact_length_that_diverges_does_not_set_the_axis(larger_tables):
    exact = larger_tables["ising_exact"]
    near = exact["correlation_length"].mask(exact["correlation_length"] > 20, 2e6)
    assert (near > 1e6).any()
    tables = {**larger_tables, "ising_exact": exact.assign(correlation_length=near)}
    figure = draw_figure("block_size_vs_temperature", tables)
    assert figure.axes[0].get_ylim()[1] < 20


def test_a_layer_without_a_localized_unit_says_so(minimal_tables):
    nothing = dict.fromkeys(["block_size", "block_size_low", "block_size_high"], np.nan)
    tables = {**minimal_tables, "block_size": minimal_tables["block_size"].assign(**nothing)}
    figure = draw_figure("block_size_vs_temperature", tables)
    assert [text.get_text() for text in figure.axes[0].texts] == ["no localized unit"]


def test_a_ring_without_a_localized_field_has_panels_that_say_so(minimal_tables, tmp_path):
    none = minimal_tables["ring_block_size"].assign(fwhm=np.nan)
    figure = draw_figure("block_size_controls", {**minimal_tables, "ring_block_size": none})
    said = [ax for ax in figure.axes if "no field is localized" in [text.get_text() for text in ax.texts]]
    assert [ax.get_title(loc="left")[:3] for ax in said] == ["(b)", "(c)"]
    save_figure(figure, [tmp_path / "figure.png"])


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
