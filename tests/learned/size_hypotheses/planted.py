"""Tables of the study with planted widths."""

from itertools import product

import numpy as np
import pandas as pd

from rgcore.learned.size_hypotheses.hypotheses import HYPOTHESES
from rgcore.learned.size_hypotheses.widths import RESOLUTION, final_runs, widths_of

BY_NAME = {hypothesis.name: hypothesis for hypothesis in HYPOTHESES}
PLANTED = {
    "constant": (np.log(3.0),),
    "tiling": (np.log(1.3),),
    "correlation": (np.log(0.9),),
    "smaller": (np.log(1.3), np.log(1.1)),
    "crossover": (np.log(1.4), np.log(1.2), np.log(2.0)),
    "powers": (np.log(1.1), 0.3, 0.25),
}
LENGTHS = {
    "2.269185": (9.0, np.inf),
    "2.4": (6.0, 7.5),
    "2.6": (3.5, 3.9),
    "2.9": (2.0, 2.2),
    "3.4": (1.4, 1.5),
}
DESIGN = {
    "side": [32],
    "temperature": list(LENGTHS),
    "n_hidden": [16, 64, 256],
    "l1": [1e-3],
    "n_epochs": [400],
}


def study(hypothesis, *, rng, of_runs=0.03, of_conditions=0.03, n_replicas=3, slopes=(0.0, 0.0), **design):
    """A table of one kind of network whose widths follow a hypothesis, (name, parameters).

    ``slopes`` are l1_slope and epochs_power.
    """
    values = DESIGN | design
    rows = []
    for condition in product(*values.values()):
        of_condition = dict(zip(values, condition, strict=True))
        missed = of_conditions * rng.normal()
        sites = of_condition["side"] ** 2 / of_condition["n_hidden"]
        measured, infinite = LENGTHS[of_condition["temperature"]]
        name, parameters = hypothesis
        width = BY_NAME[name].log_width(np.array(parameters), np.log([sites]), np.log([measured]))[0]
        width += slopes[0] * of_condition["l1"] / 1e-3 + slopes[1] * np.log(of_condition["n_epochs"] / 400)
        for replica in range(n_replicas):
            rows.append(
                of_condition
                | {
                    "replica": replica,
                    "epoch": of_condition["n_epochs"],
                    "sites_per_unit": sites,
                    "correlation_length": 3 * measured,  # with the mean spin: enters nothing
                    "correlation_length_connected": measured,
                    "correlation_length_exact": infinite,
                    "fwhm": np.hypot(np.exp(width), RESOLUTION) * np.exp(missed + of_runs * rng.normal()),
                    "n_localized": of_condition["n_hidden"],
                }
            )
    constant = {
        "design": "one",
        "source": "ising",
        "sharing": "none",
        "fields": "zero",
        "algorithm": "persistent_contrastive_divergence",
        "start": "random",
        "converged": True,
        "duplicate_fraction": 0.1,
        "localized_fraction": 0.9,
        "n_samples": 5000,
        "learning_rate": 0.03,
        "log_likelihood_of_ising": -0.5,
        "likelihood_reliable": True,
    }
    frame = pd.DataFrame(rows).assign(**constant)
    return frame.assign(temperature=frame["temperature"].astype(float))


def widths(hypothesis, **options):
    return widths_of(final_runs(study(hypothesis, **options)))
