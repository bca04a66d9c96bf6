"""ROC curves of the combined score with intervals: the table ``bench_roc``."""

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.model_bench.judging.areas import hit_rates
from rgcore.model_bench.judging.discriminant import held_out_scores
from rgcore.model_bench.judging.questions import QUESTIONS, Realizations
from rgcore.model_bench.judging.resampling import answers, resamples
from rgcore.model_bench.judging.score_table import usable_bins

__all__ = ["roc_table"]

_FALSE_ALARMS = np.linspace(0, 1, 21)


def roc_table(realizations: Realizations, n_resamples: int, *, rng: Generator) -> pd.DataFrame:
    """Return the ROC curve of the combined score of every question and bin width, at false-alarm rates 0.05 apart.

    ``hit_rate_low`` and ``hit_rate_high``: 95 % of the resamples of models and replicas, at that false-alarm rate.
    There is no curve for a question of which all models have the same answer.
    """
    parts = []
    for question in QUESTIONS:
        for bins in usable_bins(question):
            chosen = realizations.of_bins(bins)
            if len(np.unique(chosen.truth(question))) < 2:
                continue
            (own,) = _curves(chosen, answers(chosen, question))
            drawn = _curves(chosen, resamples(chosen, question, n_resamples, rng=rng))
            low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
            columns = {"false_alarm_rate": _FALSE_ALARMS, "hit_rate": own}
            part = pd.DataFrame({**columns, "hit_rate_low": low, "hit_rate_high": high})
            parts.append(part.assign(question=question, bins=bins))
    return pd.concat(parts, ignore_index=True)


def _curves(chosen: Realizations, weights: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Return hit rates, (n_weightings, n_points)."""
    scores = held_out_scores(chosen.features(), chosen.codes("family"), *weights)
    return np.array([hit_rates(*row, _FALSE_ALARMS) for row in zip(scores, *weights, strict=True)])
