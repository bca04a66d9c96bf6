"""A SLURM on this computer.

With ``RGCORE_SLURM_TESTS=1``, which ``.ci/run`` sets, these tests install SLURM and fail where they cannot; otherwise
they are skipped. They need root: while they run, /etc/slurm/slurm.conf is theirs.
"""

import os

import pytest

from ..workflow.conftest import finished, runs  # noqa: F401 - fixtures
from .cluster import Cluster
from .configuration import refuse_another_slurm
from .install import install


@pytest.fixture(scope="session")
def cluster(tmp_path_factory):
    if os.environ.get("RGCORE_SLURM_TESTS") != "1":
        pytest.skip(
            "RGCORE_SLURM_TESTS is not 1, with which a SLURM is installed and started here, as root, and "
            "/etc/slurm/slurm.conf is written"
        )
    refuse_another_slurm()
    install()
    with Cluster(tmp_path_factory.mktemp("slurm")) as started:
        yield started
