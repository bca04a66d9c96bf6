"""A wheel, unpacked where no checkout is, has all that rgcore needs: commands, modules, styles."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[2]
BUILD = "import sys; from setuptools.build_meta import build_wheel; build_wheel(sys.argv[1])"
IMPORT_ALL = """
import importlib, pkgutil, sys
import rgcore
names = [module.name for module in pkgutil.walk_packages(rgcore.__path__, "rgcore.")]
public = [name for name in names if not any(part.startswith("_") for part in name.split("."))]
for name in public:
    module = importlib.import_module(name)
    for public_name in getattr(module, "__all__", ()):
        getattr(module, public_name)
assert rgcore.__file__.startswith(sys.argv[1]), rgcore.__file__
print(len(public))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A folder with what a wheel of this checkout holds, installed without network and dependencies."""
    folder = tmp_path_factory.mktemp("wheel")
    source, wheels, target = folder / "source", folder / "wheels", folder / "installed"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "rgcore", source / "rgcore", ignore=ignored)  # no build/ is left in the checkout
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    wheels.mkdir()
    run(sys.executable, "-c", BUILD, str(wheels), cwd=source)
    (wheel,) = wheels.glob("*.whl")
    with zipfile.ZipFile(wheel) as file:  # as pip does with pure Python
        file.extractall(target)
    return target


def run(*command, cwd, code=0, **variables):
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **variables},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    assert done.returncode == code, done.stdout
    return done.stdout


def rgcore(installed, *arguments, code=0):
    command = (sys.executable, "-m", "rgcore", *arguments)
    return run(*command, cwd=installed.parent, code=code, PYTHONPATH=str(installed))


def test_the_help_names_the_commands(installed):
    printed = rgcore(installed, "--help")
    for command in ("look", "run", "page", "verify"):
        assert f"\n    {command} " in printed


def test_look_reads_a_file(installed):
    table = installed.parent / "cells.csv"
    counts = np.random.default_rng(1).poisson(1, size=(40, 3))
    np.savetxt(table, counts, fmt="%d", delimiter=",", header="first,second,third", comments="")
    assert "kind: spikes_binned" in rgcore(installed, "look", str(table))


@pytest.mark.parametrize("arguments", [["run"], ["page", "my_cells"], ["verify"]], ids=" ".join)
def test_what_needs_the_workflow_is_refused_without_it_in_one_sentence(installed, arguments):
    printed = rgcore(installed, *arguments, code=1)
    assert printed.startswith("Error: the workflow must run in the environment that make sets up in a clone")
    assert printed.count("\n") == 1
    assert str(installed) in printed


def test_every_public_module_and_name_is_there(installed):
    printed = run(
        *(sys.executable, "-c", IMPORT_ALL, str(installed)), cwd=installed.parent, PYTHONPATH=str(installed)
    )
    assert int(printed) > 100


def test_what_is_no_python_is_there(installed):
    others = {str(path.relative_to(ROOT)) for path in (ROOT / "rgcore").rglob("*") if path.is_file()} - {
        str(path.relative_to(ROOT))
        for pattern in ("*.py", "*.pyc", "*.nbi", "*.nbc")
        for path in (ROOT / "rgcore").rglob(pattern)
    }
    assert "rgcore/py.typed" in others
    assert {name for name in others if not (installed / name).is_file()} == set()


def test_the_command_is_an_entry_point(installed):
    (points,) = installed.glob("*.dist-info/entry_points.txt")
    assert "rgcore = rgcore.__main__:main" in points.read_text()
