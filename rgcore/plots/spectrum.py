"""The spectrum of samples beside that of noise, on axes of a notebook."""

from collections.abc import Iterator

import numpy as np
from matplotlib.axes import Axes

from rgcore.figures.components.pca_spectrum import draw_spectrum, legend_handles
from rgcore.figures.kit.style import styled
from rgcore.pcarg.spectra.spectrum_analysis import analyse_spectra
from rgcore.pcarg.spectra.spectrum_table import spectrum_table
from rgcore.plots.given_axes import checked_axes, new_axes
from rgcore.series.moments import sample_moments
from rgcore.series.samples import Samples, as_samples

__all__ = ["plot_spectrum"]


def plot_spectrum(samples: np.ndarray | Samples | Iterator[np.ndarray], *, ax: Axes | None = None) -> Axes:
    """Draw the eigenvalues of covariance and correlation matrix by rank, in units of their means.

    Full marks are above the edge of the Marchenko-Pastur distribution that is fitted to the bulk, lines the eigenvalues
    in samples that did not define the modes; bars are one standard error. The numbers are those of
    :func:`rgcore.pcarg.spectrum_table`.

    Parameters
    ----------
    samples : (n_samples, n_variables) array, or blocks of such
        Whatever :func:`rgcore.series.as_samples` takes; at least 4 samples, no variable constant.
    ax : Axes, optional
        Drawn on; by default those of a new figure.

    Returns
    -------
    Axes

    Raises
    ------
    InputError
        As :func:`rgcore.pcarg.analyse_spectra`; or if ``ax`` are no axes of matplotlib.
    """
    checked_axes(ax)
    samples = as_samples(samples)
    analyses = analyse_spectra(samples, sample_moments(samples))
    with styled():
        ax = draw_spectrum(spectrum_table(analyses, "samples"), new_axes(ax))
        ax.legend(handles=legend_handles(), fontsize=7)
    return ax
