"""Numbers that are written in figures: in cells, in legends, and units on axes."""

import pytest

from rgcore.figures import draw_figure
from rgcore.figures.kit.observables import LABELS
from rgcore.ising.schemas import ISING_THERMODYNAMICS
from rgcore.selection.names import plain


def test_each_cell_has_the_number_of_its_transformation_and_coupling(larger_tables):
    table = larger_tables["vrg_exactness"].copy()
    table["kl_divergence"] = [0.011 + 0.013 * place for place in range(len(table))]
    table["trace_condition_error"] = 1.0 + table["kl_divergence"].iloc[::-1].to_numpy()
    axes = draw_figure("vrg_exactness", {"vrg_exactness": table}).axes
    names = [label.get_text() for label in axes[0].get_yticklabels()]
    couplings = [label.get_text() for label in axes[1].get_xticklabels()]
    written = {
        (names[round(t.get_position()[1])], couplings[round(t.get_position()[0])]): t for t in axes[1].texts
    }
    for row in table.itertuples():
        text = written[f"{plain(row.transformation)} ({row.size})", f"{row.coupling:.2g}"].get_text()
        assert float(text) == pytest.approx(row.kl_divergence, rel=0.05)  # two digits
    assert len(written) == len(table)


@pytest.mark.parametrize(("title", "exact"), [("thermal", 1.0), ("magnetic", 1.875)])
def test_the_exact_exponent_is_written_in_the_legend(title, exact, minimal_tables):
    (ax,) = [ax for ax in draw_figure("mcrg", minimal_tables).axes if title in ax.get_title(loc="left")]
    assert f"exact, {exact:g}" in ax.get_legend_handles_labels()[1]


def test_areas_are_written_with_their_intervals(minimal_tables):
    scores = minimal_tables["bench_scores"]
    row = scores.query("kind == 'combined' and bins == 'both' and question == 'critical'").iloc[0]
    labels = draw_figure("model_bench", minimal_tables).axes[0].get_legend_handles_labels()[1]
    (found,) = [label for label in labels if label.startswith("criticality")]
    numbers = found.removeprefix("criticality: ").rstrip(")").replace(" (", " to ").split(" to ")
    assert [float(each) for each in numbers] == pytest.approx(
        [row.auc, row.auc_low, row.auc_high], abs=0.0051
    )


@pytest.mark.parametrize("name", LABELS)
def test_axes_of_the_ising_model_have_the_units_of_the_table(name):
    (unit,) = [column.unit for column in ISING_THERMODYNAMICS.columns if column.name == name]
    label = LABELS[name].replace(r"\mathrm{B}", "B").replace("$", "")
    assert "(J" not in label.replace(f"({unit}", "")
    assert "(k_B" not in label.replace(f"({unit}", "")
    assert unit == "1" or f"({unit}" in label
