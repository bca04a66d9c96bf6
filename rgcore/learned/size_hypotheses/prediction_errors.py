"""Errors of predictions over all splits, with intervals."""

from collections.abc import Mapping

import numpy as np
from numpy.random import Generator

from rgcore.learned.size_hypotheses.prediction import GOAL, HELD_OUT, N_RESAMPLES, Prediction

__all__ = ["prediction_columns"]

_QUANTILES = {"median_error": 0.5, "error_90": 0.9}
_INTERVAL = (0.025, 0.975)


def prediction_columns(
    predictions: Mapping[str, Prediction | None], *, rng: Generator
) -> dict[str, float | int | bool]:
    """Return the columns on prediction of one hypothesis: medians and 90 % quantiles of all errors together.

    Intervals are of 95 %, over resamples of the held-out conditions, each with parameters drawn from their normal
    approximation.

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
    chosen = rng.integers(len(errors), size=(N_RESAMPLES, len(errors)))
    resampled = np.take_along_axis(resampled, chosen, axis=1)
    columns = {"error_of_runs": float(np.median(np.concatenate([each.of_runs for each in made])))}
    for name, share in _QUANTILES.items():
        low, high = np.quantile(np.quantile(resampled, share, axis=1), _INTERVAL)
        columns |= {
            name: float(np.quantile(errors, share)),
            f"{name}_low": float(low),
            f"{name}_high": float(high),
        }
    return columns
