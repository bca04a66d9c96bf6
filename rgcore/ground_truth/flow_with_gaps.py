"""What each way of treating missing entries does to the flow of data whose complete flow is known.

``python -m rgcore.ground_truth.flow_with_gaps`` prints the table of docs/gaps.md, in about half a minute.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.random import Generator
from scipy.signal import lfilter

from rgcore.datasets import generate_dataset
from rgcore.datasets.gaps import fill_gaps
from rgcore.pcarg import moment_flow
from rgcore.rng import stream

__all__ = ["flow_with_gaps", "generated_samples", "main"]

KEPT = (1.0, 0.5, 0.1)  # fractions of the modes
SHARES = (0.02, 0.05, 0.2)  # of the entries that are missing
_SIZE = {"n_variables": 50, "n_samples": 5000}
_DECAY, _NOISE = 0.8, 0.1  # per bin, and in units of a spike
_LENGTH = 25  # samples of a long gap


def drop_samples(samples: np.ndarray) -> np.ndarray:
    """Return the samples without a gap."""
    return samples[~np.isnan(samples).any(axis=1)]


def scattered(shape: tuple[int, int], share: float, *, rng: Generator) -> np.ndarray:
    """Return a mask of independent gaps."""
    return rng.random(shape) < share


def long_gaps(shape: tuple[int, int], share: float, *, rng: Generator) -> np.ndarray:
    """Return a mask of gaps of 25 samples in single variables; where two meet the gap is longer."""
    first = rng.random(shape) < 1 - (1 - share) ** (1 / _LENGTH)
    return lfilter(np.ones(_LENGTH), 1.0, first, axis=0) > 0.5


TREATMENTS: Mapping[str, Callable] = {
    "drop_samples": drop_samples,
    "pairwise": lambda samples: fill_gaps(samples, "pairwise"),
    "em": lambda samples: fill_gaps(samples, "em"),
}
PATTERNS: Mapping[str, Callable] = {"scattered": scattered, "25 samples": long_gaps}


def flow_with_gaps(
    samples: np.ndarray,
    shares: Sequence[float],
    *,
    pattern: str = "scattered",
    n_repeats: int = 4,
    rng: Generator,
) -> pd.DataFrame:
    """Return the change of the flow by gaps at random, under every treatment.

    Parameters
    ----------
    samples : (n_samples, n_variables) array, complete
    shares : sequence of float
        Of missing entries, each between 0 and 1.
    pattern : "scattered" or "25 samples"
    n_repeats : int
        Draws of gaps, at least 2.
    rng : Generator, advanced in place

    Returns
    -------
    DataFrame
        share, treatment, n_samples (left, in the mean), and for each fraction f of the modes in ``KEPT`` the columns
        f: median kurtosis relative to that of the complete samples, minus 1, in the mean over the draws, f + "_err":
        its standard error. NaN where a draw leaves fewer samples than variables.
    """
    complete = _kurtosis(samples)
    rows = []
    for share in shares:
        masks = [PATTERNS[pattern](samples.shape, share, rng=rng) for _ in range(n_repeats)]
        for name, treatment in TREATMENTS.items():
            treated = [treatment(np.where(mask, np.nan, samples)) for mask in masks]
            n_left = [_n_samples(each) for each in treated]
            if min(n_left) > samples.shape[1]:
                changes = np.array([_kurtosis(each) / complete - 1 for each in treated])
            else:
                changes = np.full((n_repeats, len(KEPT)), np.nan)
            errors = changes.std(axis=0, ddof=1) / np.sqrt(n_repeats)
            row = {"share": share, "treatment": name, "n_samples": np.mean(n_left)}
            for place, fraction in enumerate(KEPT):
                row |= {f"{fraction}": changes[:, place].mean(), f"{fraction}_err": errors[place]}
            rows.append(row)
    return pd.DataFrame(rows)


def _kurtosis(samples: object) -> np.ndarray:
    """Return the median kurtosis for every fraction in ``KEPT``."""
    flow = moment_flow(samples, KEPT).sort_values("kept_fraction", ascending=False)
    return flow["kurtosis_median"].to_numpy()


def _n_samples(treated: object) -> int:
    return len(treated) if isinstance(treated, np.ndarray) else treated.blocks.shape[0]


def generated_samples(name: str) -> np.ndarray:
    """Return (5000, 50) samples similar to returns of stocks, or to the fluorescence of cells."""
    kind = {"returns": "stock_like", "fluorescence": "neural_like"}[name]
    samples = generate_dataset(name, {"kind": kind, **_SIZE}, rng=stream(1, data=name)).samples
    if name == "returns":
        return samples
    noise = stream(2, data=name).standard_normal(samples.shape)
    return lfilter([1.0], [1.0, -_DECAY], samples, axis=0) + _NOISE * noise


def main() -> None:
    """Print the table of docs/gaps.md."""
    print(
        "| data | gaps | missing | treatment | samples left | all modes | half | a tenth |\n"
        + "|---" * 8
        + "|"
    )
    for name in ("returns", "fluorescence"):
        samples = generated_samples(name)
        numbers = " | ".join(f"{kurtosis:.3g}" for kurtosis in _kurtosis(samples))
        print(f"| {name} | none | | | {len(samples)} | kurtosis {numbers} |")
        for pattern in PATTERNS:
            changes = flow_with_gaps(samples, SHARES, pattern=pattern, rng=stream(3, data=name, gaps=pattern))
            for _, row in changes.iterrows():
                print(
                    f"| {name} | {pattern} | {100 * row['share']:g} % | {row['treatment']} | {_cells(row)} |"
                )


def _cells(row: pd.Series) -> str:
    """Return the number of samples and the changes in percent, with one standard error in the last digit."""
    cells = [f"{row['n_samples']:.0f}"]
    for fraction in KEPT:
        change, error = 100 * row[f"{fraction}"], 100 * row[f"{fraction}_err"]
        cells.append("too few" if np.isnan(change) else f"{change:+.1f}({error:.1f}) %")
    return " | ".join(cells)


if __name__ == "__main__":
    main()
