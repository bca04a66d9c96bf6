"""A SLURM on this computer.

In CI (``CI=true``) these tests install SLURM and never skip. Elsewhere they run where ``RGCORE_SLURM_TESTS=1`` asks for
it, as root: while they run, /etc/slurm/slurm.conf is theirs.
"""

import os

import pytest

from ..workflow.conftest import finished, runs  # noqa: F401 - fixtures
from .cluster import Cluster, install


@pytest.fixture(scope="session")
def cluster(tmp_path_factory):
    if os.environ.get("CI") != "true" and os.environ.get("RGCORE_SLURM_TESTS") != "1":
        pytest.skip("RGCORE_SLURM_TESTS=1 starts a SLURM here, as root, and writes /etc/slurm/slurm.conf")
    install()
    with Cluster(tmp_path_factory.mktemp("slurm")) as started:
        yield started
