"""How the whole suite is run: BLAS on one thread, and what takes longest first."""

import signal
from pathlib import Path

import pytest
import scipy.linalg  # noqa: F401 - its BLAS must be there to be limited
from threadpoolctl import threadpool_limits

HERE = Path(__file__).parent
if (
    signal.getsignal(signal.SIGINT) is signal.SIG_IGN
):  # as in the background of a shell: no child would react to Ctrl-C
    signal.signal(signal.SIGINT, signal.default_int_handler)
SHARED_RUN = "finished"  # the fixture of a whole run, which workers share


@pytest.fixture(scope="session", autouse=True)
def one_thread():
    """BLAS on one thread, as jobs have it; otherwise the workers of pytest-xdist would get in each other's way."""
    with threadpool_limits(limits=1):
        yield


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Let workers start with whole runs: one with SLURM, one with the shared run, others with what does without."""
    if hasattr(config, "workerinput"):
        shared = [item.path for item in items if SHARED_RUN in item.fixturenames]
        first = next((path for path in shared if HERE / "workflow" in path.parents), None)
        items.sort(key=lambda item: _turn(item, first))


def _turn(item, first):
    if item.path == first or HERE / "slurm" in item.path.parents:
        return 0
    if HERE / "workflow" not in item.path.parents:
        return 3
    return 2 if SHARED_RUN in item.fixturenames else 1
