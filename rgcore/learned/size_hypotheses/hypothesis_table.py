"""The table ``block_size_hypotheses``: every hypothesis fitted to every kind of network of the study."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.random import Generator

from rgcore.learned.size_hypotheses.covariates import (
    COVARIATES,
    EPOCHS_UNIT,
    L1_UNIT,
    SIDE_UNIT,
    covariates_of,
)
from rgcore.learned.size_hypotheses.determined import note_on, reason_against
from rgcore.learned.size_hypotheses.evidence import (
    akaike,
    bayes,
    p_within_powers,
    reason_against_weights,
    verdicts,
    weights,
)
from rgcore.learned.size_hypotheses.fit import Fit, fit_hypothesis
from rgcore.learned.size_hypotheses.hypotheses import HYPOTHESES, Hypothesis
from rgcore.learned.size_hypotheses.prediction import Prediction, declared_splits, predict
from rgcore.learned.size_hypotheses.prediction_errors import prediction_columns
from rgcore.learned.size_hypotheses.widths import (
    FACTORS,
    LEAST_LOCALIZED,
    LEAST_REPLICAS_LOCALIZED,
    MANY_DUPLICATES,
    MOST_DUPLICATES,
    RANDOM,
    RANDOM_DUPLICATES,
    RESOLUTION,
    Widths,
    final_runs,
    from_random_weights,
    settled,
    widths_of,
)
from rgcore.rng import stream
from rgcore.stats.holm import holm

__all__ = ["CONSTANTS", "hypothesis_table", "parameter_columns"]

LENGTHS = ("measured", "infinite")
KIND = ["source", "sharing"]
_WITHIN_POWERS = ("constant", "tiling", "correlation")
CONSTANTS = {
    "resolution": RESOLUTION,
    "start": RANDOM,
    "least_localized": LEAST_LOCALIZED,
    "least_runs_localized": LEAST_REPLICAS_LOCALIZED,
    "most_duplicates": MOST_DUPLICATES,
    "many_duplicates": MANY_DUPLICATES,
    "random_duplicates": RANDOM_DUPLICATES,
    "l1_unit": L1_UNIT,
    "epochs_unit": EPOCHS_UNIT,
    "side_unit": SIDE_UNIT,
}
"""What the columns of the table refer to."""

_PARAMETERS = tuple(dict.fromkeys(name for hypothesis in HYPOTHESES for name in hypothesis.parameters))


class _Candidate(NamedTuple):
    """A hypothesis with one of the lengths, its fit if there is one, and why a number is missing."""

    hypothesis: Hypothesis
    length: str
    fit: Fit | None
    reason: str


def hypothesis_table(study: pd.DataFrame, *, rng: Generator) -> pd.DataFrame:
    """Fit all hypotheses to the widths at the end of training from random weights, for every source and sharing.

    Parameters
    ----------
    study : DataFrame
        Table ``block_size_study``.
    rng : Generator
        One number is drawn; each hypothesis has a stream of its own.

    Returns
    -------
    DataFrame
        Table ``block_size_hypotheses``.
    """
    root = int(rng.integers(2**32))
    tables = []
    for (source, sharing), runs in final_runs(study).groupby(KIND, sort=True):
        rows = _rows_of_kind(runs, root, {"source": source, "sharing": sharing})
        tables.append(pd.DataFrame(rows).assign(source=source, sharing=sharing))
    table = pd.concat(tables, ignore_index=True)
    return table.assign(p_corrected=holm(table["p_value"].to_numpy()))


def _rows_of_kind(runs: pd.DataFrame, root: int, kind: dict[str, str]) -> list[dict]:
    """Return one row per hypothesis and length of one kind of network."""
    settled_runs, with_duplicates = settled(runs), settled(runs, MANY_DUPLICATES)
    runs, settled_runs, with_duplicates = map(from_random_weights, (runs, settled_runs, with_duplicates))
    widths, settled_widths = widths_of(runs), widths_of(settled_runs)
    candidates = _candidates(widths)
    evidence = _evidence(candidates, widths)
    others = {
        "weight_if_wide": widths_of(runs, unlocalized_as_wide=True),
        "weight_if_settled": settled_widths,
        "weight_if_many_duplicates": widths_of(with_duplicates),
    }
    other_weights = {
        name: np.array([each["weight"] for each in evidence])
        if given.has_the_runs_of(widths)
        else _weights(_candidates(given), given, akaike)
        for name, given in others.items()
    }
    of_kind = _counts(widths, settled_widths, runs) | CONSTANTS
    no_weights = _reason_against_weights(candidates, widths)
    rows = []
    for place, (candidate, of_candidate) in enumerate(zip(candidates, evidence, strict=True)):
        rng = stream(root, **kind, hypothesis=candidate.hypothesis.name, length=candidate.length)
        reasons = [candidate.reason, no_weights if candidate.fit is not None else ""]
        rows.append(
            {"hypothesis": candidate.hypothesis.name, "length": candidate.length}
            | of_kind
            | parameter_columns(candidate.fit)
            | of_candidate
            | {name: given[place] for name, given in other_weights.items()}
            | prediction_columns(_predictions(candidate, widths, rng=rng), rng=rng)
            | {"reason": "; ".join(reason for reason in reasons if reason)}
        )
    return rows


def _predictions(candidate: _Candidate, widths: Widths, *, rng: Generator) -> dict[str, Prediction | None]:
    """Return the predictions of every split by its factor; none of a hypothesis that was not fitted."""
    if candidate.fit is None:
        return {}
    return {
        split.factor: predict(candidate.hypothesis, candidate.length, widths, split, rng=rng)
        for split in declared_splits(widths.conditions)
    }


def _candidates(widths: Widths) -> list[_Candidate]:
    """Return every hypothesis with every length that enters it, fitted where the design allows it."""
    covariates = covariates_of(widths.conditions) if len(widths.conditions) else None
    found = []
    for hypothesis in HYPOTHESES:
        for length in LENGTHS if hypothesis.has_length else ("none",):
            reason = reason_against(hypothesis, length, widths, covariates)
            fit = None if reason else fit_hypothesis(hypothesis, length, widths, covariates)
            note = note_on(hypothesis, length, widths) if fit else reason
            found.append(_Candidate(hypothesis, length, fit, note))
    return found


def _reason_against_weights(candidates: list[_Candidate], widths: Widths) -> str:
    most = max((each.fit.n_free for each in candidates if each.fit is not None), default=0)
    return reason_against_weights(most, len(widths.conditions), widths.conditions_by_sites())


def _weights(
    candidates: list[_Candidate], widths: Widths, criterion: Callable[[Fit, int], float]
) -> np.ndarray:
    """Return the weight of every candidate; NaN for those without a fit, and for all where conditions are too few."""
    values = _criteria(candidates, widths, criterion)
    return weights(np.full_like(values, np.nan) if _reason_against_weights(candidates, widths) else values)


def _criteria(
    candidates: list[_Candidate], widths: Widths, criterion: Callable[[Fit, int], float]
) -> np.ndarray:
    n_conditions = len(widths.conditions)
    return np.array(
        [float("nan") if each.fit is None else criterion(each.fit, n_conditions) for each in candidates]
    )


def _evidence(candidates: list[_Candidate], widths: Widths) -> list[dict]:
    """Return what compares each candidate with the others."""
    aicc, bic = (_criteria(candidates, widths, criterion) for criterion in (akaike, bayes))
    of_aicc, of_bic = (_weights(candidates, widths, criterion) for criterion in (akaike, bayes))
    powers = {each.length: each.fit for each in candidates if each.hypothesis.name == "powers"}
    powers["none"] = powers["measured"]
    return [
        {
            "log_likelihood": float("nan") if each.fit is None else each.fit.log_likelihood,
            "n_parameters": 0 if each.fit is None else each.fit.n_free,
            "aicc": aicc[place],
            "weight": of_aicc[place],
            "bic": bic[place],
            "weight_bic": of_bic[place],
            "verdict": verdict,
            "p_value": _p_value(each, powers[each.length], len(widths.conditions)),
        }
        for place, (each, verdict) in enumerate(zip(candidates, verdicts(of_aicc), strict=True))
    ]


def _p_value(candidate: _Candidate, powers: Fit | None, n_conditions: int) -> float:
    if candidate.fit is None or powers is None or candidate.hypothesis.name not in _WITHIN_POWERS:
        return float("nan")
    return p_within_powers(candidate.fit, powers, n_conditions)


def _counts(widths: Widths, settled_widths: Widths, runs: pd.DataFrame) -> dict[str, int | str]:
    return {
        "n_conditions": len(widths.conditions),
        "conditions_by_sites": _in_words(widths.conditions_by_sites()),
        "n_conditions_without": runs.groupby(list(FACTORS)).ngroups - len(widths.conditions),
        "n_runs": len(widths.log_width),
        "n_converged": int(widths.converged.sum()),
        "n_conditions_settled": len(settled_widths.conditions),
        "settled_by_sites": _in_words(settled_widths.conditions_by_sites()),
        "n_limits": int((widths.limit != 0).sum()),
        "n_not_localized": widths.n_not_localized,
    }


def _in_words(by_sites: dict[float, int]) -> str:
    """Return counts such as "4: 9, 16: 8", by the sites per unit."""
    return ", ".join(f"{sites:g}: {count}" for sites, count in by_sites.items())


def parameter_columns(fit: Fit | None) -> dict[str, float]:
    """Return parameters and coefficients of covariates with standard errors; NaN for those that it has not."""
    names = (*_PARAMETERS, *COVARIATES)
    columns = dict.fromkeys([each for name in names for each in (name, f"{name}_err")], float("nan"))
    columns |= dict.fromkeys(["scatter_of_runs", "scatter_of_conditions"], float("nan"))
    if fit is None:
        return columns
    errors = np.sqrt(np.diag(fit.covariance))
    logarithmic = (*fit.hypothesis.in_logarithm, *[False] * len(fit.covariates))
    for name, value, error, as_logarithm in zip(
        (*fit.hypothesis.parameters, *fit.covariates), fit.values, errors, logarithmic, strict=False
    ):
        scale = np.exp(value) if as_logarithm else 1.0
        columns[name] = float(np.exp(value) if as_logarithm else value)
        columns[f"{name}_err"] = float(scale * error)
    columns |= dict.fromkeys(fit.fixed, float("nan"))
    of_runs, of_conditions = fit.scatter
    return columns | {"scatter_of_runs": of_runs, "scatter_of_conditions": of_conditions}
