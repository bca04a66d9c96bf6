"""The exponent alpha of principal components, read from Fisher spectra and from the spectra of data sets.

Principal components have eigenvalues lambda of K = C^-1, the inverse covariance. Of a normal distribution whose means
are the parameters the Fisher metric **is** K: the two spectra are one, and the estimator of alpha, which takes
variances 1/lambda, can be fed with the eigenvalues of any metric. Its softest modes are the sloppiest directions.

A spectrum uniform in ln(lambda), c per mode, has n = (ln lambda)/c modes below lambda: n is no power of lambda, and the
slope d ln n / d ln lambda = 1/(c n) falls to 0 with the number n of modes. One uniform in lambda has alpha = 1.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from rgcore.arguments.objects import a_table, columns_of_numbers
from rgcore.information.fisher_metric import family_metric, fisher_spectrum
from rgcore.information.pair_models import enumerated_statistics, nearest_neighbour_model
from rgcore.information.predictions.exponentials import decay_factors, exponential_eigenvalues
from rgcore.information.predictions.hopping import hopping_jacobian
from rgcore.information.predictions.model_spectrum import spectrum_of_jacobian
from rgcore.information.schemas import SLOPPY_ALPHA
from rgcore.ising.exact_results.critical_point import CRITICAL_COUPLING
from rgcore.pcarg.coupling.coupling_fixed_points import fixed_point_coupling
from rgcore.pcarg.coupling.relevance import coupling_growth
from rgcore.pcarg.spectra.spectral_exponent import (
    POWER_LAW_DISTANCE,
    exponent_between,
    exponent_range,
    exponents_of_ranges,
    power_law_distance,
    spectral_exponent,
)

__all__ = ["alpha_of_eigenvalues", "sloppy_alpha_table"]

N_EXPONENTIALS, N_RATES, N_STEPS = 13, 15, 16  # the estimator takes no eigenvalues more than 15 decades apart
_FEWEST = 8  # modes of an exponent
_RESOLVED = 1e-12  # of the largest eigenvalue


def sloppy_alpha_table(spectra: pd.DataFrame, summaries: pd.DataFrame) -> pd.DataFrame:
    """Return the table ``sloppy_alpha``: the same estimator for Fisher spectra and for the spectra of data sets.

    Parameters
    ----------
    spectra, summaries : DataFrame
        The tables ``pca_spectrum`` and ``pca_spectrum_summary``; only the modes that noise does not explain are used.

    Raises
    ------
    InputError
        If a table lacks columns or rows.
    """
    a_table("spectra", spectra, ("dataset", "scaling", "rank", "eigenvalue"))
    a_table("summaries", summaries, ("dataset", "scaling", "n_above_edge", "n_reproduced", "alpha_err"))
    columns_of_numbers("spectra", spectra, ("rank", "eigenvalue"))
    columns_of_numbers("summaries", summaries, ("n_above_edge", "n_reproduced", "alpha_err"))
    rows = [*_of_models(), *_of_data(spectra, summaries)]
    return pd.DataFrame(rows)[SLOPPY_ALPHA.names]


def alpha_of_eigenvalues(eigenvalues: np.ndarray) -> dict[str, object]:
    """Return what the estimator of alpha, and with it the recursion of the coupling, makes of eigenvalues of K.

    Parameters
    ----------
    eigenvalues : (n,) float array, ascending, positive
    """
    variances = 1 / eigenvalues
    n = len(variances)
    spacing = float(np.log10(eigenvalues[-1] / eigenvalues[0]) / (n - 1))
    found = {"n_eigenvalues": n, "decades_per_mode": spacing, "uniform_in_log": _distance_in_log(eigenvalues)}
    ranks = exponent_range(variances, n)
    if ranks is None:
        return (
            found
            | dict.fromkeys(_OF_EXPONENT, np.nan)
            | {"first_rank": 0, "last_rank": 0, "has_exponent": False}
        )
    least, largest = exponents_of_ranges(variances, n)
    distance, running = power_law_distance(variances, *ranks), spectral_exponent(variances, n)
    return found | {
        "first_rank": ranks[0],
        "last_rank": ranks[1],
        "alpha": exponent_between(variances, *ranks),
        "alpha_least": least,
        "alpha_largest": largest,
        "alpha_distance": distance,
        "has_exponent": bool(distance <= POWER_LAW_DISTANCE),
        "alpha_of_half": spectral_exponent(variances, n // 2),
        "alpha_of_all": running,
        "fixed_point_coupling": float(fixed_point_coupling(running)),
        "growth_quartic": float(coupling_growth(4, running)),
        "growth_sextic": float(coupling_growth(6, running)),
    }


_OF_EXPONENT = (
    "alpha",
    "alpha_least",
    "alpha_largest",
    "alpha_distance",
    "alpha_of_half",
    "alpha_of_all",
    "fixed_point_coupling",
    "growth_quartic",
    "growth_sextic",
)


def _distance_in_log(eigenvalues: np.ndarray) -> float:
    """Return the largest distance of the number of modes below lambda from a line in ln(lambda), per mode."""
    n = len(eigenvalues)
    share = np.log(eigenvalues / eigenvalues[0]) / np.log(eigenvalues[-1] / eigenvalues[0])
    return float(np.abs(share * (n - 1) - np.arange(n)).max() / n)


def _of_models() -> Iterator[dict]:
    rates = np.full(N_RATES, 1 / N_RATES)
    statistics = enumerated_statistics(4)
    critical = nearest_neighbour_model(statistics, CRITICAL_COUPLING)
    spectra = {
        "uniform_in_lambda": np.arange(0.5, 40),
        "uniform_in_logarithm": 10.0 ** (np.arange(40) / 4),
        "exponentials": exponential_eigenvalues(decay_factors(N_EXPONENTIALS, 1)),
        "hopping": spectrum_of_jacobian(hopping_jacobian(rates, N_STEPS)).eigenvalues,
        "ising_4x4": fisher_spectrum(family_metric(critical, statistics)).eigenvalues,
    }
    for name, values in spectra.items():
        floor = 0.0 if name == "exponentials" else _RESOLVED * values.max()
        kept = np.sort(values[values > floor])
        yield {
            "source": "model",
            "name": name,
            "scaling": "none",
            "alpha_err": 0.0,
            **alpha_of_eigenvalues(kept),
        }


def _of_data(spectra: pd.DataFrame, summaries: pd.DataFrame) -> Iterator[dict]:
    for row in summaries.itertuples():
        n_resolved = min(row.n_above_edge, row.n_reproduced)
        chosen = spectra[(spectra["dataset"] == row.dataset) & (spectra["scaling"] == row.scaling)]
        variances = chosen.sort_values("rank")["eigenvalue"].to_numpy()[:n_resolved]
        if not _FEWEST <= n_resolved <= len(variances):
            continue
        place = {"source": "data", "name": row.dataset, "scaling": row.scaling, "alpha_err": row.alpha_err}
        yield place | alpha_of_eigenvalues(1 / variances)
