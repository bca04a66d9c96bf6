"""Training: an epoch of ours beside scikit-learn's and one in plain torch, layer by layer of a stack.

All train 0/1 units in float32 on minibatches of 100 of 10,000 samples, and none measures anything on the way.
scikit-learn runs persistent chains and has neither momentum nor a penalty, and does not shuffle: it does less. torch
does the same as ours.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial

from epochs import BATCH, LAYERS, N_SAMPLES, Layer, epoch_of, random_samples, repeated, settings_for
from measuring import Row, Target, rates, seconds_of
from peers import Peer, peer

BOUNDS = {"scikit_learn": 1.5, "torch": 1}
MISSING = {"scikit_learn": "scikit-learn", "torch": "pip install torch in .venv-bench"}


def rows() -> Iterator[Row]:
    """One row per layer and peer."""
    with ExitStack() as stack:
        peers = {package: stack.enter_context(peer(package)) for package in BOUNDS}
        for layer in LAYERS:
            seconds, amount = _in_turn(layer, peers), N_SAMPLES * layer.n_epochs
            for package, found in peers.items():
                yield Row(
                    name=f"CD-1 samples per second, {layer}, 0/1 units",
                    unit="/s",
                    ours=rates(amount, seconds["ours"]),
                    other=rates(amount, seconds.get(package, ())),
                    other_name=found.name if found else MISSING[package],
                    target=Target(bound=BOUNDS[package]),
                )


def _in_turn(layer: Layer, peers: dict[str, Peer | None]) -> dict[str, list[float]]:
    """Return the seconds of every run, ours and theirs in turn; a first round does not count."""
    samples = random_samples(N_SAMPLES, layer.n_visible, "binary")
    ours = repeated(epoch_of(samples, layer.n_hidden, settings_for("binary")), layer.n_epochs)
    trainers: dict[str, Callable[[], float]] = {"ours": partial(seconds_of, ours)}
    trainers |= {package: partial(_ask, found, layer) for package, found in peers.items() if found}
    rounds = [[train() for train in trainers.values()] for _ in range(layer.n_runs + 1)]
    return dict(zip(trainers, map(list, zip(*rounds[1:], strict=True)), strict=True))


def _ask(trainer: Peer, layer: Layer) -> float:
    """Let a peer train."""
    return trainer.ask(
        n_visible=layer.n_visible,
        n_hidden=layer.n_hidden,
        n_samples=N_SAMPLES,
        batch_size=BATCH,
        n_epochs=layer.n_epochs,
    )["seconds"]
