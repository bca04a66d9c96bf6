"""Errors of predictions over all splits, with intervals."""

from collections.abc import Mapping

import numpy as np
from numpy.random import Generator

from rgcore.learned.size_hypotheses.prediction import GOAL, HELD_OUT, Prediction

__all__ = ["prediction_columns"]

_QUANTILES = {"median_error": 0.5, "error_90": 0.9}
_INTERVAL = (0.025, 0.5, 0.975)
_RESAMPLES_PER_DRAW = 4  # of the held-out conditions


def prediction_columns(
    predictions: Mapping[str, Prediction | None], *, rng: Generator
) -> dict[str, float | int | bool]:
    """Return the columns on prediction of one hypothesis: medians and 90 % quantiles of all errors together.

    Intervals are of 95 %, over draws of the replicas, each with a fit of its own, and of the held-out conditions; NaN
    with one replica. A draw adds the scatter between replicas, which the errors already contain, a second time, so that
    its errors are too large: quantiles of their ratios to the median draw are taken.

    Parameters
    ----------
    predictions : mapping of str to Prediction or None
        By the factor that is held out. With one None, errors of all together are NaN.
    rng : Generator
    """
    made = [each for each in predictions.values() if each is not None and len(each.errors)]
    complete = bool(made) and all(each is not None for each in predictions.values())
    columns = {f"error_{factor}": _median(predictions.get(factor)) for factor in HELD_OUT}
    columns |= {"n_predicted": sum(len(each.errors) for each in made) if complete else 0, "goal": GOAL}
    names = [name + ending for name in _QUANTILES for ending in ("", "_low", "_high")]
    columns |= dict.fromkeys([*names, "error_of_runs"], float("nan"))
    if complete:
        columns |= _together(made, rng=rng)
    return columns | {"goal_met": bool(columns["median_error_high"] <= GOAL)}


def _median(prediction: Prediction | None) -> float:
    if prediction is None or not len(prediction.errors):
        return float("nan")
    return float(np.median(prediction.errors))


def _together(made: list[Prediction], *, rng: Generator) -> dict[str, float]:
    errors = np.concatenate([each.errors for each in made])
    resampled = np.concatenate([each.resampled for each in made], axis=1)
    columns = {"error_of_runs": float(np.median(np.concatenate([each.of_runs for each in made])))}
    for name, share in _QUANTILES.items():
        value = float(np.quantile(errors, share))
        low, high = _interval(value, resampled, share, rng=rng)
        columns |= {name: value, f"{name}_low": low, f"{name}_high": high}
    return columns


def _interval(value: float, resampled: np.ndarray, share: float, *, rng: Generator) -> tuple[float, float]:
    """Return the interval of a quantile of the errors from those of draws (n_draws, n_errors)."""
    n_draws, n_errors = resampled.shape
    if not n_draws:
        return float("nan"), float("nan")
    chosen = rng.integers(n_errors, size=(_RESAMPLES_PER_DRAW * n_draws, n_errors))
    drawn = np.take_along_axis(np.tile(resampled, (_RESAMPLES_PER_DRAW, 1)), chosen, axis=1)
    low, middle, high = np.quantile(np.quantile(drawn, share, axis=1), _INTERVAL)
    return (float(value * low / middle), float(value * high / middle)) if middle > 0 else (value, value)
