"""How the whole suite is run: BLAS on one thread, and tests that share what is slow to make on one worker."""

from pathlib import Path

import pytest
import scipy.linalg  # noqa: F401 - its BLAS must be there to be limited
from threadpoolctl import threadpool_limits

HERE = Path(__file__).parent
SHARED_RUN = "finished"  # the fixture of a whole run, the slowest of all


@pytest.fixture(scope="session", autouse=True)
def one_thread():
    """BLAS on one thread, as jobs have it; otherwise the workers of pytest-xdist would get in each other's way."""
    with threadpool_limits(limits=1):
        yield


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Keep a file on one worker, and all files that use the whole run; start with what takes longest."""
    if config.getoption("dist", "no") != "loadgroup" and not hasattr(config, "workerinput"):
        return
    for item in items:
        group = SHARED_RUN if SHARED_RUN in item.fixturenames else item.path.relative_to(HERE).as_posix()
        item.add_marker(pytest.mark.xdist_group(group))
    items.sort(
        key=lambda item: (SHARED_RUN not in item.fixturenames, HERE / "workflow" not in item.path.parents)
    )
