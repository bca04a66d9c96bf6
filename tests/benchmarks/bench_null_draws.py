"""Draws of the nulls for spikes and recordings, alone and each through the flows of the run of ``config.yaml``."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from measuring import Row, Target, seconds_of

from rgcore.datasets import generate_dataset
from rgcore.pcarg import FlowPlan, null_draws
from rgcore.pcarg.nulls.draws import fit_null
from rgcore.pcarg.nulls.observed_data import observed_data
from rgcore.pcarg.nulls.structure import Structure, covariate_bins
from rgcore.verification.run_config import run_config

SIZE = {"n_variables": 160, "n_samples": 40_000}
NULLS = ("dichotomized", "trial_shuffled", "given_rate", "given_covariate")
OF_CONFIG = run_config([Path("config.yaml")])["pcarg"]
PLAN = FlowPlan(kept=tuple(OF_CONFIG["kept_fractions"]), dropped_tops=tuple(OF_CONFIG["dropped_top"]))
N_DRAWS, N_MEASURED, N_RUNS = 79, 6, 3
TARGET = Target(bound=60, at_least=False, of_ratio=False)  # seconds


def rows() -> Iterator[Row]:
    """Two rows per null: seconds of fitting it and 79 draws, and the same with the flows of each draw."""
    rng = np.random.default_rng(1)
    samples = generate_dataset("cells", {"kind": "neural_like", **SIZE}, rng=rng).samples
    position = covariate_bins(np.sin(np.arange(SIZE["n_samples"]) / 300), 20)
    data = observed_data([samples], structure=Structure(trial_length=400, bins=position))
    for null in NULLS:
        fits, draws, flows = [], [], []
        for run in range(N_RUNS + 1):  # the first is not counted
            fits.append(seconds_of(lambda null=null: fit_null(null, data, rng=np.random.default_rng(2))))
            fitted, own = fit_null(null, data, rng=np.random.default_rng(2)), np.random.default_rng(run)
            draws.append(
                seconds_of(lambda fitted=fitted, own=own: [fitted.draw(rng=own) for _ in range(N_MEASURED)])
            )
            flows.append(seconds_of(lambda null=null: _flows(data, null)) - fits[-1])
        for name, parts in (
            (f"{N_DRAWS} draws of {null}", draws),
            ("  the same with their flows", flows),
        ):
            seconds = [
                fit + N_DRAWS / N_MEASURED * part for fit, part in zip(fits[1:], parts[1:], strict=True)
            ]
            yield Row(
                name=name, unit="s", ours=seconds, target=TARGET, details={"seconds_of_the_fit": fits[1:]}
            )


def _flows(data, null: str) -> None:
    rngs = {null: np.random.default_rng(3)}
    null_draws(data, PLAN, N_MEASURED, dataset="cells", rngs=rngs, report=lambda *_: None)
