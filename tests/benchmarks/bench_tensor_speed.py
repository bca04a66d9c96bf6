"""Tensor renormalization at T_c: seconds by bond dimension, with the errors that they buy."""

from collections.abc import Iterator

from measuring import Row, Target, timings

from rgcore.ising.exact_results.critical_point import CRITICAL_COUPLING
from rgcore.tensor_rg.coarse_graining import coarse_tensors, level_of, log_partition_per_site
from rgcore.tensor_rg.critical_data import best_reading, critical_data
from rgcore.tensor_rg.exact_partition import log_partition_per_site as exact_log_partition

COUPLINGS = (CRITICAL_COUPLING, CRITICAL_COUPLING)
N_LEVELS, LAST_READ = 20, 12


def rows() -> Iterator[Row]:
    """One row per bond dimension of the bond-weighted method: free energy, central charge and dimensions together."""
    for bond_dimension in (16, 24, 32):
        found = {}

        def run(bond_dimension: int = bond_dimension, found: dict = found) -> None:
            tensors = list(coarse_tensors(COUPLINGS, "bond_weighted", bond_dimension, N_LEVELS))
            found["log_partition"] = log_partition_per_site([level_of(tensor) for tensor in tensors])
            found["data"] = best_reading([critical_data(each) for each in tensors[2 : LAST_READ + 1 : 2]])

        seconds = timings(run, n_runs=3)[0]
        numbers = found["data"].numbers()
        error = abs(found["log_partition"] / exact_log_partition(*COUPLINGS) - 1)
        yield Row(
            name=f"free energy at T_c to {error:.1e}, {bond_dimension} states per bond",
            unit="s",
            ours=seconds,
            target=Target(bound=10.0, at_least=False, of_ratio=False),
            details={"relative_error": error, "c_and_dimensions": [float(each) for each in numbers]},
        )
