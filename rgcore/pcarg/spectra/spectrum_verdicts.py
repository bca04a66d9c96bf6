"""What may be concluded from a spectrum: whether it has an exponent, whether its bulk is like noise."""

import pandas as pd

from rgcore.pcarg.spectra.spectral_exponent import POWER_LAW_DISTANCE

__all__ = ["spectrum_verdicts"]

EXPONENTS = ("alpha", "alpha_err", "alpha_cleaned", "alpha_cleaned_err", "alpha_noise")
MISFIT = 5.0  # distances of 1/N; noise of the Marchenko-Pastur distribution has up to 3.5
FEW_SAMPLES = 10  # per variable: half of the spectrum is then within 30 % of where noise alone puts it
FEW_EFFECTIVE = 0.5  # of the samples


def spectrum_verdicts(summary: pd.DataFrame) -> pd.DataFrame:
    """Return ``pca_spectrum_summary`` with its columns of type bool, and without exponents where there are none.

    ``has_exponent`` needs 8 resolved modes, and a range of at least 8 of their ranks, a factor 4 apart, with a
    distance of at most 0.05 from a power law. Where it is false every alpha is NaN.
    """
    exists = (summary["alpha_last_rank"] > 0) & (summary["alpha_distance"] <= POWER_LAW_DISTANCE)
    return summary.assign(
        **{name: summary[name].where(exists) for name in EXPONENTS},
        has_exponent=exists,
        mp_fits=summary["mp_misfit"] * summary["mp_variables"] <= MISFIT,
        few_samples=summary["n_samples"] < FEW_SAMPLES * summary["n_variables"],
        correlated_samples=summary["effective_samples"] < FEW_EFFECTIVE * summary["n_samples"],
    )
