"""One legend for several panels."""

from matplotlib.figure import Figure

from rgcore.figures.kit.legends import legend_below


def panels():
    figure = Figure()
    left, right = figure.subplots(1, 2)
    left.plot([1], [1], label="data")
    left.plot([1], [1], label="exact")
    right.plot([1], [1], label="data")
    right.plot([1], [1], label="bound")
    return figure, (left, right)


def words(figure):
    return [text.get_text() for legend in figure.legends for text in legend.get_texts()]


def test_each_label_is_written_once_in_the_order_of_the_panels():
    figure, axes = panels()
    legend_below(figure, axes, 2)
    assert words(figure) == ["data", "exact", "bound"]


def test_labels_are_sorted_where_that_is_asked_for():
    figure, axes = panels()
    legend_below(figure, axes, 2, order=["bound", "exact", "data"].index)
    assert words(figure) == ["bound", "exact", "data"]


def test_panels_without_labels_have_no_legend():
    figure = Figure()
    legend_below(figure, [figure.subplots()], 2)
    assert not figure.legends
