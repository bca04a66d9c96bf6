"""scikit-learn's side of the benchmarks of training; runs in .venv-bench, see peers.py."""

import json
import sys
import time
from functools import cache

import numpy as np
import sklearn
from sklearn.neural_network import BernoulliRBM


def train(
    *, n_visible: int, n_hidden: int, n_samples: int, batch_size: int, n_epochs: int
) -> dict[str, float]:
    """Fit an RBM by persistent contrastive divergence in float32, from its random start."""
    machine = BernoulliRBM(
        n_components=n_hidden, learning_rate=0.01, batch_size=batch_size, n_iter=n_epochs, random_state=1
    )
    given = samples(n_samples, n_visible)
    started = time.perf_counter()
    machine.fit(given)
    seconds = time.perf_counter() - started
    if machine.components_.dtype != np.float32:
        raise SystemExit("scikit-learn did not train in float32")
    return {"seconds": seconds}


@cache
def samples(n_samples: int, n_visible: int) -> np.ndarray:
    """Return random samples (n_samples, n_visible) float32 of 0 or 1."""
    return np.random.default_rng(1).integers(0, 2, (n_samples, n_visible)).astype(np.float32)


def main() -> None:
    """Answer requests until there are no more."""
    print(json.dumps({"name": f"scikit-learn {sklearn.__version__}"}), flush=True)
    for line in sys.stdin:
        print(json.dumps(train(**json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
