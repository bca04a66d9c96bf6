"""A made-up table, its runs with several seeds, and the reference made of them."""

import numpy as np
import pandas as pd

from rgcore.repeatability import drawn
from rgcore.verification.cells import bits, cells
from rgcore.verification.compare import compare
from rgcore.verification.parts import Part
from rgcore.verification.references.gather import gather

KEYS = ("temperature", "source")
CLASS = drawn(fixed=("energy_exact", "n_samples"))


def run(seed, n=12):
    """Return a table of means with standard errors, of a number without one, and of verdicts."""
    rng = np.random.default_rng(seed)
    energy = -np.linspace(2.0, 1.0, n)
    error = np.linspace(0.001, 0.01, n)
    return pd.DataFrame(
        {
            "temperature": np.linspace(1.0, 3.0, n),
            "source": "data",
            "energy": energy + error * rng.standard_normal(n),
            "energy_err": error * rng.uniform(0.85, 1.15, n),
            "energy_exact": energy,
            "n_samples": 1000,
            "time": 10 + rng.standard_normal(n),
            "verdict": rng.choice(["above", "below"], n, p=[0.9, 0.1]),
        }
    )


def part(frame, repeatability=CLASS, name="energies", keys=KEYS):
    return Part(name, repeatability, cells(name, frame, keys, repeatability), bits(frame))


def reference(*runs):
    """Return the reference made of runs, each one part or a list of parts."""
    about = {
        "name": "made_up",
        "config": {},
        "config_digest": "",
        "commit": "",
        "seeds": list(range(len(runs))),
        "arithmetic": {},
    }
    return gather(about, [each if isinstance(each, list) else [each] for each in runs])


def faults(new, runs, way):
    """Return what differs of a part beside the runs of the reference, as one text."""
    return "; ".join(fault.clause for fault in compare(new, reference(*runs), way).faults)
