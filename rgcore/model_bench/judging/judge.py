"""From the measures of all realizations to verdicts, areas and ROC curves."""

from dataclasses import dataclass

import pandas as pd
from numpy.random import Generator

from rgcore.model_bench.judging.curves import roc_table
from rgcore.model_bench.judging.questions import realizations_of
from rgcore.model_bench.judging.score_table import score_table
from rgcore.model_bench.judging.verdicts import verdict_table, verdicts_of

__all__ = ["Judgement", "judge"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The tables of the bench: ``bench_measures``, ``bench_verdicts``, ``bench_scores`` and ``bench_roc``."""

    measures: pd.DataFrame
    verdicts: pd.DataFrame
    scores: pd.DataFrame
    roc: pd.DataFrame


def judge(measures: pd.DataFrame, n_resamples: int, *, rng: Generator) -> Judgement:
    """Compare the measures of all realizations with the truth.

    Parameters
    ----------
    measures : DataFrame
        Table ``bench_measures``.
    n_resamples : int
    rng : Generator, advanced in place
    """
    realizations, verdicts = realizations_of(measures), verdicts_of(measures)
    return Judgement(
        measures=measures,
        verdicts=verdict_table(verdicts),
        scores=score_table(realizations, verdicts, n_resamples, rng=rng),
        roc=roc_table(realizations, n_resamples, rng=rng),
    )
