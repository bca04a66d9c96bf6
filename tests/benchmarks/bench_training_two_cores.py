"""Training: two temperatures side by side, each on a core of its own, against one with the computer to itself."""

import json
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from statistics import fmean

import numpy as np
from cores import ALLOWED, keep_to_core
from epochs import BATCH, LAYERS, N_SAMPLES, random_samples, settings_for
from measuring import Row, Target, seconds_of
from peers import Peer, asked
from threadpoolctl import threadpool_limits

from rgcore.rbm import TrainingData, train_rbm

N_RUNS, N_EPOCHS = 7, 2
LAYER = LAYERS[0]
TITLE = f"two training runs of {LAYER} on two cores, {N_EPOCHS} epochs"


def rows() -> Iterator[Row]:
    """One row: the time until both have ended, by the mean time of the two alone."""
    if len(ALLOWED) < 2:
        yield Row(name=TITLE, unit="s", ours=(), other_name="needs two cores to pin to")
        return
    with ExitStack() as stack:
        trainers = [stack.enter_context(asked(sys.executable, __file__, str(core))) for core in ALLOWED[:2]]
        _side_by_side(trainers)
        both, alone = [], []
        for _ in range(N_RUNS):
            alone.append(fmean(seconds_of(trainer.ask) for trainer in trainers))
            both.append(seconds_of(lambda: _side_by_side(trainers)))
    yield Row(
        name=TITLE,
        unit="s",
        ours=both,
        other=alone,
        other_name="one of them alone",
        target=Target(bound=1.15, at_least=False),
    )


def _side_by_side(trainers: list[Peer]) -> None:
    with ThreadPoolExecutor(len(trainers)) as pool:
        list(pool.map(Peer.ask, trainers))


def _answer(core: int) -> None:
    """Train once per line of standard input, on one core."""
    keep_to_core(core)
    data = TrainingData(*(random_samples(n, LAYER.n_visible, "binary") for n in (N_SAMPLES, BATCH * 10)))
    settings = settings_for("binary", N_EPOCHS)
    print(json.dumps({"name": f"training on core {core}"}), flush=True)
    for _ in sys.stdin:
        train_rbm(data, LAYER.n_hidden, settings, rng=np.random.default_rng(core), report=lambda *_: None)
        print(json.dumps({}), flush=True)


if __name__ == "__main__":
    with threadpool_limits(limits=1):
        _answer(int(sys.argv[1]))
