"""Training: the parts of a minibatch, each alone, and the share of the products that their sum allows."""

import statistics
from collections.abc import Callable, Iterator

import numpy as np
from bench_training_speed import products_of
from epochs import BATCH, LAYERS, N_SAMPLES, Layer, epoch_of, random_samples, repeated, settings_for
from measuring import Row, rates, timings

from rgcore.rbm.training._ascent_kernels import ascend_bias, ascend_weights
from rgcore.rbm.training.data.minibatches import Minibatches
from rgcore.rbm.training.phases._statistics_kernels import signed_sums
from rgcore.rbm.units._unit_kernels import means_of_units, sample_states, sample_units

BATCHES = N_SAMPLES // BATCH
ZERO, ONE = np.float32(0), np.float32(1)


def rows() -> Iterator[Row]:
    """One row per layer, with 0/1 units: all compiled passes and products alone, against the products."""
    for layer in LAYERS:
        parts = {"products": products_of(layer)[0], **_passes(layer), "samples": _samples(layer)}
        samples = random_samples(N_SAMPLES, layer.n_visible, "binary")
        whole = epoch_of(samples, layer.n_hidden, settings_for("binary"))
        runs = [repeated(run, layer.n_epochs) for run in (*parts.values(), whole)]
        *each, ours = timings(*runs, n_runs=layer.n_runs)
        together = [sum(times) for times in zip(*each, strict=True)]
        amount = N_SAMPLES * layer.n_epochs
        yield Row(
            name=f"sum of the parts alone, {layer}, 0/1 units",
            unit="/s",
            ours=rates(amount, together),
            other=rates(amount, each[0]),
            other_name="its matrix products",
            details={
                "microseconds_per_minibatch": {
                    name: 1e6 * statistics.median(times) / (layer.n_epochs * BATCHES)
                    for name, times in zip([*parts, "minibatch"], [*each, ours], strict=True)
                }
            },
        )


def _samples(layer: Layer) -> Callable[[], None]:
    """Return the reading of the samples of all minibatches."""
    batches = Minibatches(
        random_samples(N_SAMPLES, layer.n_visible, "binary"), BATCH, rng=np.random.default_rng(1)
    )
    out = np.empty((BATCH, layer.n_visible), dtype=np.float32)

    def run() -> None:
        for batch in range(BATCHES):
            batches.take(batch, out)

    return run


def _passes(layer: Layer) -> dict[str, Callable[[], None]]:
    """Return the passes over arrays beside the products: units with random numbers, sums, and the step."""
    rng = np.random.default_rng(4)
    visible, hidden = (rng.random((2 * BATCH, size), dtype=np.float32) for size in _sizes(layer))
    inputs_v, inputs_h, states = visible[BATCH:] - 0.5, hidden[BATCH:] - 0.5, np.empty_like(hidden[BATCH:])
    weights, velocity, gradient = (
        np.float32(0.01) * rng.standard_normal(_sizes(layer), dtype=np.float32) for _ in range(3)
    )
    below, above = ((np.zeros(size, np.float32), np.zeros(size, np.float32)) for size in _sizes(layer))
    bias_velocities = [np.zeros_like(bias) for bias, _ in (below, above)]
    stream = rng.integers(2**64, size=2, dtype=np.uint64)
    step = (np.float32(1e-6), np.float32(0.5), np.float32(1e-9), ZERO, np.float32(100))

    def units() -> None:
        sample_units(inputs_h, above[0], ZERO, stream, hidden[:BATCH], states)
        sample_states(inputs_v, below[0], ZERO, stream, visible[BATCH:])
        means_of_units(inputs_h, above[0], ZERO, hidden[BATCH:], -ONE)

    def sums() -> None:
        signed_sums(visible, BATCH, -ONE, below[1])
        signed_sums(hidden, BATCH, ONE, above[1])

    def ascent() -> None:
        ascend_weights(weights, velocity, gradient, below, above, step)
        for (bias, slope), own in zip((below, above), bias_velocities, strict=True):
            ascend_bias(bias, own, slope, step)

    return {
        "units and random numbers": repeated(units, BATCHES),
        "sums over the minibatch": repeated(sums, BATCHES),
        "step of the parameters": repeated(ascent, BATCHES),
    }


def _sizes(layer: Layer) -> tuple[int, int]:
    return layer.n_visible, layer.n_hidden
