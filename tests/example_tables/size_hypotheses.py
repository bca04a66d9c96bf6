"""Small tables of the hypotheses of block sizes; the numbers are made up."""

from itertools import product

import numpy as np
import pandas as pd


def block_size_hypotheses(n_kinds=2):
    """Hypotheses of networks with free filters and with one, trained on Ising configurations and on a control."""
    hypotheses = [("constant", "none"), ("tiling", "none")]
    hypotheses += [
        (hypothesis, xi)
        for hypothesis in ("correlation", "smaller", "crossover", "powers")
        for xi in ("measured", "infinite")
    ]
    kinds = list(product(("ising", "gaussian_copy"), ("none", "translations")))[:n_kinds]
    rows = [(*kind, *hypothesis) for kind, hypothesis in product(kinds, hypotheses)]
    frame = pd.DataFrame(rows, columns=["source", "sharing", "hypothesis", "length"])
    has = {
        "factor": {"constant": 3.0, "tiling": 1.3, "smaller": 1.4, "crossover": 1.6, "powers": 1.2},
        "length_factor": {"correlation": 0.8, "smaller": 1.5, "crossover": 1.7},
        "sharpness": {"crossover": 2.0},
        "sites_power": {"powers": 0.5},
        "length_power": {"powers": 0.1},
        "median_error": {
            "constant": 0.3,
            "tiling": 0.04,
            "correlation": 0.5,
            "smaller": 0.05,
            "crossover": 0.06,
        },
    }
    frame = frame.assign(
        **{name: frame["hypothesis"].map(values).astype(float) for name, values in has.items()}
    )
    for name in has:
        frame[f"{name}_err"] = 0.1 * frame[name]
    none = ("epochs_power", "fields_shift", "algorithm_shift", "start_shift", "side_power")
    frame = frame.assign(**{name + end: np.nan for name in none for end in ("", "_err")})
    tiling = frame["hypothesis"] == "tiling"
    return frame.drop(columns="median_error_err").assign(
        n_conditions=27,
        n_conditions_without=2,
        n_runs=81,
        n_converged=70,
        n_limits=3,
        n_not_localized=6,
        l1_slope=-0.05,
        l1_slope_err=0.01,
        scatter_of_runs=0.03,
        scatter_of_conditions=0.06,
        log_likelihood=np.where(tiling, 90.0, 80.0),
        n_parameters=4,
        aicc=np.where(tiling, -170.0, -150.0),
        weight=np.where(tiling, 0.98, 0.002),
        bic=np.where(tiling, -165.0, -145.0),
        weight_bic=np.where(tiling, 0.98, 0.002),
        weight_if_wide=np.where(tiling, 0.9, 0.01),
        weight_if_settled=np.where(tiling, 0.9, 0.01),
        weight_if_many_duplicates=np.where(tiling, 0.9, 0.01),
        conditions_by_sites="4: 14, 16: 13",
        n_conditions_settled=10,
        settled_by_sites="4: 5, 16: 5",
        start="random",
        least_localized=0.5,
        least_runs_localized=0.8,
        most_duplicates=0.2,
        many_duplicates=0.5,
        random_duplicates=0.785,
        l1_unit=1e-3,
        epochs_unit=400.0,
        side_unit=16.0,
        verdict=np.where(tiling, "wins", "excluded"),
        p_value=np.where(tiling, 0.4, 1e-6),
        p_corrected=np.where(tiling, 1.0, 1e-5),
        n_predicted=18,
        median_error_low=0.7 * frame["median_error"],
        median_error_high=1.4 * frame["median_error"],
        error_90=2.5 * frame["median_error"],
        error_90_low=1.8 * frame["median_error"],
        error_90_high=3.3 * frame["median_error"],
        error_temperature=frame["median_error"],
        error_n_hidden=1.2 * frame["median_error"],
        error_l1=np.nan,
        error_side=np.nan,
        error_of_runs=0.01,
        goal=0.05,
        resolution=1.27,
        goal_met=False,
        reason="",
    )
