"""What the nulls are fitted to: samples, their moments, and the series of each variable."""

from dataclasses import dataclass

from rgcore.series.moments import SampleMoments
from rgcore.series.samples import Samples, batches
from rgcore.series.temporary_matrix import TemporaryMatrix

__all__ = ["Material", "material"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Samples to fit nulls to.

    Attributes
    ----------
    samples : iterable of (n, n_variables) arrays
    moments : SampleMoments
        Of the samples.
    columns : TemporaryMatrix
        The samples without their mean, by variable.
    """

    samples: Samples
    moments: SampleMoments
    columns: TemporaryMatrix


def material(samples: Samples, moments: SampleMoments, *, in_memory: bool | None = None) -> Material:
    """Return what nulls are fitted to, from one more pass over the samples.

    Parameters
    ----------
    samples : iterable of (n, n_variables) arrays
    moments : SampleMoments
        Of the same samples.
    in_memory : bool, optional
        Whether the series are kept in memory, and not in a temporary file; by default if they are small.
    """
    columns = TemporaryMatrix.by_variable(moments.n_samples, len(moments.mean), in_memory=in_memory)
    place = 0
    for _, batch in batches(samples):
        columns.write(place, 0, batch - moments.mean)
        place += len(batch)
    return Material(samples=samples, moments=moments, columns=columns)
