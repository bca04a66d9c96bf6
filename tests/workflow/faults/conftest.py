"""One undisturbed run, which all files of this folder share, and copies of it to be disturbed."""

import os
import shutil

import pytest
import yaml
from filelock import FileLock

from tests.workflow.faults.training import TARGET

CHANGES = {
    "ising": {"temperatures": ["2.0", "3.0"]},
    "dbn": {"training": {"n_epochs": 300}},
    "checkpoints": {"epochs": 1},
}


@pytest.fixture(scope="session")
def small(runs, tmp_path_factory):
    """A config whose training takes a few seconds and stores its state after every epoch."""
    config = yaml.safe_load(runs.smoke.read_text())
    for block, values in CHANGES.items():
        for name, value in values.items():
            target = config.setdefault(block, {})
            target[name] = {**target[name], **value} if isinstance(value, dict) else value
    path = tmp_path_factory.mktemp("config") / "small.yaml"
    path.write_text(yaml.safe_dump(config))
    return path


@pytest.fixture(scope="session")
def undisturbed(runs, small, tmp_path_factory):
    """A folder with a finished run, which every worker of pytest-xdist reads."""
    temporary = tmp_path_factory.getbasetemp()
    common = temporary.parent if "PYTEST_XDIST_WORKER" in os.environ else temporary
    with FileLock(common / "undisturbed.lock"):
        if not (common / "undisturbed" / TARGET).exists():
            process = runs(common / "undisturbed", TARGET, config=small)
            assert process.returncode == 0, process.stdout
    return common / "undisturbed"


@pytest.fixture
def again(runs, small, undisturbed):
    """Give the same command in a folder once more, and compare its table with that of the undisturbed run."""

    def run(folder):
        process = runs(folder, TARGET, config=small)
        assert process.returncode == 0, process.stdout
        assert (folder / TARGET).read_bytes() == (undisturbed / TARGET).read_bytes()
        return process.stdout

    return run


@pytest.fixture
def copy(undisturbed, tmp_path):
    return shutil.copytree(undisturbed, tmp_path / "copy")


@pytest.fixture
def sampled(undisturbed, tmp_path):
    """A run in which all but training and joining is done."""
    for name in ("ising", "kernels", "stamps"):
        shutil.copytree(undisturbed / "results" / name, tmp_path / "sampled/results" / name)
    return tmp_path / "sampled"
