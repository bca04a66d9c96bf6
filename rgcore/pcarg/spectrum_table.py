"""The spectrum of a data set as a table, beside what sampling noise alone would give."""

import numpy as np
import pandas as pd

from rgcore.pcarg.moments import SampleMoments
from rgcore.pcarg.spectrum import SCALINGS, marchenko_pastur_edge

__all__ = ["spectrum_table"]


def spectrum_table(moments: SampleMoments, dataset: str) -> pd.DataFrame:
    """Return the eigenvalues of the covariance (with 1/T) and of the correlation matrix of a data set.

    ``mp_edge`` is :func:`rgcore.pcarg.marchenko_pastur_edge` with sigma^2 the mean variance of the variables (trace
    over N; 1 for the correlation). For variables of unequal variance independent noise reaches beyond this edge of
    the covariance; the correlation is the clean comparison.

    Parameters
    ----------
    moments : SampleMoments
        No constant variable.
    dataset : str
        Its name, copied to the table.

    Returns
    -------
    DataFrame
        The columns of the table ``pca_spectrum``; ``rank`` counts from 1.

    Raises
    ------
    InputError
        If a variable is constant.
    """
    return pd.concat([_spectrum(moments, dataset, scaling) for scaling in SCALINGS], ignore_index=True)


def _spectrum(moments: SampleMoments, dataset: str, scaling: str) -> pd.DataFrame:
    matrix = moments.matrix(scaling)
    variances = moments.principal_components(scaling).variances
    n_variables = len(variances)
    edge = marchenko_pastur_edge(float(np.trace(matrix) / n_variables), n_variables, moments.n_samples)
    return pd.DataFrame(
        {
            "dataset": dataset,
            "scaling": scaling,
            "rank": np.arange(1, n_variables + 1),
            "eigenvalue": variances,
            "mp_edge": edge,
            "above_edge": variances > edge,
            "n_variables": n_variables,
            "n_samples": moments.n_samples,
        }
    )
