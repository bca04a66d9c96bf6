"""Essay figure 2: a restricted Boltzmann machine, the deep one, and the stack that is trained here."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pandas import DataFrame

from rgcore.figures.kit.networks import draw_network, stack_sizes
from rgcore.figures.kit.style import DOUBLE_COLUMN, name_panel, new_figure, styled
from rgcore.words.wording import count, listing, number

__all__ = ["draw", "draw_boltzmann_machine", "draw_restricted_machine", "draw_stack", "seen"]


@styled()
def draw(tables: Mapping[str, DataFrame]) -> Figure:
    """Draw the machine of the first layer, the deep machine of the essay and the trained stack side by side."""
    training = tables["dbn_training"]
    figure = new_figure(DOUBLE_COLUMN, 1.1 + 0.5 * len(stack_sizes(training)))
    panels = (draw_restricted_machine, draw_boltzmann_machine, draw_stack)
    titles = ("RBM: the first layer", "DBM: all links both ways", "DBN: as trained here")
    for index, (panel, title) in enumerate(zip(panels, titles, strict=True)):
        name_panel(panel(training, figure.add_subplot(1, 3, index + 1)), index, title)
    return figure


def draw_restricted_machine(training: DataFrame, ax: Axes) -> Axes:
    """Draw the visible units and the first hidden layer."""
    return draw_network(stack_sizes(training)[:2], ax, [False])


def draw_boltzmann_machine(training: DataFrame, ax: Axes) -> Axes:
    """Draw the layers with undirected links throughout: one joint energy."""
    sizes = stack_sizes(training)
    return draw_network(sizes, ax, [False] * (len(sizes) - 1))


def draw_stack(training: DataFrame, ax: Axes) -> Axes:
    """Draw the layers as greedy training leaves them: the top pair undirected, arrows down below it."""
    sizes = stack_sizes(training)
    return draw_network(sizes, ax, [True] * (len(sizes) - 2) + [False])


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Say which layers the stack has and how much each one shrinks."""
    sizes = stack_sizes(tables["dbn_training"])
    weights = sum(below * above for below, above in pairwise(sizes))
    return (
        f"The stack has {count(len(sizes) - 1, 'hidden layer')} over {count(sizes[0], 'visible unit')}, with "
        f"{listing(map(str, sizes[1:]))} units: ratios of {listing(_ratios(sizes))} and {weights} weights in all."
    )


def _ratios(sizes: Sequence[int]) -> list[str]:
    return [number(below / above) for below, above in pairwise(sizes)]
