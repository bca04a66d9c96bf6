"""Small tables of the scans."""

from itertools import product

import numpy as np
import pandas as pd

EXPONENTS = {
    "variance": 1.3,
    "silence": 0.9,
    "eigenvalue": 0.8,
    "dynamic": 0.2,
    "relaxation": 0.1,
    "alpha": 1.2,
}


def bin_width_scan(datasets):
    widths = {("merged", 1): "1 bin", ("merged", 4): "4 bins, 0.1 intervals", ("stacked", 2): "2 bins"}
    measures = [(name, 0) for name in EXPONENTS] + [("kurtosis_median", k) for k in (4, 16, 64)]
    rows = [
        (name, arrangement, n_bins, asked, measure, n_kept)
        for name in datasets
        for (arrangement, n_bins), asked in widths.items()
        for measure, n_kept in measures
    ]
    columns = ["dataset", "arrangement", "n_bins", "asked_for", "measure", "n_kept"]
    frame = pd.DataFrame(rows, columns=columns)
    first = frame["measure"].map(EXPONENTS).fillna(5 + frame["n_kept"])
    own = (frame["arrangement"] == "merged") & (frame["n_bins"] == 1)
    changed = frame["measure"].isin(["variance", "kurtosis_median"]) & ~own
    return frame.assign(
        mean_interval=40.0,
        n_samples=4000 // frame["n_bins"],
        n_variables=64,
        kept_fraction=(frame["n_kept"] / 64).where(frame["n_kept"] > 0),
        value=first + 0.1 * changed * np.log2(frame["n_bins"]),
        value_err=0.01 * first,
        change=0.1 * changed * np.log2(frame["n_bins"]),
        change_err=0.01,
        beside_original=np.where(own, "", np.where(changed, "above", "within")),
        shuffled=(0.9 * first).where(frame["measure"] != "alpha"),
        shuffled_err=0.02,
        note="",
    )


def n_dependence(datasets):
    kurtosis = [("kurtosis_median", k) for k in (4, 16, 64)]
    compared = [("jensen_shannon", 0), ("collapse_deviation", 0), ("collapse_score", 0)]
    rows = [
        (name, size, measure, n_kept)
        for name, size in product(datasets, (64, 32))
        for measure, n_kept in [*((name, 0) for name in EXPONENTS), *kurtosis, *compared]
        if n_kept <= size and (size == 32 or not measure.startswith("collapse"))
    ]
    frame = pd.DataFrame(rows, columns=["dataset", "n_variables", "measure", "n_kept"])
    exact = {"collapse_score": 1.5, "collapse_deviation": 0.08, "jensen_shannon": 0.1}
    value = (
        frame["measure"].map({**EXPONENTS, **exact}).fillna(5 + 64 * frame["n_kept"] / frame["n_variables"])
    )
    whole = frame["n_variables"] == 64
    return frame.assign(
        n_subsets=np.where(whole, 1, 4),
        kept_fraction=(frame["n_kept"] / frame["n_variables"]).where(frame["n_kept"] > 0),
        value=np.where(whole, 1.0, 0.9) * value,
        value_err=(0.02 * value).where(frame["measure"] != "collapse_score"),
        subset_std=(0.04 * value).mask(whole),
        change=(-0.1 * value).mask(whole),
        change_err=(0.03 * value).mask(whole),
        beside_all=np.where(whole, "", "below"),
        note="",
    )
