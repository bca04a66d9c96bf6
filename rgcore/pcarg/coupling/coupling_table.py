"""From samples to the tables of couplings and vertices: moments and spectrum, with and without each block of time."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from rgcore.arguments.objects import a_text
from rgcore.errors import InputError
from rgcore.pcarg.checked_arguments import checked_kept, checked_moments
from rgcore.pcarg.coupling.running_coupling import running_couplings
from rgcore.pcarg.coupling.vertices.vertex_columns import vertex_columns
from rgcore.pcarg.coupling.vertices.vertex_readings import covariance_of_modes, loops_at, read_vertices
from rgcore.pcarg.flow.kurtosis_flow import FlowSettings, kurtosis_flows
from rgcore.pcarg.modes.mode_numbers import cutoff_numbers
from rgcore.pcarg.modes.principal_components import SCALINGS, PrincipalComponents, principal_components
from rgcore.pcarg.spectra.leave_one_block_out import modes_without_blocks
from rgcore.pcarg.spectra.marchenko_pastur import MarchenkoPastur
from rgcore.pcarg.spectra.spectral_exponent import first_rank, spectral_exponent
from rgcore.series.moments import SampleMoments
from rgcore.series.samples import Samples, as_samples
from rgcore.series.time_blocks import number_of_time_blocks, time_block_edges

__all__ = ["CouplingTables", "coupling_table", "coupling_tables"]


class CouplingTables(NamedTuple):
    """``couplings``, rows of ``pca_coupling`` without its verdicts, and ``vertices``, rows of ``pca_vertices``."""

    couplings: pd.DataFrame
    vertices: pd.DataFrame


def coupling_table(
    samples: np.ndarray | Samples,
    kept: Sequence[float],
    *,
    dataset: str,
    moments: SampleMoments | None = None,
) -> pd.DataFrame:
    """Return the spectral exponent and the dimensionless quartic coupling at every cutoff, in both scalings.

    Errors are jackknives over blocks of time: the spectrum, the covariance of the kept modes and the moments are
    formed anew without each block (the moments on the modes of all samples). They contain scatter, not the bias of
    sampling noise: compare ``alpha`` with ``alpha_noise``, that of white noise of the same N and T, and use it only
    where the two differ. The couplings and their criteria: :func:`running_couplings`, and the objection "skewness" of
    :func:`rgcore.pcarg.coupling.vertices.vertex_columns.vertex_columns`, where the symmetric reading is out
    of place.

    Parameters
    ----------
    samples : (n_samples, n_variables) array, or iterable of such blocks
        Finite, at least 2 variables and 20 samples, no constant variable.
    kept : sequence of float or int
        Fractions in (0, 1] of the variables or, as integers, numbers of modes; the number of modes is held between 2
        and what the samples without a block can span, and repeated numbers are merged.
    dataset : str
        Its name, copied to the table.
    moments : SampleMoments, optional
        Of the same samples; computed if not given.

    Returns
    -------
    DataFrame
        The columns of the table ``pca_coupling`` but for those of
        :func:`rgcore.pcarg.coupling.coupling_verdicts.coupling_verdicts`.

    Raises
    ------
    InputError
        If an argument is out of range, or fewer than two modes have a variance.
    """
    return coupling_tables(samples, kept, dataset=dataset, moments=moments).couplings


def coupling_tables(
    samples: np.ndarray | Samples,
    kept: Sequence[float],
    *,
    dataset: str,
    moments: SampleMoments | None = None,
) -> CouplingTables:
    """Return the table of :func:`coupling_table` and, from the same passes, that of the cubic and quartic vertices.

    Arguments and errors are those of :func:`coupling_table`.
    """
    blocks, kept = as_samples(samples), checked_kept(kept)
    a_text("dataset", dataset)
    moments = checked_moments(moments, blocks)
    parts = [_tables(blocks, moments, kept, scaling) for scaling in SCALINGS]
    tables = [pd.concat(frames, ignore_index=True) for frames in zip(*parts, strict=True)]
    for table in tables:
        table.insert(0, "dataset", dataset)
    return CouplingTables(*tables)


def _tables(samples: Samples, moments: SampleMoments, kept: Sequence[float], scaling: str) -> CouplingTables:
    """Return both tables of one scaling, from one pass for the moments and one for the blocks of time."""
    n_samples, n_variables = moments.n_samples, len(moments.mean)
    modes = principal_components(moments, scaling)
    edges = time_block_edges(n_samples, number_of_time_blocks(moments), moments.trial_length)
    cutoffs, unit = _cutoffs(modes, kept, edges), modes.variances[0]
    settings = FlowSettings(kept=tuple(cutoffs / n_variables), scaling=scaling)
    (flow,) = kurtosis_flows(samples, moments, [settings], n_blocks=len(edges) - 1)
    left = []

    def without() -> Iterator[tuple[PrincipalComponents, np.ndarray]]:
        parts = zip(flow.skewness_replicates, flow.replicates, strict=True)
        for part, (skewness, kurtosis) in zip(
            modes_without_blocks(samples, moments, scaling, edges), parts, strict=True
        ):
            full = covariance_of_modes(part, unit)
            left.append(read_vertices(modes, full, cutoffs, skewness, kurtosis))
            yield part, kurtosis

    couplings = running_couplings(modes, cutoffs, flow.kurtosis, flow.present, without())
    full = covariance_of_modes(modes, unit)
    whole = read_vertices(modes, full, cutoffs, flow.skewness, flow.kurtosis)
    vertices = vertex_columns(whole, left, flow.present, loops_at(modes, full, cutoffs), unit)
    noise = MarchenkoPastur(variance=1.0, n_variables=n_variables, n_samples=n_samples).quantiles(n_variables)
    couplings = _objecting(couplings, vertices["objections"].str.contains("skewness")).assign(
        scaling=scaling,
        alpha_noise=[spectral_exponent(noise, k) for k in cutoffs],
        alpha_first_rank=[first_rank(int(k)) for k in cutoffs],
    )
    vertices = vertices.assign(scaling=scaling, n_kept=cutoffs, kept_fraction=cutoffs / n_variables)
    return CouplingTables(couplings=couplings, vertices=vertices)


def _objecting(couplings: pd.DataFrame, skewed: pd.Series) -> pd.DataFrame:
    """Return the couplings with the objection "skewness" where the symmetric reading is out of place."""
    others = couplings["objections"].where(couplings["objections"] != "none", "")
    words = ("skewness, " + others).str.removesuffix(", ")
    return couplings.assign(
        objections=words.where(skewed, couplings["objections"]),
        perturbative=couplings["perturbative"] & ~skewed,
    )


def _cutoffs(modes: PrincipalComponents, kept: Sequence[float], edges: np.ndarray) -> np.ndarray:
    """Return the numbers of modes, from 2 to the rank that is left without the longest block of time."""
    highest = min(modes.rank, int(edges[-1] - np.diff(edges).max()) - 1)
    if highest < 2:
        raise InputError(f"a coupling needs two modes that have a variance, got {highest}")
    return np.unique(np.clip(cutoff_numbers(kept, len(modes.variances)), 2, highest))
