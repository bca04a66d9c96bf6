"""Plots of a user's own arrays, for notebooks: computed, drawn on given axes in the look of the figures, and returned.

The figures of a run are drawn from its tables instead (:func:`rgcore.figures.draw_figure`).
"""

from typing import TYPE_CHECKING

from rgcore.lazy import import_when_used

if TYPE_CHECKING:
    from rgcore.plots.moment_flow import plot_moment_flow
    from rgcore.plots.receptive_fields import plot_receptive_fields
    from rgcore.plots.spectrum import plot_spectrum

__all__ = ["plot_moment_flow", "plot_receptive_fields", "plot_spectrum"]

import_when_used(__name__)
