"""mcising's side of the Ising benchmarks; runs in .venv-bench, see peers.py."""

import json
import sys
import time
from importlib.metadata import version

import numpy as np
from mcising import Algorithm, LatticeConfig, Simulation, SimulationConfig, save_hdf5


def sample(
    *, side: int, temperature: float, n_samples: int, spacing: int, burn_in: int, seed: int, folder: str
) -> dict[str, float]:
    """Draw and save configurations by Wolff's algorithm, ``spacing`` clusters apart.

    The start is the ordered lattice, from which single clusters reach equilibrium soonest. The series of energy and
    magnetization per site go to ``folder``.
    """
    config = SimulationConfig(
        lattice=LatticeConfig(size=side),
        algorithm=Algorithm.WOLFF,
        temperatures=(temperature,),
        n_sweeps=n_samples * spacing,
        measurement_interval=spacing,
        n_thermalization=0,
        seed=seed,
    )
    started = time.perf_counter()
    simulation = Simulation(config)
    simulation.spins = np.ones((side, side), np.int8)
    simulation.sweep(burn_in, temperature=temperature)
    results = simulation.run(reset=False, show_progress=False)
    drawn = time.perf_counter()
    save_hdf5(results, f"{folder}/configurations.h5")
    saved = time.perf_counter()
    if results.configurations[temperature].shape != (n_samples, side, side):
        raise SystemExit("mcising did not deliver what was asked for")
    np.save(f"{folder}/energy.npy", results.energy[temperature])
    np.save(f"{folder}/magnetization.npy", results.magnetization[temperature])
    return {"memory": drawn - started, "file": saved - started}


def main() -> None:
    """Answer requests until there are no more."""
    print(json.dumps({"name": f"mcising {version('mcising')}"}), flush=True)
    for line in sys.stdin:
        print(json.dumps(sample(**json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
