"""Small tables of learned maps of the right shape."""

from itertools import product

import numpy as np
import pandas as pd

from rgcore.learned.maps.map_tests import map_tests

from .lattices import CRITICAL

TRAINED = "ising_T2.269185_l1_0.002_spin"


def map_tables(n_steps):
    """Return both tables, by name."""
    exponents = learned_map_exponents(n_steps)
    return {"learned_map_exponents": exponents, "learned_map_tests": map_tests(exponents, TRAINED)}


def learned_map_exponents(n_steps):
    """Maps of both kinds, one of them with free filters on a lattice of its own, with two replicas."""
    maps = {"majority": ("none", np.nan), "decimation": ("none", np.nan), TRAINED: ("ising", CRITICAL)}
    rows = [
        (32, name, "translations", *training, hidden, replica, sector, step)
        for (name, training), hidden, replica, sector, step in product(
            maps.items(), ("deterministic", "sampled"), (0, 1), ("even", "odd"), range(1, n_steps + 1)
        )
    ]
    rows += [
        (16, start + TRAINED, sharing, "ising", CRITICAL, hidden, replica, sector, 1)
        for (start, sharing), hidden, replica, sector in product(
            {"": "translations", "free_": "none"}.items(),
            ("deterministic", "sampled"),
            (0, 1),
            ("even", "odd"),
        )
    ]
    names = "side map sharing source training_temperature hidden replica sector blocking_step"
    frame = pd.DataFrame(rows, columns=names.split())
    exact = frame["sector"].map({"even": 1.0, "odd": 15 / 8})
    away = frame["map"].map({"majority": 0.002, "decimation": 0.1}).fillna(0.01) + 0.002 * frame["replica"]
    trained = frame["source"] != "none"
    return frame.assign(
        temperature=CRITICAL,
        l1=np.where(trained, 2e-3, np.nan),
        units=np.where(trained, "spin", "none"),
        n_samples=5000,
        norm=0.9,
        weight_sum=1.8,
        block_share=0.8,
        positive_share=0.99,
        share_outside=0.01,
        tiling_distance=np.where(frame["sharing"] == "none", 0.2, 0.0),
        share_variation=0.1,
        blocked_side=(frame["side"] / 2 ** frame["blocking_step"]).astype(int),
        neighbour_correlation=0.7,
        exponent=exact + away,
        exponent_err=0.003,
        exponent_exact=exact,
        majority_exponent=exact + 0.001,
        majority_exponent_err=0.003,
        difference=away - 0.001,
        difference_err=0.001,
    )
