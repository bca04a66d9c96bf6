"""Essay figure 2: a restricted Boltzmann machine, the deep one, and the stack that is trained here."""

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.cards import FigureCard
from rgcore.figures.kit.network_drawing import draw_network
from rgcore.figures.kit.style import DOUBLE_COLUMN, name_panel, new_figure, styled
from rgcore.selection.networks.stacks import stack_sizes

__all__ = ["CARD", "draw"]

CARD = FigureCard(
    tables=("dbn_training",),
    category="Restricted Boltzmann machines",
    title="The networks",
    place=1,
)


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw the RBM of the first layer, the deep Boltzmann machine of the essay and the trained stack side by side."""
    training = tables["dbn_training"]
    figure = new_figure(DOUBLE_COLUMN, 0.7 + 0.6 * len(stack_sizes(training)))
    panels = (draw_rbm, draw_dbm, draw_stack)
    titles = ("RBM: the first layer", "DBM: one joint energy", "DBN: as trained here")
    for index, (panel, title) in enumerate(zip(panels, titles, strict=True)):
        name_panel(panel(training, figure.add_subplot(1, 3, index + 1)), index, title)
    return figure


def draw_rbm(training: DataFrame, ax: Axes) -> Axes:
    """Draw the visible units and the first hidden layer."""
    sizes = stack_sizes(training)
    return draw_network(sizes[:2], ax, [False], n_levels=len(sizes))


def draw_dbm(training: DataFrame, ax: Axes) -> Axes:
    """Draw the layers with undirected links throughout: one joint energy."""
    sizes = stack_sizes(training)
    return draw_network(sizes, ax, [False] * (len(sizes) - 1), n_levels=len(sizes))


def draw_stack(training: DataFrame, ax: Axes) -> Axes:
    """Draw the layers as greedy training leaves them: the top pair acts both ways, those below it only downward."""
    sizes = stack_sizes(training)
    return draw_network(sizes, ax, [True] * (len(sizes) - 2) + [False], n_levels=len(sizes))
