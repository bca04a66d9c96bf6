"""The figure of the flow draws whatever nulls the tables hold, each in a panel under the label that the tables give."""

import numpy as np
import pandas as pd
import pytest

from rgcore.figures import draw_figure


def renamed(frame, **columns):
    return frame[frame["source"] == "gaussian"].assign(source="another_null", **columns)


def with_another_null(tables):
    flow, exclusion = tables["pca_flow"], tables["pca_exclusion"]
    another = renamed(exclusion, source_label="another null of a user")
    return {
        **tables,
        "pca_flow": pd.concat([flow, renamed(flow)], ignore_index=True),
        "pca_exclusion": pd.concat([exclusion, another], ignore_index=True),
    }


def panels(figure):
    """Return the visible panels by title, without letter, in one line."""
    shown = [ax for ax in figure.axes if ax.get_visible()]
    return {" ".join(ax.get_title(loc="left").split()[1:]): ax for ax in shown}


def median_of_null(ax):
    (line,) = [line for line in ax.lines if line.get_label() == "null, median"]
    return line.get_ydata()


def test_a_null_that_this_package_does_not_know_has_a_panel_under_its_label(minimal_tables):
    before = panels(draw_figure("fig6_moment_flow", minimal_tables))
    after = panels(draw_figure("fig6_moment_flow", with_another_null(minimal_tables)))
    assert set(after) - set(before) == {"null: another null of a user"}


def test_each_panel_draws_the_null_of_its_title_and_no_other(minimal_tables):
    labels = minimal_tables["pca_exclusion"].set_index("source")["source_label"].to_dict()
    flow = minimal_tables["pca_flow"]
    shown = panels(draw_figure("fig6_moment_flow", minimal_tables))
    nulls = sorted(set(flow["source"]) - {"data"})
    assert len(nulls) >= 3
    for source in nulls:
        rows = flow[(flow["source"] == source) & (flow["dropped_top"] == flow["dropped_top"].min())]
        ax = shown[f"null: {labels[source]}"]
        wanted = [part.sort_values("kept_fraction")["kurtosis_median"] for _, part in rows.groupby("scaling")]
        assert any(np.array_equal(median_of_null(ax), medians) for medians in wanted)


@pytest.mark.parametrize("tables", ["minimal_tables", "larger_tables"])
def test_panels_of_one_row_share_one_axis(tables, request):
    figure = draw_figure("fig6_moment_flow", request.getfixturevalue(tables))
    rows = {}
    for ax in figure.axes:
        if ax.get_visible():
            rows.setdefault(ax.get_subplotspec().rowspan.start, set()).add(ax.get_ylim())
    assert all(len(limits) == 1 for limits in rows.values())
