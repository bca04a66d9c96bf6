"""Many draws of each null, each through the same flow as the data."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, replace

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.arguments.objects import (
    a_table,
    a_text,
    an_instance,
    columns_of_numbers,
    function,
    generator,
    mapping,
    one_of,
)
from rgcore.arguments.scalars import whole_number
from rgcore.cards import card_names, load_card
from rgcore.errors import InputError
from rgcore.pcarg.checked_arguments import checked_moments
from rgcore.pcarg.flow.flow_plan import FlowPlan
from rgcore.pcarg.flow.moment_flow import beside_gaussian, flow_table
from rgcore.pcarg.nulls.cards import FittedNull
from rgcore.pcarg.nulls.exclusion.residual_time import residual_time
from rgcore.pcarg.nulls.kept_draws import DrawProgress, KeptDraws
from rgcore.pcarg.nulls.observed_data import ObservedData, observed_data
from rgcore.series.moments import SampleMoments, sample_moments
from rgcore.series.samples import Samples, as_samples

__all__ = ["DRAW_BLOCKS", "fit_null", "null_draws", "null_flow", "resumable_draws", "usable_nulls"]

DRAW_BLOCKS = 2  # of time: the standard error of a draw's median is the scatter of the draws
_KEYS = ["dataset", "source", "scaling", "dropped_top", "n_kept"]
_QUARTILES = ["kurtosis_q25", "kurtosis_median", "kurtosis_q75"]
_MEASURED = ["kept_fraction", *_QUARTILES, "correlation_time"]
MOST_DRAWS = 1_000_000


def fit_null(source: str, data: ObservedData, *, rng: Generator) -> FittedNull:
    """Return the null named ``source`` fitted to data; ``draw(rng=...)`` of the result returns a draw.

    Raises
    ------
    ValueError
        If no null has that name.
    """
    return load_card("rgcore.pcarg.nulls", source).fit(data, rng=rng)


def usable_nulls(data: ObservedData, names: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the nulls that data can be compared with, and for each other one what data must have for it, in words.

    Raises
    ------
    InputError
        If none is left.
    """
    reasons = {name: load_card("rgcore.pcarg.nulls", name).lacking(data) for name in names}
    usable = [name for name, reason in reasons.items() if not reason]
    left_out = [f"null {name} is left out: it needs {reason}" for name, reason in reasons.items() if reason]
    if not usable:
        raise InputError(f"there must be a null for these data, but {'; '.join(left_out) or 'none is named'}")
    return usable, left_out


def null_draws(
    samples: Samples | ObservedData,
    plan: FlowPlan,
    n_draws: int,
    *,
    dataset: str,
    rngs: Mapping[str, Generator],
    report: Callable[[int, int], None],
    moments: SampleMoments | None = None,
) -> pd.DataFrame:
    """Return the flow of draws of nulls that are fitted to the samples.

    Memory: that of the flow, and the samples by variable, which for large data are in a temporary file
    (:class:`rgcore.series.temporary_matrix.TemporaryMatrix`).

    Parameters
    ----------
    samples : iterable of (n, n_variables) arrays, or ObservedData
        Finite, no constant variable; the latter with moments, and trials and covariate if a null needs these.
    plan : FlowPlan
    n_draws : int
        Of each null. A larger number leaves the first draws as they are.
    dataset : str
        Its name, copied to the table.
    rngs : mapping of str to Generator
        One per null, by name; advanced in place.
    report : callable
        Called after every draw with the number done and the total.
    moments : SampleMoments, optional
        Of the same samples; computed if not given.

    Returns
    -------
    DataFrame
        The columns of the table ``pca_nulls``, one row per null, draw and cutoff.

    Raises
    ------
    InputError
        As :func:`rgcore.pcarg.moment_flow`, if no null has one of the names, or if the data lack what a null needs
        (:func:`usable_nulls`).
    """
    n_draws = whole_number("n_draws", n_draws, least=1, most=MOST_DRAWS)
    an_instance("plan", plan, FlowPlan)
    a_text("dataset", dataset)
    function("report", report)
    for source, rng in mapping("rngs", rngs).items():
        one_of("a null of rngs", source, card_names("rgcore.pcarg.nulls"))
        generator(f"rngs[{source!r}]", rng)
    if not rngs:
        raise InputError("rngs must hold a generator for at least one null, got none")
    data = _observed(samples, moments)
    _, left_out = usable_nulls(data, rngs)
    if left_out:
        raise InputError(left_out[0])
    return resumable_draws(data, plan, n_draws, dataset=dataset, rngs=rngs, progress=DrawProgress(report))


