"""Run the tests whose numbers depend on the processor once for each kind of processor that this one can imitate.

    python tests/kernels.py [--kinds N] [--workers N]

OpenBLAS, numba and NumPy choose their code by the processor, and other code sums in another order. All rooms of tests
are run but those of bits and of text, without the tests marked ``repetitions``, which compare scatter with standard
errors, and without those of planted bugs: no rounding reaches either. A kind of processor is left out whose
instructions this one lacks, and one whose OpenBLAS kernels have had their turn, as those of this processor have in
``make test``. With ``--kinds 1`` only the newest one of the others is imitated, which is the one that other computers
are likely to have, and rooms are left out whose numbers are samples with errors far above rounding. The exit code is 1
if a test failed under any of them.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

BITS_AND_TEXT = {
    "arguments",
    "benchmarks",
    "claims",
    "datasets",
    "estimators",
    "figures",
    "ising",
    "lattice",
    "look",
    "package",
    "plots",
    "reference",
    "report",
    "slurm",
    "tables",
    "verification",
    "words",
    "workflow",
}
# Rooms of samples whose errors are far above rounding.
SAMPLED = {"coarse_graining", "ground_truth", "model_bench", "phi4", "scans"}
WITHIN = ("ising/finite_size_scaling", "ising/mcrg")  # rooms of sums inside one of bits
LOADED = (
    "import numpy, scipy.linalg, threadpoolctl as t; print(*sorted({i['architecture'] for i in t.threadpool_info() "
    "if i['internal_api'] == 'openblas'}))"
)


class Processor(NamedTuple):
    """A kind of processor: its name for OpenBLAS and for numba, what it needs, and what NumPy must do without."""

    openblas: str
    numba: str
    needs: frozenset[str]
    numpy_without: str


WITHOUT_512, WITHOUT_256 = "X86_V4 AVX512_ICL AVX512_SPR", "X86_V3 X86_V4 AVX512_ICL AVX512_SPR"
PROCESSORS = [
    Processor("SkylakeX", "skylake-avx512", frozenset({"avx512f", "avx512bw", "avx512dq", "avx512vl"}), ""),
    Processor("Haswell", "haswell", frozenset({"avx2", "fma"}), WITHOUT_512),
    Processor("Zen", "znver1", frozenset({"avx2", "fma"}), WITHOUT_512),
    Processor("Sandybridge", "sandybridge", frozenset({"avx"}), WITHOUT_256),
    Processor("Prescott", "generic", frozenset({"pni"}), WITHOUT_256),
]


def instructions() -> set[str]:
    """Return the instruction sets of this processor; none where Linux does not list them."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return set()
    return set(next((line for line in lines if line.startswith("flags")), "").split())


def environment(processor: Processor, cache: str) -> dict[str, str]:
    """Return the environment in which the libraries take this processor for another."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("OPENBLAS_")},
        "OPENBLAS_CORETYPE": processor.openblas,
        "OPENBLAS_NUM_THREADS": "1",
        "NUMBA_CPU_NAME": processor.numba,
        "NUMBA_CPU_FEATURES": "",
        "NUMBA_CACHE_DIR": cache,
        "NPY_DISABLE_CPU_FEATURES": processor.numpy_without,
    }


def kernels_loaded(variables: dict[str, str]) -> str:
    """Return the kind of processor that OpenBLAS takes its kernels from, in a process with these variables."""
    command = [sys.executable, "-c", LOADED]
    return subprocess.run(command, env=variables, capture_output=True, text=True, check=True).stdout.strip()


def main(n_kinds: int, n_workers: int) -> int:
    """Run the tests under up to ``n_kinds`` kinds of processors, ``n_workers`` at a time; return the exit code."""
    tests = Path(__file__).parent
    left_out = BITS_AND_TEXT | SAMPLED if n_kinds == 1 else BITS_AND_TEXT
    rooms = [path for path in sorted(tests.iterdir()) if path.is_dir() and path.name not in left_out]
    rooms += [tests / room for room in WITHIN if (tests / room).is_dir()]
    pytest = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not repetitions"]
    pytest += ["--ignore-glob=*/test_planted_bugs.py"]
    pytest += ["-n", str(n_workers), "--dist", "loadfile", "--no-loadscope-reorder", *map(str, rooms)]
    own = kernels_loaded(dict(os.environ))  # of this processor, under which `make test` runs
    seen, failed = {own}, []
    for processor in PROCESSORS:
        if len(seen) > n_kinds:
            break
        if missing := processor.needs - instructions():
            print(f"{processor.openblas}: left out, this processor has no {', '.join(sorted(missing))}")
            continue
        with tempfile.TemporaryDirectory() as cache:
            changed = environment(processor, cache)
            if (loaded := kernels_loaded(changed)) in seen:
                print(f"{processor.openblas}: left out, the kernels of OpenBLAS are those of {loaded}")
                continue
            seen.add(loaded)
            print(f"{processor.openblas}: OpenBLAS {loaded}, numba {processor.numba}", flush=True)
            started = time.monotonic()
            if subprocess.run(pytest, env=changed, cwd=tests.parent, check=False).returncode:
                failed.append(processor.openblas)
            print(f"{processor.openblas}: {time.monotonic() - started:.0f} s", flush=True)
    if failed:
        print(f"FAILED under {', '.join(failed)}")
    else:
        print(
            f"passed under {len(seen) - 1} kinds of processors" if len(seen) > 1 else "none could be imitated"
        )
    return 1 if failed else 0


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--kinds", type=int, default=len(PROCESSORS), help="of processors, at most (all)")
    cores = min(len(os.sched_getaffinity(0)), 4)
    arguments.add_argument(
        "--workers", type=int, default=cores, help="processes for tests (the cores, up to four)"
    )
    chosen = arguments.parse_args()
    sys.exit(main(chosen.kinds, chosen.workers))
