"""The figure of the flow draws whatever nulls the tables hold, under the labels that the tables give."""

import pandas as pd

from rgcore.figures import draw_figure


def renamed(frame, **columns):
    return frame[frame["source"] == "gaussian"].assign(source="another_null", **columns)


def test_a_null_that_this_package_does_not_know_is_drawn_under_its_label(minimal_tables):
    flow, exclusion = minimal_tables["pca_flow"], minimal_tables["pca_exclusion"]
    more = {
        "pca_flow": pd.concat([flow, renamed(flow)], ignore_index=True),
        "pca_exclusion": pd.concat(
            [exclusion, renamed(exclusion, source_label="another null of a user")], ignore_index=True
        ),
    }
    figure = draw_figure("fig6_moment_flow", {**minimal_tables, **more})
    labels = [text.get_text() for text in figure.legends[0].get_texts()]
    assert "null: another null of a user" in labels
    lines = [line for line in figure.axes[0].lines if line.get_label().startswith("null:")]
    looks = {(line.get_color(), line.get_linestyle()) for line in lines}
    assert len(lines) == len(looks) == 5


def test_a_null_looks_the_same_whichever_others_are_drawn(minimal_tables):
    def colours(exclusion):
        figure = draw_figure("fig6_moment_flow", {**minimal_tables, "pca_exclusion": exclusion})
        return {
            line.get_label(): line.get_color()
            for ax in figure.axes
            for line in ax.lines
            if "null" in line.get_label()
        }

    exclusion = minimal_tables["pca_exclusion"]
    all_of_them, fewer = colours(exclusion), colours(exclusion[exclusion["source"] != "elliptical"])
    assert len(fewer) >= 1
    assert fewer.items() < all_of_them.items()
