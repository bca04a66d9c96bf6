"""Small tables of the bench of models: measures are random numbers, what follows from them is computed."""

from itertools import product

import numpy as np
import pandas as pd

from rgcore.model_bench.battery.measures import EXPONENTS, MEASURES, NULLS
from rgcore.model_bench.judging.judge import judge

MODELS = {  # family, interacting, critical, driven
    "contact_critical": ("contact", True, True, False),
    "independent_cells": ("independent", False, False, False),
    "common_fields": ("fields", False, False, True),
    "ising_critical": ("ising", True, True, False),
    "ising_ordered": ("ising", True, False, False),
    "place_cells": ("place", False, False, True),
}
TRUTHS = ("family", "interacting", "critical", "driven")


def bench_measures(models=MODELS, n_replicas=2, seed=3, null_verdict="not excluded"):
    """Return rows of ``bench_measures`` in which no measure has anything to do with the truth."""
    rng = np.random.default_rng(seed)
    keys = list(product(models, (1, 4), range(n_replicas), MEASURES))
    frame = pd.DataFrame(keys, columns=["model", "bin_width", "replica", "measure"])
    positive = frame["measure"].map(lambda name: MEASURES[name].logarithm)
    values = rng.standard_normal(len(frame))
    verdicts = {f"{name}_p": null_verdict for name in NULLS} | dict.fromkeys(EXPONENTS, "power law")
    verdicts |= {"kurtosis": "above"}
    frame = frame.assign(
        value=np.where(positive, np.exp(values), values),
        value_err=0.1,
        verdict=frame["measure"].map(verdicts).fillna(""),
        control=frame["measure"].map(lambda name: MEASURES[name].control),
        n_variables=32,
        coarse=frame["bin_width"] > 1,
    )
    for place, truth in enumerate(TRUTHS):
        frame[truth] = [models[model][place] for model in frame["model"]]
    return frame


def bench_tables(models=MODELS, **options):
    """Return the four tables by name."""
    tables = judge(bench_measures(models, **options), 100, rng=np.random.default_rng(1))
    return {f"bench_{name}": getattr(tables, name) for name in ("measures", "verdicts", "scores", "roc")}
