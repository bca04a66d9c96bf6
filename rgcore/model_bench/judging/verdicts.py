"""What the analysis would report of each realization, and how often it does so of each model."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import beta

from rgcore.coarse_graining.scaling.scaling_exponents import EXPONENTS
from rgcore.model_bench.judging.questions import QUESTIONS
from rgcore.stats.comparison import LEVEL

__all__ = ["VERDICTS", "Verdict", "share_interval", "verdict_table", "verdicts_of"]

_FEWEST_EXPONENTS = 2  # that exist, of those that are published for mice
_PUBLISHED = {name: each.published for name, each in EXPONENTS.items() if np.isfinite(each.published[0])}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A statement about data, the question that a reader takes it to answer, and when it is made.

    ``holds`` takes the measures of one realization, by name with value, value_err and verdict, and returns True, False
    or, where it cannot be made, None.
    """

    sentence: str
    question: str
    holds: Callable[[pd.DataFrame], bool | None]


def _exponents(rows: pd.DataFrame) -> pd.DataFrame | None:
    found = rows.loc[list(_PUBLISHED)]
    found = found[np.isfinite(found["value"])]
    return found if len(found) >= _FEWEST_EXPONENTS else None


def _scales(rows: pd.DataFrame) -> bool | None:
    found = _exponents(rows)
    return None if found is None else bool((found["verdict"] == "power law").all())


def _like_mice(rows: pd.DataFrame) -> bool | None:
    found = _exponents(rows)
    if found is None:
        return None
    low, high = np.array([_PUBLISHED[name] for name in found.index]).T
    margin = LEVEL * found["value_err"].to_numpy()
    values = found["value"].to_numpy()
    return bool(((values >= low - margin) & (values <= high + margin)).all())


def _looks_critical(rows: pd.DataFrame) -> bool | None:
    both = _scales(rows), _like_mice(rows)
    return None if None in both else all(both)


def _variance_like_mice(rows: pd.DataFrame) -> bool | None:
    row = rows.loc["variance"]
    low, high = _PUBLISHED["variance"]
    margin = LEVEL * row["value_err"]
    return bool(row["verdict"] == "power law" and low - margin <= row["value"] <= high + margin)


def _not_gaussian(rows: pd.DataFrame) -> bool | None:
    return bool(rows.loc["kurtosis", "verdict"] == "above")


def _beyond(null: str) -> Callable[[pd.DataFrame], bool | None]:
    def holds(rows: pd.DataFrame) -> bool | None:
        verdict = rows.loc[f"{null}_p", "verdict"]
        return None if verdict == "too few draws" else bool(verdict == "excluded")

    return holds


VERDICTS: Mapping[str, Verdict] = {
    "scales": Verdict(sentence="a power law is excluded for no exponent", question="critical", holds=_scales),
    "exponents_of_mice": Verdict(
        sentence="all exponents are in the range of the mice", question="critical", holds=_like_mice
    ),
    "looks_critical": Verdict(
        sentence="both: power laws with the exponents of the mice", question="critical", holds=_looks_critical
    ),
    "variance_of_mice": Verdict(
        sentence="the variance is a power law with an exponent of the mice",
        question="critical",
        holds=_variance_like_mice,
    ),
    "not_gaussian": Verdict(
        sentence="the kurtosis at N/16 is above 3", question="critical", holds=_not_gaussian
    ),
    "beyond_independent": Verdict(
        sentence="independent cells are excluded", question="interacting", holds=_beyond("shuffled")
    ),
    "beyond_rate": Verdict(
        sentence="cells that are independent given the population rate are excluded",
        question="interacting",
        holds=_beyond("given_rate"),
    ),
    "beyond_pairs": Verdict(
        sentence="a thresholded Gaussian with the same pair correlations is excluded",
        question="interacting",
        holds=_beyond("dichotomized"),
    ),
}


def verdicts_of(measures: pd.DataFrame) -> pd.DataFrame:
    """Return one row per verdict and realization with ``holds``, 1.0 or 0.0; those that cannot be made are left out."""
    keys = ["model", "replica", "bin_width"]
    rows = []
    for place, own in measures.groupby(keys):
        by_name = own.set_index("measure")
        truths = own.iloc[0][["family", *QUESTIONS]].to_dict()
        for name, verdict in VERDICTS.items():
            holds = verdict.holds(by_name)
            if holds is not None:
                found = {"verdict": name, "question": verdict.question, "holds": float(holds)}
                rows.append({**dict(zip(keys, place, strict=True)), **truths, **found})
    return pd.DataFrame(rows)


def verdict_table(verdicts: pd.DataFrame) -> pd.DataFrame:
    """Return how often each verdict is reached for each model and bin width: the table ``bench_verdicts``."""
    rows = []
    for (name, model, width), own in verdicts.groupby(["verdict", "model", "bin_width"]):
        first, n_yes = own.iloc[0], int(own["holds"].sum())
        low, high = share_interval(n_yes / len(own), len(own))
        rows.append(
            {
                "verdict": name,
                "sentence": VERDICTS[name].sentence,
                "question": first["question"],
                "model": model,
                "family": first["family"],
                "bin_width": int(width),
                "coarse": bool(first["coarse"]),
                "truth": bool(first[first["question"]]),
                "n_realizations": len(own),
                "n_yes": n_yes,
                "share": n_yes / len(own),
                "share_low": low,
                "share_high": high,
            }
        )
    return pd.DataFrame(rows)


def share_interval(share: float, n_units: int) -> tuple[float, float]:
    """Return the 95 % interval of a mean share over units (Clopper and Pearson, Biometrika 26, 404 (1934)).

    With models as units it is that of models which reach the verdict always or never: shares in between vary less.
    """
    n_yes = share * n_units
    low = float(beta.ppf(0.025, n_yes, n_units - n_yes + 1)) if n_yes > 0 else 0.0
    high = float(beta.ppf(0.975, n_yes + 1, n_units - n_yes)) if n_yes < n_units else 1.0
    return low, high
