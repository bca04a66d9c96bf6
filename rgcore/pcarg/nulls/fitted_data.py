"""What the nulls are fitted to: samples, their moments, and the series of each variable."""

from dataclasses import dataclass

from rgcore.series.columns import MOST_IN_MEMORY, ColumnStore
from rgcore.series.moments import SampleMoments
from rgcore.series.pieces import Blocks, pieces

__all__ = ["Material", "material"]

_N_ROWS = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Samples to fit nulls to.

    Attributes
    ----------
    samples : iterable of (n, n_variables) arrays
    moments : SampleMoments
        Of the samples.
    columns : ColumnStore
        The samples without their mean, by variable.
    """

    samples: Blocks
    moments: SampleMoments
    columns: ColumnStore


def material(samples: Blocks, moments: SampleMoments, *, most_in_memory: int = MOST_IN_MEMORY) -> Material:
    """Return what nulls are fitted to, from one more pass over the samples.

    Parameters
    ----------
    samples : iterable of (n, n_variables) arrays
    moments : SampleMoments
        Of the same samples.
    most_in_memory : int
        Entries. The series of larger data are kept in a temporary file.
    """
    columns = ColumnStore(moments.n_samples, len(moments.mean), most_in_memory=most_in_memory)
    place = 0
    for _, piece in pieces(samples, _N_ROWS):
        columns.put_rows(place, piece - moments.mean)
        place += len(piece)
    return Material(samples=samples, moments=moments, columns=columns)
