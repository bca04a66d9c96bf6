"""How large is the quartic coupling of data, and how does it compare with the fixed point of its spectrum?

Conventions. The weight is exp(-H), H = (1/2) phi K phi + (u/4!) sum_i phi_i^4 with covariance C = K^-1 at u = 0;
rho(lambda) is the density of eigenvalues of K, normalized to one per variable: n(lambda) = N int^lambda rho. To
first order in u the connected fourth moment is <phi_i^4>_c = -u sum_j C_ij^4, hence

    kappa_i = 3 - u sum_j C_ij^4 / C_ii^2.

For the field of the kept modes, P phi with the projector P, the sum holds (P C)_ij = C_ij of the kept modes alone:
the same formula with that C gives back the same u. A shell of modes at the cutoff Lambda shifts u by
-(3/2) u^2 rho(Lambda) dLambda / Lambda^2, so that ut = u rho(Lambda) / Lambda is what the flow compares with one:

    d ut / dl = (2 - alpha) ut - (3/2) ut^2 + ...,   ut* = (2/3) (2 - alpha).

The essay writes H = phi K' phi + g sum phi^4, that is K = 2 K', u = 24 g, and with lambda = 2 lambda' the density is
rho = rho'/2: ut = 24 g (rho'/2) / (2 Lambda') = 6 g rho'(Lambda') / Lambda'. The dimensionless coupling of the tables
is therefore, without any unit and the same if all data are multiplied by a number,

    g = g_essay rho'(Lambda') / Lambda' = (u/6) rho(Lambda) / Lambda,   g* = (2 - alpha) / 9.

With n ~ lambda^alpha near the cutoff, rho(Lambda) = alpha n / (N Lambda), and Lambda = 1 / variance of the last mode
kept: g = (u/6) alpha (k/N) variance_k^2.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from rgcore.errors import InputError
from rgcore.pcarg.blocks import block_edges, block_number, median_error
from rgcore.pcarg.exponent import first_rank, spectral_exponent
from rgcore.pcarg.fixed_points import fixed_point_coupling
from rgcore.pcarg.left_out import modes_without_blocks
from rgcore.pcarg.moment_flow import FlowSettings, kurtosis_flows
from rgcore.pcarg.moments import SampleMoments, sample_moments
from rgcore.pcarg.pieces import Blocks, as_blocks
from rgcore.pcarg.projection import cutoff_numbers
from rgcore.pcarg.spectrum import SCALINGS, PrincipalComponents, marchenko_pastur_spectrum
from rgcore.stats.jackknife import jackknife_error

__all__ = ["coupling_table", "first_order_coupling"]


def first_order_coupling(kurtosis: np.ndarray, covariance: np.ndarray) -> np.ndarray:
    """Return u_i = (3 - kappa_i) C_ii^2 / sum_j C_ij^4, in units of 1/variance^2.

    Right to first order in u; for a single variable the next is -(3/2) u^2 C^2. Negative where the kurtosis
    exceeds 3. A variable without variance gets 0.

    Parameters
    ----------
    kurtosis : (n,) float array
    covariance : (n, n) float array
        Of the same field: of the kept modes if the kurtosis is.

    Returns
    -------
    (n,) float64 array
    """
    square = covariance * covariance
    fourth = np.einsum("ij,ij->i", square, square)
    return (3 - kurtosis) * np.diag(square) / np.where(fourth > 0, fourth, 1.0)


def coupling_table(samples: np.ndarray | Blocks, kept: Sequence[float], *, dataset: str) -> pd.DataFrame:
    """Return the spectral exponent and the dimensionless quartic coupling at every cutoff, in both scalings.

    ``g`` is the median over the variables. Both errors are jackknives over blocks of time: the spectrum, the
    covariance of the kept modes and the moments are formed anew without each block (the moments on the modes of all
    samples). They hold scatter, not the bias of sampling noise: compare ``alpha`` with ``alpha_noise``, which white
    noise of as many variables and independent samples would give, and trust it only where the two differ.
    ``perturbative`` says that the coupling of the flow, |ut| = 6 |g|, is below 1.

    Parameters
    ----------
    samples : (n_samples, n_variables) array, or iterable of such blocks
        Finite, at least 2 variables and 20 samples, no constant variable.
    kept : sequence of float
        Fractions in (0, 1] of the variables; the number of modes is held between 2 and what the samples without a
        block can span, and repeated numbers are merged.
    dataset : str
        Its name, copied to the table.

    Returns
    -------
    DataFrame
        The columns of the table ``pca_coupling``.

    Raises
    ------
    ValueError
        If an argument is out of range; as InputError if fewer than two modes have a variance.
    """
    blocks = as_blocks(samples)
    moments = sample_moments(blocks)
    frames = [_couplings(blocks, moments, kept, scaling) for scaling in SCALINGS]
    table = pd.concat(frames, ignore_index=True)
    table.insert(0, "dataset", dataset)
    return table


def _couplings(samples: Blocks, moments: SampleMoments, kept: Sequence[float], scaling: str) -> pd.DataFrame:
    n_samples, n_variables = moments.n_samples, len(moments.mean)
    modes = moments.principal_components(scaling)
    edges = block_edges(n_samples, block_number(n_samples, moments.correlation_time))
    cutoffs = _cutoffs(modes, kept, edges)
    settings = FlowSettings(kept=tuple(cutoffs / n_variables), scaling=scaling)
    (flow,) = kurtosis_flows(samples, moments, [settings], n_blocks=len(edges) - 1)
    alpha, couplings = _estimates(modes, cutoffs, flow.kurtosis)
    parts = zip(modes_without_blocks(samples, moments, scaling, edges), flow.replicates, strict=True)
    alphas, without = zip(*(_estimates(part, cutoffs, kurtosis) for part, kurtosis in parts), strict=True)
    rows = zip(couplings, np.swapaxes(without, 0, 1), flow.present, strict=True)
    g, g_err = np.array([_median(*row) for row in rows]).T
    noise = marchenko_pastur_spectrum(n_variables, n_samples)
    return pd.DataFrame(
        {
            "scaling": scaling,
            "n_kept": cutoffs,
            "kept_fraction": cutoffs / n_variables,
            "cutoff": 1 / modes.variances[cutoffs - 1],
            "alpha": alpha,
            "alpha_err": jackknife_error(np.array(alphas)),
            "alpha_noise": [spectral_exponent(noise, k) for k in cutoffs],
            "alpha_first_rank": [first_rank(int(k)) for k in cutoffs],
            "g": g,
            "g_err": g_err,
            "g_fixed_point": fixed_point_coupling(alpha),
            "perturbative": np.abs(6 * g) < 1,
        }
    )


def _cutoffs(modes: PrincipalComponents, kept: Sequence[float], edges: np.ndarray) -> np.ndarray:
    """Return the numbers of modes, from 2 to the rank that is left without the longest block of time."""
    highest = min(modes.rank, int(edges[-1] - np.diff(edges).max()) - 1)
    if highest < 2:
        raise InputError(f"a coupling needs two modes that have a variance, got {highest}")
    return np.unique(np.clip(cutoff_numbers(kept, len(modes.variances)), 2, highest))


def _estimates(modes, cutoffs, kurtosis):
    """Return alpha (n_cutoffs,) and g of every variable (n_cutoffs, n_variables) of one spectrum."""
    variances = modes.variances / modes.variances[0]  # g has no unit
    covariance = np.zeros_like(modes.components)
    alphas, couplings, low = [], [], 0
    for row, high in enumerate(cutoffs):
        between = modes.components[:, low:high]
        covariance += (between * variances[low:high]) @ between.T
        low = high
        alphas.append(spectral_exponent(variances, high))
        density = alphas[-1] * high / len(variances) * variances[high - 1] ** 2  # rho / Lambda
        couplings.append(first_order_coupling(kurtosis[row], covariance) / 6 * density)
    return np.array(alphas), np.array(couplings)


def _median(couplings, replicates, present):
    """Return the median over the variables that are present, and its error."""
    return np.median(couplings[present]), median_error(couplings[present], replicates[:, present])