def resumable_draws(
    data: ObservedData,
    plan: FlowPlan,
    n_draws: int,
    *,
    dataset: str,
    rngs: Mapping[str, Generator],
    progress: DrawProgress,
) -> pd.DataFrame:
    """Return :func:`rgcore.pcarg.null_draws`, with the draws first that a checkpoint has kept, in the same bits.

    The nulls are those of :func:`usable_nulls`. A null is fitted again for the draws that are left.
    """
    kept = KeptDraws(progress, n_draws * len(rngs))
    for place, (source, rng) in enumerate(rngs.items()):
        first = kept.done - place * n_draws  # draws of this null that are there
        if first >= n_draws:
            continue
        null, drive = fit_null(source, data, rng=rng), _drive(source, data)
        fitted = replace(null.report(), residual_time=_time(data.columns, drive))
        if first:
            kept.go_on(rng)
        for draw in range(first, n_draws):
            drawn = null.draw(rng=rng)
            own = asdict(replace(fitted, null_residual_time=_time(drawn, drive)))
            table = _flow_of_draw(drawn, plan)
            kept.add(table.assign(dataset=dataset, source=source, draw=draw + 1, **own), rng)
    return kept.table()


def _drive(source: str, data: ObservedData) -> np.ndarray | None:
    """Return the drive that a null keeps, if it does not keep the order in time of all else."""
    drive = load_card("rgcore.pcarg.nulls", source).drive
    return None if drive is None else drive(data)


def _time(samples: Samples, drive: np.ndarray | None) -> float:
    """Return the autocorrelation time of what the drive leaves, NaN without a drive."""
    return np.nan if drive is None else residual_time(samples, drive)


def _observed(samples: Samples | ObservedData, moments: SampleMoments | None) -> ObservedData:
    if isinstance(samples, ObservedData):
        return samples
    samples = as_samples(samples)
    return observed_data(samples, checked_moments(moments, samples))


def _flow_of_draw(drawn: Samples, plan: FlowPlan) -> pd.DataFrame:
    table = flow_table(drawn, sample_moments(drawn), plan.settings(), n_blocks=DRAW_BLOCKS)
    return table.drop(columns=["kurtosis_median_err", "n_blocks"])


def null_flow(draws: pd.DataFrame) -> pd.DataFrame:
    """Return rows of the table ``pca_flow`` for nulls: geometric means over the draws, and their range.

    The range is that of the medians, smallest to largest: the median of one more draw falls outside with probability
    2 / (n_draws + 1), whatever the distribution. ``kurtosis_median_err`` is the mean times the standard deviation of
    the log over the draws, the standard error of the median of one data set of that length; ``n_blocks`` is 0, because
    there is no jackknife. Logarithms are averaged because heavy tails spread the kurtosis of draws over decades.

    Parameters
    ----------
    draws : DataFrame
        From :func:`null_draws`.

    Raises
    ------
    InputError
        If it is something else.
    """
    columns_of_numbers("draws", a_table("draws", draws, [*_KEYS, *_MEASURED]), _MEASURED)
    logs = draws.assign(**{name: np.log(draws[name]) for name in _QUARTILES})
    means = logs.groupby(_KEYS, as_index=False, sort=False)
    table = means[["kept_fraction", *_QUARTILES, "correlation_time"]].mean()
    table[_QUARTILES] = np.exp(table[_QUARTILES])
    median = draws.groupby(_KEYS, as_index=False, sort=False)["kurtosis_median"]
    scatter = means["kurtosis_median"].std()["kurtosis_median"]
    table = table.assign(kurtosis_median_err=table["kurtosis_median"] * scatter)
    return table.assign(
        kurtosis_beside_gaussian=beside_gaussian(table),
        null_low=median.min()["kurtosis_median"],
        null_high=median.max()["kurtosis_median"],
        n_draws=median.count()["kurtosis_median"],
        n_blocks=0,
        few_blocks=False,
        n_influential=0,
        influential_share=np.nan,
        kurtosis_without=np.nan,
        kurtosis_without_err=np.nan,
    )
