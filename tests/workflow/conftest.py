"""Whole runs of the workflow in folders of their own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).parents[2]
SMOKE = ROOT / "workflow/presets/smoke.yaml"
SOURCES = ("Snakefile", "config.yaml", "workflow", "rgcore", "profiles", "docs")


class Runs:
    """Start the workflow in a folder, from this checkout or from a copy of its sources."""

    root = ROOT
    smoke = SMOKE

    def __init__(self, user_cache):
        self._user_cache = user_cache

    def command(self, folder, *arguments, cores=2, config=SMOKE, sources=ROOT):
        return [
            sys.executable,
            "-m",
            "snakemake",
            *("--snakefile", str(sources / "Snakefile"), "--directory", str(folder), "--cores", str(cores)),
            *arguments,
            *(("--configfile", str(config)) if config else ()),
        ]

    def environment(self, sources=ROOT):
        return {
            **os.environ,
            "PYTHONPATH": str(sources),
            "PYTHONDONTWRITEBYTECODE": "1",
            "XDG_CACHE_HOME": str(self._user_cache),
        }

    def __call__(self, folder, *arguments, sources=ROOT, **choices):
        """Run to the end; return the finished process with its output as text."""
        Path(folder).mkdir(parents=True, exist_ok=True)
        return subprocess.run(
            self.command(folder, *arguments, sources=sources, **choices),
            env=self.environment(sources),
            cwd=folder,  # not this checkout: the folder of ``python -m`` comes first in the search for rgcore
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=1500,
            check=False,
        )

    def start(self, folder, *arguments, **choices):
        """Start in a process group of its own and return the process."""
        Path(folder).mkdir(parents=True, exist_ok=True)
        return subprocess.Popen(
            self.command(folder, *arguments, **choices),
            env=self.environment(),
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def tables(self, folder):
        """Return the bytes of every table, by name."""
        return {
            path.stem: path.read_bytes() for path in sorted((folder / "results/tables").glob("*.parquet"))
        }


@pytest.fixture(scope="session")
def runs(tmp_path_factory):
    return Runs(tmp_path_factory.getbasetemp() / "user_cache")


@pytest.fixture(scope="session")
def finished(runs, tmp_path_factory):
    """A folder with a finished smoke run, of which every worker of pytest-xdist has a copy."""
    temporary = tmp_path_factory.getbasetemp()
    common = temporary.parent if "PYTEST_XDIST_WORKER" in os.environ else temporary
    folder, done = common / "finished", common / "finished/stdout.txt"
    with FileLock(common / "finished.lock"):
        if not done.exists():
            process = runs(folder)
            assert process.returncode == 0, process.stdout
            done.write_text(process.stdout)
    return shutil.copytree(folder, tmp_path_factory.mktemp("own") / "finished")


@pytest.fixture
def copy(finished, tmp_path):
    """A finished run together with a copy of the sources, free to be edited."""
    folder = tmp_path / "copy"
    shutil.copytree(finished, folder)
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, folder / name)
    return folder
