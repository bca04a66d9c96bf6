"""What a run finds around it, checked in its first second: folders, environment variables, the path of the clone.

Nothing here may import the numerical libraries: whether the right ones would be found is one of the checks.
"""

import getpass
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Sequence
from importlib.machinery import PathFinder
from itertools import pairwise
from pathlib import Path

import rgcore
from rgcore.errors import InputError
from rgcore.pipeline.config.config_files import target_hint
from rgcore.pipeline.process.command_line import (
    CONFIG_FILE,
    check_entry,
    options_of_several,
    refuse_repeated,
)
from rgcore.pipeline.process.destination import runs_here
from rgcore.private_folder import private_folder, temporary_cache

__all__ = ["check_config_arguments", "check_path_of_python", "check_surroundings", "find_caches"]

_LIBRARIES = (
    "filelock",
    "h5py",
    "jinja2",
    "llvmlite",
    "matplotlib",
    "numba",
    "numpy",
    "pandas",
    "pyarrow",
    "pydantic",
    "rgcore",
    "scipy",
    "threadpoolctl",
    "yaml",
)
_LEAST_FREE = 10**7  # bytes
_DEVICES = ("/dev/fd/", "/dev/std", "/proc/")
_STOPS_A_COMMAND = re.compile(r"[\s'\"$`\\;&|<>()*?\[\]{}!#~]")  # in a path that a shell reads


def find_caches() -> None:
    """Give Snakemake and matplotlib a cache below the folder for temporary files, where theirs cannot be written.

    Without one Snakemake stops with a traceback, and matplotlib lists all fonts anew in every job. The environment of
    this process is changed, which its jobs inherit; so this has to come before Snakemake asks for its cache.
    """
    caches = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser()
    if not _can_write(caches / "snakemake") and (folder := private_folder(temporary_cache())):
        os.environ["XDG_CACHE_HOME"] = str(folder)
    settings = Path(os.environ.get("XDG_CONFIG_HOME") or "~/.config").expanduser() / "matplotlib"
    if not _can_write(Path(os.environ.get("MPLCONFIGDIR") or settings)) and (
        folder := private_folder(temporary_cache() / "matplotlib")
    ):
        os.environ["MPLCONFIGDIR"] = str(folder)


def check_config_arguments(arguments: Sequence[str]) -> None:
    """Raise InputError if the arguments of Snakemake name a config file that is not there, or one would be dropped."""
    given = list(options_of_several(arguments))
    refuse_repeated(given)
    for option, values in given:
        for value in values:
            if option == CONFIG_FILE:
                _check_config_file(value)
            else:
                check_entry(option, value)
    _check_directory(arguments)


def _check_directory(arguments: Sequence[str]) -> None:
    for option, value in pairwise([part for each in arguments for part in each.split("=", 1)]):
        if option in ("--directory", "-d") and Path(value).exists() and not Path(value).is_dir():
            raise InputError(f"--directory must name a folder to run in, but {value} is a file")


def _check_config_file(name: str) -> None:
    path = Path(name)
    if path.is_dir():
        raise InputError(f"--configfile must name a config file, but {name} is a folder")
    if not path.exists():
        hint = ": write its path without ~" if name.startswith("~") else target_hint(name)
        raise InputError(f"--configfile must name a config file, but there is no file {name}{hint}")
    if not path.is_file() or name.startswith(_DEVICES):  # every job reads it again, and would wait for a pipe
        raise InputError(f"--configfile must name a regular file, but {name} is a pipe or a device")


def check_surroundings(home: Path) -> None:
    """Check what the Snakefile in the folder ``home`` needs, before it is read any further.

    A path of Python that a shell would take apart is quoted from here on in the commands of jobs, and jobs on a
    cluster, which are started by ``python -m``, import no module that lies in the folder of the run. A user without a
    name, as in many containers, is named by their number, for Snakemake asks for a name.

    Raises
    ------
    InputError
        One sentence: what must hold, what was found, and what to do.
    """
    _check_own_code(home)
    _check_libraries(home)
    _check_variables()
    _check_folder(Path.cwd())
    _name_the_user()
    sys.executable = _Quoted(sys.executable)
    os.environ["PYTHONSAFEPATH"] = "1"


def _name_the_user() -> None:
    try:
        getpass.getuser()
    except (KeyError, OSError):  # OSError from Python 3.13 on
        os.environ["USER"] = str(os.getuid())


def _check_own_code(home: Path) -> None:
    used, own = Path(rgcore.__file__).resolve().parent, (home / "rgcore").resolve()
    if used != own:
        foreign = [entry for entry in _entries_of_pythonpath() if entry in used.parents]
        remedy = (
            "unset PYTHONPATH, which names that folder"
            if foreign
            else f"give `make .venv/ready` in {home}, then use {home}/.venv/bin/snakemake"
        )
        raise InputError(
            f"the Snakefile must run with the code beside it, in {own}, but this Python imports {used}: {remedy}"
        )


def _entries_of_pythonpath() -> list[Path]:
    return [Path(entry).resolve() for entry in os.environ.get("PYTHONPATH", "").split(os.pathsep) if entry]


def _check_libraries(home: Path) -> None:
    """Refuse libraries that come from PYTHONPATH, before jobs mix them with those of the environment."""
    foreign = [entry for entry in _entries_of_pythonpath() if entry != home.resolve()]
    for name in _LIBRARIES if foreign else ():
        found = PathFinder.find_spec(name)
        place = Path(found.origin).resolve() if found and found.origin else None
        if place and any(place.is_relative_to(entry) for entry in foreign):
            raise InputError(
                f"the libraries must be those of this environment, but PYTHONPATH replaces {name} by {place}: "
                "unset PYTHONPATH"
            )


def _check_variables() -> None:
    if os.environ.get("NUMBA_DISABLE_JIT", "0") not in ("", "0"):
        raise InputError(
            "kernels must be compiled, but NUMBA_DISABLE_JIT is set, with which they run as plain Python, too slow for "
            "a run: unset it"
        )


def _check_folder(folder: Path) -> None:
    for path in (folder, folder / ".snakemake", folder / "results"):
        if path.exists() and not _can_write(path):
            raise InputError(
                f"a run writes to .snakemake and results, but {path} cannot be written: choose another folder with "
                "--directory, or change its rights"
            )
    if (free := shutil.disk_usage(folder).free) < _LEAST_FREE:
        raise InputError(
            f"a run needs at least {_LEAST_FREE // 10**6} MB of free disk space, but {folder} has {free // 10**6} MB: "
            "make space, or choose another folder with --directory"
        )


def check_path_of_python(executor: str) -> None:
    """Raise InputError if ``executor``, by Snakemake's name, would not quote the path of Python in its commands."""
    found = _STOPS_A_COMMAND.search(sys.executable)
    if found and not runs_here(executor):
        raise InputError(
            f"on a cluster the path of Python must have no {found.group()!r}, but it is {sys.executable}: "
            "move the clone and give `make .venv/ready` there"
        )


def _can_write(folder: Path) -> bool:
    """Return whether a file can be made in a folder, which is made if it is missing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


class _Quoted(str):
    """A path that is quoted for the shell where it is formatted into a command, and a plain text elsewhere."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        return shlex.quote(str(self))
