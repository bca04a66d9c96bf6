"""Where to draw: on the axes that were given, or on new ones."""

from matplotlib.axes import Axes

from rgcore.arguments.objects import an_instance

__all__ = ["checked_axes", "new_axes"]


def checked_axes(ax: Axes | None) -> Axes | None:
    """Return axes of matplotlib, or None; InputError if they are something else."""
    if ax is not None:
        an_instance("ax", ax, Axes)
    return ax


def new_axes(ax: Axes | None) -> Axes:
    """Return the axes given, else those of a new figure of pyplot, which a notebook shows."""
    if ax is not None:
        return ax
    from matplotlib import pyplot  # noqa: PLC0415  (it chooses a window system, which nothing else here needs)

    return pyplot.figure(layout="constrained").subplots()
