"""Training: an epoch of contrastive divergence against its matrix products alone."""

from collections.abc import Callable, Iterator

import numpy as np
from measuring import Row, timings

from rgcore.rbm import TrainingSettings, train_rbm

N_VISIBLE, N_HIDDEN, BATCH, N_SAMPLES = 400, 100, 100, 10_000


def rows() -> Iterator[Row]:
    """One epoch of CD-1, 400 x 100 units, batch 100, 10,000 samples."""
    rng = np.random.default_rng(1)
    samples = rng.integers(0, 2, size=(N_SAMPLES, N_VISIBLE)).astype(np.float32)
    settings = TrainingSettings(n_epochs=1, batch_size=BATCH, learning_rate=0.05)

    def epoch() -> None:
        train_rbm(
            samples,
            N_HIDDEN,
            settings,
            held_out=samples[:100],
            rng=np.random.default_rng(2),
            report=lambda *_: None,
        )

    ours, floor = timings(epoch, _products(samples[:BATCH], rng))
    yield Row(
        name="CD-1 epoch, 400 x 100 units", unit="s", ours=ours, other=floor, other_name="its matrix products"
    )


def _products(visible: np.ndarray, rng: np.random.Generator) -> Callable[[], None]:
    """Return the five matrix products of every batch of an epoch, and nothing else."""
    weights = rng.standard_normal((N_VISIBLE, N_HIDDEN)).astype(np.float32)
    hidden = np.empty((BATCH, N_HIDDEN), dtype=np.float32)
    back, gradient = np.empty_like(visible), np.empty_like(weights)

    def products() -> None:
        for _ in range(N_SAMPLES // BATCH):
            np.matmul(visible, weights, out=hidden)
            np.matmul(hidden, weights.T, out=back)
            np.matmul(back, weights, out=hidden)
            np.matmul(visible.T, hidden, out=gradient)
            np.matmul(back.T, hidden, out=gradient)

    return products
