"""Resamples of models and replicas, and relabelings of models, as weights of realizations."""

import numpy as np
from numpy.random import Generator

from rgcore.model_bench.judging.questions import COARSE, Realizations

__all__ = ["answers", "relabelings", "resamples"]


def answers(realizations: Realizations, question: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the weights of all realizations as they are, yes and no, (1, n) float64 each."""
    truth = realizations.truth(question)[None].astype(np.float64)
    return truth, 1 - truth


def resamples(
    realizations: Realizations, question: str, n_resamples: int, *, rng: Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Return weights yes and no, (n_resamples, n): models are drawn with replacement, then replicas of each.

    Of n models of an answer n - 1 are drawn, so that the variance is that of n independent models and not (n - 1)/n of
    it (Rao and Wu, J. Am. Stat. Assoc. 83, 231 (1988)). Both bins of a realization are drawn together.
    """
    models, replicas = realizations.codes("model"), realizations.codes("replica")
    truth = realizations.truth(question)
    groups = np.zeros(models.max() + 1, dtype=bool)
    if question != COARSE:
        groups[models] = truth
    weights = np.zeros((n_resamples, len(groups), replicas.max() + 1))
    for group in np.unique(groups):
        members = np.flatnonzero(groups == group)
        n_drawn = max(len(members) - 1, 1)
        copies = rng.multinomial(n_drawn, np.full(len(members), 1 / len(members)), size=n_resamples)
        weights[:, members] = _replicas(copies, weights.shape[2], rng)
    drawn = weights[:, models, replicas]
    return drawn * truth, drawn * ~truth


def _replicas(copies: np.ndarray, n_replicas: int, rng: Generator) -> np.ndarray:
    """Return how often each replica is drawn, for every copy of a model n_replicas times, (..., n_replicas)."""
    return rng.multinomial(copies * n_replicas, np.full(n_replicas, 1 / n_replicas)).astype(np.float64)


def relabelings(
    realizations: Realizations, question: str, n_relabelings: int, *, rng: Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Return weights yes and no, (n_relabelings, n), with the answers dealt to the models at random.

    Of the bins of a model the two answers are exchanged or not. If measures have nothing to do with the answer, areas
    of the true and of the dealt answers have one distribution.
    """
    models, truth = realizations.codes("model"), realizations.truth(question)
    n_models = models.max() + 1
    if question == COARSE:
        dealt = truth ^ (rng.random((n_relabelings, n_models)) < 0.5)[:, models]
    else:
        own = np.zeros(n_models, dtype=bool)
        own[models] = truth
        dealt = rng.permuted(np.tile(own, (n_relabelings, 1)), axis=1)[:, models]
    return dealt.astype(np.float64), (~dealt).astype(np.float64)
