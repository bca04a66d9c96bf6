"""Training: an epoch of contrastive divergence against its matrix products alone, layer by layer of a stack."""

import statistics
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import numpy as np
from epochs import BATCH, LAYERS, N_SAMPLES, Layer, epoch_of, random_samples, repeated, settings_for
from measuring import Row, Target, rates, timings

from rgcore.rbm import TrainingData, train_rbm

BOUNDS = {"1600 x 400": 0.88, "400 x 100": 0.6, "100 x 25": 0.6}
TITLES = {"binary": "0/1", "spin": "+-1"}
FLOOR = "its matrix products"


def rows() -> Iterator[Row]:
    """Two rows per layer and kind of units: the minibatches of an epoch, and all that train_rbm does."""
    for layer in LAYERS:
        for units, title in TITLES.items():
            ours, whole, floor, five = timings(*_runs(layer, units), n_runs=layer.n_runs)
            amount = N_SAMPLES * layer.n_epochs
            epochs = {"minibatches": ours, "train_rbm": whole, "products": floor, "five_products": five}
            yield Row(
                name=f"CD-1 samples per second, {layer}, {title} units",
                unit="/s",
                ours=rates(amount, ours),
                other=rates(amount, floor),
                other_name=FLOOR,
                target=Target(bound=BOUNDS[str(layer)]),
                details={
                    "seconds_per_epoch": {name: _median(each, layer) for name, each in epochs.items()},
                    "ratio_to_five_products": _ratio(five, ours),
                },
            )
            yield Row(
                name="  the same in train_rbm, with its diagnostics",
                unit="/s",
                ours=rates(amount, whole),
                other=rates(amount, floor),
                other_name=FLOOR,
            )


def _runs(layer: Layer, units: str) -> list[Callable[[], None]]:
    """Return what is timed in turn: minibatches, train_rbm, and the products as four and as five."""
    samples = random_samples(N_SAMPLES, layer.n_visible, units)
    data = TrainingData(samples, random_samples(BATCH * 10, layer.n_visible, units))
    settings = settings_for(units, layer.n_epochs)

    def whole() -> None:
        train_rbm(data, layer.n_hidden, settings, rng=np.random.default_rng(2), report=lambda *_: None)

    epochs = [epoch_of(samples, layer.n_hidden, settings), *products_of(layer)]
    ours, floor, five = (repeated(epoch, layer.n_epochs) for epoch in epochs)
    return [ours, whole, floor, five]


def products_of(layer: Layer) -> tuple[Callable[[], None], Callable[[], None]]:
    """Return the matrix products of every batch of an epoch, with one of both phases for the gradient, or with two."""
    rng = np.random.default_rng(3)
    weights = rng.standard_normal((layer.n_visible, layer.n_hidden)).astype(np.float32)
    visible = rng.integers(0, 2, (2 * BATCH, layer.n_visible)).astype(np.float32)
    hidden = rng.random((2 * BATCH, layer.n_hidden), dtype=np.float32)
    gradient, inputs_v, inputs_h = (
        np.empty_like(weights),
        np.empty_like(visible[:BATCH]),
        np.empty_like(hidden[:BATCH]),
    )
    (data, model), (means, states) = np.split(visible, 2), np.split(hidden, 2)

    def epoch(pairs: Sequence[tuple[np.ndarray, np.ndarray]]) -> None:
        for _ in range(N_SAMPLES // BATCH):
            np.matmul(data, weights, out=inputs_h)
            np.matmul(states, weights.T, out=inputs_v)
            np.matmul(model, weights, out=inputs_h)
            for left, right in pairs:
                np.matmul(left.T, right, out=gradient)

    return partial(epoch, [(visible, hidden)]), partial(epoch, [(data, means), (model, states)])


def _median(seconds: Sequence[float], layer: Layer) -> float:
    return statistics.median(seconds) / layer.n_epochs


def _ratio(these: Sequence[float], those: Sequence[float]) -> float:
    return statistics.median(a / b for a, b in zip(these, those, strict=True))
