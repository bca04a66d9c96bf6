"""The data that nulls are fitted to: samples, their moments, and the time series of each variable."""

from dataclasses import dataclass

from rgcore.errors import InputError
from rgcore.pcarg.nulls.structure import NO_STRUCTURE, Structure
from rgcore.series.moments import SampleMoments, sample_moments
from rgcore.series.samples import Samples, batches
from rgcore.series.temporary_matrix import TemporaryMatrix

__all__ = ["ObservedData", "observed_data"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservedData:
    """Samples to fit nulls to.

    Attributes
    ----------
    samples : iterable of (n, n_variables) arrays
    moments : SampleMoments
        Of the samples.
    columns : TemporaryMatrix
        The samples minus their mean, by variable.
    structure : Structure
        Trials and covariate of the recording, where these are known.
    """

    samples: Samples
    moments: SampleMoments
    columns: TemporaryMatrix
    structure: Structure = NO_STRUCTURE


def observed_data(
    samples: Samples,
    moments: SampleMoments | None = None,
    *,
    structure: Structure = NO_STRUCTURE,
    in_memory: bool | None = None,
) -> ObservedData:
    """Return samples with their moments and their series by variable, from one more pass over them.

    Parameters
    ----------
    samples : iterable of (n, n_variables) arrays
        Finite, no constant variable; time along the first axis.
    moments : SampleMoments, optional
        Of the same samples; computed in a pass of its own if not given.
    structure : Structure, optional
        Trials and covariate, where these are known.
    in_memory : bool, optional
        Whether the series are kept in memory, and not in a temporary file; by default if they are small.
    """
    moments = sample_moments(samples) if moments is None else moments
    structure.check(moments.n_samples)
    columns = TemporaryMatrix.by_variable(moments.n_samples, len(moments.mean), in_memory=in_memory)
    start = 0
    for _, batch in batches(samples):
        columns.write(start, 0, batch - moments.mean)
        start += len(batch)
    if start != moments.n_samples:
        raise InputError(f"samples must be the {moments.n_samples} of moments, found {start}")
    return ObservedData(samples=samples, moments=moments, columns=columns, structure=structure)
