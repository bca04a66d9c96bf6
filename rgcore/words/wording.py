"""Numbers and lists as words, for sentences composed from tables."""

from collections.abc import Iterable

import numpy as np
from pandas import DataFrame

from rgcore.stats.comparison import GAUSSIAN_KURTOSIS, LEVEL, agrees

__all__ = [
    "LEVEL_WORDS",
    "agreement",
    "are",
    "at_cutoffs",
    "beside_gaussian",
    "change",
    "count",
    "escape_rst",
    "listing",
    "number",
    "single_run",
    "span",
    "with_error",
    "with_interval",
]

LEVEL_WORDS = f"{LEVEL:g} standard errors"


def number(value: float, digits: int = 3) -> str:
    """Return ``value`` with ``digits`` significant digits, or "no number" for NaN; 48200 as 48,200."""
    if np.isnan(value):
        return "no number"
    text = f"{value:.{digits}g}"
    return f"{float(text):,.0f}" if "e+0" in text else text


def with_error(value: float, error: float) -> str:
    """Return "value +- error" with the error to two digits; without a finite, positive error the value alone.

    From an error of 100 on as "(1.50 ± 0.17) x 10^7".
    """
    if not (np.isfinite(error) and error > 0 and np.isfinite(value)):
        return number(value)
    decade = int(np.floor(np.log10(error)))
    if decade >= 2:
        top = max(decade, int(np.floor(np.log10(max(abs(value), error)))))
        value, error, decimals = value / 10.0**top, error / 10.0**top, top - decade + 1
        return f"({value:.{decimals}f} ± {error:.{decimals}f}) x 10^{top}"
    decimals = max(0, 1 - decade)
    return f"{value:.{decimals}f} ± {error:.{decimals}f}"


def with_interval(value: float, low: float, high: float) -> str:
    """Return "value (low to high)", a 95 % interval, all with the decimals of half of its width to two digits.

    An end that is not finite is "inf" or "no number".
    """
    half = (high - low) / 2
    if not (np.isfinite(half) and half > 0 and np.isfinite(value)):
        return f"{number(value)} ({number(low)} to {number(high)})"
    decimals = max(0, 1 - int(np.floor(np.log10(half))))
    return f"{value:.{decimals}f} ({low:.{decimals}f} to {high:.{decimals}f})"


def listing(items: Iterable[str]) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    words = list(items)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def count(amount: int, noun: str) -> str:
    """Return "1 unit" or "3 units"."""
    return f"{amount} {noun}" if amount == 1 else f"{amount} {noun}s"


def are(amount: int) -> str:
    """Return the verb after a number of things: "is" of one, "are" of others."""
    return "is" if amount == 1 else "are"


def at_cutoffs(holds: Iterable[bool]) -> str:
    """Return at how many cutoffs something holds: "at every cutoff", "at none of 9 cutoffs" or "at 2 of 9 cutoffs"."""
    held = list(holds)
    if all(held):
        return "at every cutoff"
    return f"at {sum(held) or 'none'} of {count(len(held), 'cutoff')}"


def span(values: Iterable[float], unit: str = "") -> str:
    """Return "between a and b unit" of the finite values, "a unit" if they round alike."""
    finite = np.asarray(list(values), dtype=float)
    finite = finite[np.isfinite(finite)]
    ending = f" {unit}" if unit else ""
    if finite.size == 0:
        return "not defined"
    low, high = number(finite.min()), number(finite.max())
    return f"{low}{ending}" if low == high else f"between {low} and {high}{ending}"


def change(first: float, last: float, error: float = 0.0) -> str:
    """Return "falls from a to b", "rises from a to b" or that it stays within 2 standard errors of the difference.

    "Stays at a" where the three digits shown are the same.
    """
    if number(first) == number(last):
        return f"stays at {number(last)}"
    if not abs(last - first) > LEVEL * error:
        return f"stays within {LEVEL_WORDS} ({number(first)} to {number(last)})"
    return f"{'falls' if last < first else 'rises'} from {number(first)} to {number(last)}"


def agreement(scores: np.ndarray) -> str:
    """Return how many of the deviations, in standard errors, are below 2, and how large the largest is."""
    usable = scores[np.isfinite(scores)]
    if usable.size == 0:
        return "no point with a standard error"
    worst = np.abs(usable).max()
    inside = int(agrees(usable, 1.0).sum())
    return f"{inside} of {usable.size} within {LEVEL_WORDS} (largest deviation {worst:.2f})"


def beside_gaussian(verdict: str) -> str:
    """Return a column such as ``kurtosis_beside_gaussian`` in words, after ", "; empty without a verdict."""
    place = {"within": f"within {LEVEL_WORDS} of"}.get(verdict, verdict)
    return f", {place} the Gaussian value {GAUSSIAN_KURTOSIS:g}" if verdict else ""


def single_run(table: DataFrame) -> bool:
    """Return whether there is but one training run per temperature: its numbers have no scatter between runs."""
    return table["replica"].nunique() == 1


def escape_rst(text: str) -> str:
    """Return ``text`` with the characters that reStructuredText reads as markup escaped."""
    return "".join(f"\\{letter}" if letter in "\\*`|_" else letter for letter in text)
