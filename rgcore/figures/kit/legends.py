"""One legend for several panels."""

from collections.abc import Callable, Iterable

from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure

__all__ = ["legend_below"]


def legend_below(
    figure: Figure | SubFigure,
    axes: Iterable[Axes],
    n_columns: int,
    *,
    order: Callable[[str], object] | None = None,
    place: str = "lower center",
) -> None:
    """Write one legend outside of all panels, each label once, in their order or sorted by ``order``."""
    named = {
        label: handle for ax in axes for handle, label in zip(*ax.get_legend_handles_labels(), strict=True)
    }
    labels = list(named) if order is None else sorted(named, key=order)
    if labels:
        figure.legend([named[label] for label in labels], labels, loc=f"outside {place}", ncols=n_columns)
