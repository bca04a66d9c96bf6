"""Tables of the page on a data set of a user."""

import numpy as np
import pandas as pd

from rgcore.report.catalogue import PAGE_TABLES


def with_report(tables):
    """Return the tables with a report of three variables of each data set."""
    report = pd.DataFrame(
        {
            "dataset": "my_cells",
            "variable": ["a", "b", "c"],
            "kept": [True, True, False],
            "reason": ["", "", "5 of 2000 entries are missing"],
            "n_samples": 2000,
            "n_samples_dropped": 0,
            "trial_length": 0,
            "n_missing": [0, 0, 5],
            "n_clipped": 0,
            "largest_deviation": [3.0, -4.0, 5.0],
            "largest_share": [np.nan, 0.1, np.nan],
            "split_ratio": "",
            "reading": "column t contains the times; left out depth: it is no spike train",
            "warning": ["nearly the same as b, correlation 0.995", "", ""],
        }
    )
    others = [report.assign(dataset=name) for name in ("stock_like", "neural_like")]
    flow = tables["pca_flow"].assign(n_blocks=20, correlation_time=0.5)
    return {**tables, "dataset_report": pd.concat([report, *others]), "pca_flow": flow}


def own(tables, **changed):
    """Return the tables of the page of the user's data set, with changed columns: ``pca_flow={"n_blocks": 5}``."""
    parts = {
        name: table[table["dataset"] == "my_cells"] if "dataset" in table else table
        for name, table in tables.items()
        if name in PAGE_TABLES
    }
    return {**parts, **{name: parts[name].assign(**columns) for name, columns in changed.items()}}
