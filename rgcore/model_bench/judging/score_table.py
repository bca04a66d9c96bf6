"""Areas under the ROC of every measure, of the combined score and of the verdicts: the table ``bench_scores``."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.model_bench.battery.measures import MEASURES
from rgcore.model_bench.judging.areas import areas
from rgcore.model_bench.judging.discriminant import held_out_scores
from rgcore.model_bench.judging.intervals import area_interval
from rgcore.model_bench.judging.questions import BINS, COARSE, QUESTIONS, Realizations
from rgcore.model_bench.judging.resampling import answers, relabelings, resamples
from rgcore.model_bench.judging.verdicts import share_interval

__all__ = ["ALPHA", "COMBINED", "score_table", "usable_bins"]

ALPHA = 0.05
"""Probability of calling any measure decisive where none is."""

COMBINED = "combined"
_ROUNDING = 1e-12  # of areas and p-values that are compared


def usable_bins(question: str) -> tuple[str, ...]:
    """Return which realizations a question can be asked of: about the bins, of both together only."""
    return BINS[:1] if question == COARSE else BINS


def score_table(
    realizations: Realizations, verdicts: pd.DataFrame, n_resamples: int, *, rng: Generator
) -> pd.DataFrame:
    """Return the areas of all scores for every question and bin width.

    Intervals (95 %, :func:`rgcore.model_bench.judging.intervals.area_interval`) are from models that are drawn anew,
    and replicas of each; the discriminant is fitted anew too. ``p_value``: share of relabelings of the models whose
    area is at least as far from 1/2. ``p_corrected``, of single measures: share of those in which the smallest p-value
    of any measure is at least as small (Westfall and Young, Resampling-Based Multiple Testing (1993)).

    Parameters
    ----------
    realizations : Realizations
    verdicts : DataFrame
        Of :func:`rgcore.model_bench.judging.verdicts.verdicts_of`, of the same realizations.
    n_resamples : int
        Resamples, and relabelings.
    rng : Generator, advanced in place
    """
    tables = [
        _of_question(realizations.of_bins(bins), verdicts, question, n_resamples, rng).assign(bins=bins)
        for question in QUESTIONS
        for bins in usable_bins(question)
    ]
    return pd.concat(tables, ignore_index=True)


def _of_question(
    chosen: Realizations, verdicts: pd.DataFrame, question: str, n_resamples: int, rng: Generator
) -> pd.DataFrame:
    weightings = {
        "own": answers(chosen, question),
        "resampled": resamples(chosen, question, n_resamples, rng=rng),
        "dealt": relabelings(chosen, question, n_resamples, rng=rng),
    }
    features, families = chosen.features(), chosen.codes("family")
    rows, far = [], {}
    for name, kind, scores in _scores(chosen, verdicts, question):
        by_weighting = {key: areas(scores, *weights) for key, weights in weightings.items()}
        rows.append(_row(name, kind, scores, by_weighting, chosen, question=question))
        if kind == "measure":
            far[name] = _distance(by_weighting["dealt"])
    combined = {
        key: areas(held_out_scores(features, families, *weights), *weights)
        for key, weights in weightings.items()
    }
    complete = np.zeros(len(families))
    rows.append(_row(COMBINED, "combined", complete, combined, chosen, question=question))
    table = _corrected(pd.DataFrame(rows), far).assign(question=question)
    return _with_rates(table, chosen, verdicts, question)


def _scores(
    chosen: Realizations, verdicts: pd.DataFrame, question: str
) -> Iterator[tuple[str, str, np.ndarray]]:
    """Yield name, kind and scores (n,) of each measure, and of each verdict on the question."""
    for name, measure in MEASURES.items():
        yield name, "control" if measure.control else "measure", chosen.values[name].to_numpy()
    for name in verdicts.loc[verdicts["question"] == question, "verdict"].unique():
        yield name, "verdict", _holds(chosen, verdicts, name)


def _holds(chosen: Realizations, verdicts: pd.DataFrame, name: str) -> np.ndarray:
    """Return 1 where a verdict is reached, 0 where not and NaN where it cannot be made, (n,)."""
    keys = ["model", "replica", "bin_width"]
    own = verdicts[verdicts["verdict"] == name].set_index(keys)["holds"]
    return own.reindex(pd.MultiIndex.from_frame(chosen.table[keys])).to_numpy()


def _row(
    name: str,
    kind: str,
    scores: np.ndarray,
    found: Mapping[str, np.ndarray],
    chosen: Realizations,
    *,
    question: str,
) -> dict[str, object]:
    truth, models = chosen.truth(question), chosen.codes("model")
    n_yes, n_no = (len(np.unique(models[truth == answer])) for answer in (True, False))
    area, dealt, present = float(found["own"][0]), found["dealt"], np.isfinite(scores)
    low, high = area_interval(area, found["resampled"], n_yes, n_no)
    reached = _distance(dealt) >= _distance(area) - _ROUNDING
    p_value = (1 + np.count_nonzero(reached)) / (1 + len(dealt)) if np.isfinite(area) else np.nan
    return {
        "score": name,
        "kind": kind,
        "auc": area,
        "auc_low": low,
        "auc_high": high,
        "p_value": p_value,
        "n_models_yes": n_yes,
        "n_models_no": n_no,
        "n_yes": int(np.count_nonzero(present & truth)),
        "n_no": int(np.count_nonzero(present & ~truth)),
        "n_without": int(np.count_nonzero(~present)),
    }


def _corrected(table: pd.DataFrame, far: Mapping[str, np.ndarray]) -> pd.DataFrame:
    """Return the table with p-values of single measures corrected for their number.

    ``far``, by measure, are the distances from 1/2 of the areas of dealt answers; each is ranked among those of its
    measure, as the true one is.
    """
    smallest = np.min([_p_values(each) for each in far.values()], axis=0)
    corrected = [
        (1 + np.count_nonzero(smallest <= row.p_value + _ROUNDING)) / (1 + len(smallest))
        if row.kind == "measure" and np.isfinite(row.p_value)
        else row.p_value
        for row in table.itertuples()
    ]
    return table.assign(p_corrected=corrected, decides=np.array(corrected) <= ALPHA)


def _distance(area: np.ndarray | float) -> np.ndarray:
    """Return the distance of areas from 1/2; -1 for NaN, which is no evidence."""
    return np.where(np.isnan(area), -1.0, np.abs(np.asarray(area) - 0.5))


def _p_values(distances: np.ndarray) -> np.ndarray:
    """Return the share of distances, itself included, that are at least as large as each."""
    ranked = np.sort(distances)
    return 1 - np.searchsorted(ranked, distances - _ROUNDING, side="left") / len(distances)


def _with_rates(
    table: pd.DataFrame, chosen: Realizations, verdicts: pd.DataFrame, question: str
) -> pd.DataFrame:
    """Return the table with hit and false-alarm rate of the verdicts: means over models, with models as units."""
    rates = []
    for row in table.itertuples():
        rate = dict.fromkeys(_RATES, np.nan)
        if row.kind == "verdict":
            own = chosen.table.assign(holds=_holds(chosen, verdicts, row.score)).dropna(subset="holds")
            for answer, name in ((True, "hit_rate"), (False, "false_alarm_rate")):
                shares = own[own[question] == answer].groupby("model")["holds"].mean()
                if len(shares):
                    low, high = share_interval(float(shares.mean()), len(shares))
                    rate |= {name: float(shares.mean()), f"{name}_low": low, f"{name}_high": high}
        rates.append(rate)
    return table.join(pd.DataFrame(rates, columns=_RATES))


_RATES = [f"{name}{ending}" for name in ("hit_rate", "false_alarm_rate") for ending in ("", "_low", "_high")]
