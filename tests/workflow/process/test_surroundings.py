"""Where a clone lies and what surrounds it: it works, or one sentence states the reason in the first second."""

import getpass
import os
import pwd
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import numpy
import pytest

from rgcore.errors import InputError
from rgcore.pipeline.process.surroundings import (
    check_path_of_python,
    check_surroundings,
    find_caches,
)

ROOT = Path(__file__).parents[3]
NUMPY = Path(numpy.__file__).parents[1]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder to run in, without variables that somebody may have set, and with this Python afterwards."""
    variables = "PYTHONPATH PYTHONSAFEPATH NUMBA_DISABLE_JIT MPLCONFIGDIR XDG_CACHE_HOME XDG_CONFIG_HOME"
    for name in variables.split():
        monkeypatch.setenv(
            name, ""
        )  # so that what the test itself sets goes again: delenv keeps nothing of unset names
        monkeypatch.delenv(name)
    monkeypatch.setattr(sys, "executable", sys.executable)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_good_surroundings_pass(folder):
    check_surroundings(ROOT)


def test_jobs_import_nothing_from_the_folder_of_the_run(folder):
    (folder / "platform.py").write_text("raise SystemExit('of the user')")
    command = [sys.executable, "-m", "snakemake", "--version"]  # as on a cluster
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0
    check_surroundings(ROOT)
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_a_user_whose_number_has_no_name_can_run(folder, monkeypatch):
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "")
    monkeypatch.setattr(pwd, "getpwuid", {}.__getitem__)  # as in a container that is started as any number
    with pytest.raises((KeyError, OSError)):
        getpass.getuser()  # by Snakemake, as its run begins
    check_surroundings(ROOT)
    assert getpass.getuser() == str(os.getuid())


def test_the_code_of_another_clone_is_refused(folder):
    with pytest.raises(InputError, match=r"code beside it, in .*another/rgcore, but .*make \.venv/ready"):
        check_surroundings(folder / "another")


def test_the_code_of_another_clone_in_pythonpath_is_refused_with_that_remedy(folder, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    with pytest.raises(InputError, match=r"code beside it, .*: unset PYTHONPATH, which names that folder"):
        check_surroundings(folder / "another")


def test_libraries_from_pythonpath_are_refused(folder, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", f"{ROOT}{os.pathsep}{NUMPY}")
    with pytest.raises(InputError, match=r"PYTHONPATH replaces .*: unset PYTHONPATH"):
        check_surroundings(ROOT)


def test_a_pythonpath_without_libraries_is_none_of_our_business(folder, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", f"{ROOT}{os.pathsep}{folder}")
    check_surroundings(ROOT)


def test_kernels_that_would_not_be_compiled_are_refused(folder, monkeypatch):
    monkeypatch.setenv("NUMBA_DISABLE_JIT", "1")
    with pytest.raises(InputError, match="NUMBA_DISABLE_JIT is set"):
        check_surroundings(ROOT)


@pytest.mark.parametrize("name", ["results", ".snakemake"])
def test_a_folder_that_cannot_be_written_is_named(folder, name):
    (folder / name).touch()  # a file in its place: rights do not stop the tests of root
    with pytest.raises(InputError, match=f"{name} cannot be written: .* --directory"):
        check_surroundings(ROOT)


@pytest.mark.parametrize("name", ["My Drive", "it's", 'so "a"', "$HOME", "a;b", "a&b", "back\\slash", "a(b)"])
def test_a_python_is_started_whatever_its_path(folder, monkeypatch, name):
    python = folder / name / "python"
    python.parent.mkdir()
    python.symlink_to("/bin/sh")
    monkeypatch.setattr(sys, "executable", str(python))
    check_surroundings(ROOT)
    assert subprocess.run(f"{sys.executable} -c 'exit 7'", shell=True, check=False).returncode == 7
    assert subprocess.run([sys.executable, "-c", "exit 7"], check=False).returncode == 7


def test_a_cluster_refuses_a_path_that_it_would_not_quote(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/My Drive/.venv/bin/python")
    check_path_of_python("local")
    with pytest.raises(InputError, match="must have no ' ', but it is /My Drive"):
        check_path_of_python("slurm")
    monkeypatch.setattr(sys, "executable", "/dürr/a+b/.venv/bin/python")
    check_path_of_python("slurm")


def test_caches_are_found_without_a_home(folder, monkeypatch):
    monkeypatch.setenv("HOME", "/dev/null")
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    find_caches()
    for name in ("XDG_CACHE_HOME", "MPLCONFIGDIR"):
        assert Path(os.environ[name]).is_relative_to(folder)
        assert Path(os.environ[name]).stat().st_mode & 0o777 == 0o700


def test_caches_of_the_user_stay_where_they_are(folder, monkeypatch):
    monkeypatch.setenv("HOME", str(folder))
    find_caches()
    assert "XDG_CACHE_HOME" not in os.environ
    assert "MPLCONFIGDIR" not in os.environ


@pytest.fixture
def clone(tmp_path):
    """A copy of the sources in a path that a shell would take apart, with an environment of its own."""
    folder = tmp_path / "My Drive (it's $HOME; {x} #1 ü)" / "rg"
    shutil.copytree(ROOT / "rgcore", folder / "rgcore", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("workflow", "profiles"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("Snakefile", "config.yaml"):
        shutil.copy(ROOT / name, folder)
    shutil.copy(ROOT / "workflow/presets/smoke.yaml", folder / "my smoke.yaml")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / ".venv"], check=True)
    packages = next(folder.glob(".venv/lib/python*/site-packages"))
    installed = sysconfig.get_path("purelib")
    (packages / "clone.pth").write_text(f"../../../..\n{installed}\n")
    shutil.copytree(ROOT / "workflow/plugins", packages, dirs_exist_ok=True)
    return folder


def run(clone, target, **changed):
    return subprocess.run(
        [".venv/bin/python", "-m", "snakemake", "--cores", "2", target, "--configfile", "my smoke.yaml"],
        cwd=clone,
        env={**{name: value for name, value in os.environ.items() if name != "PYTHONPATH"}, **changed},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=300,
        check=False,
    )


def test_a_run_goes_through_in_strange_surroundings(clone, tmp_path):
    foreign = tmp_path / "foreign"
    for name in ("numpy", "yaml", "rgcore", "random"):
        (foreign / name).mkdir(parents=True)
        (foreign / name / "__init__.py").write_text("raise RuntimeError('foreign')")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    process = run(
        clone,
        "results/figures/landau_flow.png",
        PYTHONPATH=str(foreign),
        PYTHONSTARTUP=str(foreign / "numpy/__init__.py"),
        HOME="/dev/null",
        MPLCONFIGDIR="/dev/null/matplotlib",
        LC_ALL="C",
        TMPDIR=str(temporary),
    )
    assert process.returncode == 0, process.stdout
    assert "Traceback" not in process.stdout
    assert "atplotlib" not in process.stdout
    assert (clone / "results/figures/landau_flow.png").exists()
    assert list(temporary.glob("rgcore*"))
