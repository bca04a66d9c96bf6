"""Make a reference from several runs that differ in their root seed."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from rgcore.errors import InputError
from rgcore.repeatability import Repeatability
from rgcore.verification.cells import column_of
from rgcore.verification.parts import Part
from rgcore.verification.references.reference_files import About, Reference, rounded, rounded_to_scatter

__all__ = ["gather"]


def gather(about: Mapping[str, object], runs: Sequence[Iterable[Part]]) -> Reference:
    """Return the reference of several runs of one config.

    Parameters
    ----------
    about : mapping
        Fields of ``About``, without ``bits``.
    runs : sequence of iterables of Part
        Tables and figures of the runs, in the order of the seeds.

    Raises
    ------
    InputError
        If there are fewer than two runs: one shows no scatter.
    """
    if len(runs) < 2:
        raise InputError(
            f"a reference must be made from two runs with different root seeds or more, got {len(runs)}"
        )
    parts = [list(run) for run in runs]
    names = [f"seed_{seed}" for seed in about["seeds"]]
    numbers = _joined([_all(each, "numbers", first=place == 0) for place, each in enumerate(parts)], names)
    labels = _joined([_all(each, "labels", first=place == 0) for place, each in enumerate(parts)], names)
    numbers = rounded_to_scatter(numbers)
    bits = {part.name: part.bits for part in parts[0]}
    return Reference(about=About(**about, bits=bits), numbers=numbers, labels=labels)


def _joined(series: list[pd.Series], names: list[str]) -> pd.DataFrame:
    return pd.concat(series, axis=1, keys=names)


def _all(parts: Sequence[Part], which: str, *, first: bool) -> pd.Series:
    """Return the cells of all parts: what does not depend on the seed of the first run alone, the rest rounded."""
    kept = []
    for part in parts:
        whole = getattr(part.cells, which)
        fixed = np.array(
            [_is_fixed(part.repeatability, column) for column in whole.index.get_level_values("column")]
        )
        fixed = fixed.astype(bool)
        varying = rounded(whole[~fixed]) if which == "numbers" else whole[~fixed]
        kept += [whole[fixed], varying] if first else [varying]
    return pd.concat(kept)


def _is_fixed(repeatability: Repeatability, column: str) -> bool:
    return repeatability.kind == "exact" or column_of(column) in repeatability.fixed
