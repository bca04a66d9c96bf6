"""The kurtosis of samples as modes are removed, on axes of a notebook."""

from collections.abc import Iterator, Sequence

import numpy as np
from matplotlib.axes import Axes

from rgcore.figures.components.fig6_moment_flow import draw_data
from rgcore.figures.kit.style import plain_log_ticks, styled
from rgcore.pcarg.flow.moment_flow import moment_flow
from rgcore.plots.given_axes import checked_axes, new_axes
from rgcore.series.samples import Samples

__all__ = ["plot_moment_flow"]


def plot_moment_flow(
    samples: np.ndarray | Samples | Iterator[np.ndarray],
    kept: Sequence[float] = (1.0, 0.5, 0.25, 0.125, 0.0625),
    *,
    dropped_top: float = 0,
    scaling: str = "covariance",
    ax: Axes | None = None,
) -> Axes:
    """Draw the median kurtosis over the variables against the fraction of modes kept.

    Bars are one standard error, the band holds the quartiles of the variables; a Gaussian has 3. The numbers are those
    of :func:`rgcore.pcarg.moment_flow`.

    Parameters
    ----------
    samples, kept, dropped_top, scaling
        As of :func:`rgcore.pcarg.moment_flow`.
    ax : Axes, optional
        Drawn on; by default those of a new figure.

    Returns
    -------
    Axes

    Raises
    ------
    InputError
        As :func:`rgcore.pcarg.moment_flow`; or if ``ax`` are no axes of matplotlib.
    """
    checked_axes(ax)
    flow = moment_flow(samples, kept, dropped_top=dropped_top, scaling=scaling)
    with styled():
        ax = draw_data(flow, new_axes(ax))
        plain_log_ticks(ax.xaxis)
        plain_log_ticks(ax.yaxis)
        ax.set_xlabel("modes kept (fraction)")
        ax.set_ylabel("kurtosis (dimensionless)")
        ax.legend()
    return ax
