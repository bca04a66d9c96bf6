"""All couplings of 20 spins, and the trace condition of 16 + 8 spins, against passes over memory."""

from collections.abc import Iterator

import numpy as np
from measuring import Row, Target, rates, timings

from rgcore.exact._walsh_hadamard_kernels import walsh_hadamard
from rgcore.vrg.couplings.couplings_by_range import couplings_by_range
from rgcore.vrg.operators.dense_transformation import DenseTransformation
from rgcore.vrg.small_models.hidden_spins import on_ring
from rgcore.vrg.trace_condition import trace_condition_error

N_SPINS = 20
N_VISIBLE, N_HIDDEN = 16, 8
PASSES = 2  # that the transform makes over the array


def rows() -> Iterator[Row]:
    """Three rows: the transform alone, all couplings by range, the trace condition."""
    rng = np.random.default_rng(1)
    values, other = rng.standard_normal((2, 2**N_SPINS))
    operator = np.log(rng.dirichlet(np.ones(2**N_HIDDEN), 2**N_VISIBLE))
    bytes_of_passes = PASSES * 2 * values.nbytes / 1e9  # read and written

    def transform() -> None:
        walsh_hadamard(values)
        np.multiply(values, 2.0 ** (-N_SPINS / 2), out=values)  # stays of order one; one pass more

    def copies() -> None:
        for _ in range(PASSES):
            np.copyto(other, values)

    ours, memory = timings(transform, copies, n_runs=15)
    yield Row(
        name=f"Walsh-Hadamard transform, 2^{N_SPINS} values in place",
        unit="GB/s",
        ours=rates(bytes_of_passes, ours),
        other=rates(bytes_of_passes, memory),
        other_name=f"{PASSES} copies of the array",
    )
    hidden = on_ring(N_SPINS, 1)
    grouped, read = timings(lambda: couplings_by_range(other, hidden), other.sum, n_runs=5)
    yield Row(
        name=f"all couplings of {N_SPINS} spins by range",
        unit="s",
        ours=grouped,
        other=read,
        other_name="one pass over the weights",
        target=Target(bound=2.0, at_least=False, of_ratio=False),
    )

    def condition() -> None:
        dense = DenseTransformation(hamiltonian=np.zeros(2**N_VISIBLE), log_operator=operator)
        if trace_condition_error(dense) > 1e-12:
            raise RuntimeError("the trace condition must hold")

    condition_seconds, read = timings(condition, operator.sum, n_runs=5)
    yield Row(
        name=f"trace condition, {N_VISIBLE} + {N_HIDDEN} spins",
        unit="s",
        ours=condition_seconds,
        other=read,
        other_name="one pass over T(v, h)",
        target=Target(bound=1.0, at_least=False, of_ratio=False),
    )
