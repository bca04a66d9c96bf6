"""The workflow beside this package, started from any folder: ``rgcore run``, ``rgcore page`` and ``rgcore verify``."""

import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from importlib.util import find_spec
from pathlib import Path

from rgcore.errors import InputError
from rgcore.pipeline.config.config_files import read_config_file
from rgcore.pipeline.process.surroundings import check_config_arguments

__all__ = ["exit_code", "page_command", "run_command", "verify_commands"]

_HOME = Path(__file__).resolve().parents[2]
_PLUGIN = "snakemake_logger_plugin_rgcore"  # of workflow/plugins, installed by make


def run_command(targets: Sequence[str], configs: Sequence[str], cores: str) -> list[str]:
    """Return the command that makes ``targets``, or everything where there are none, in the working folder.

    Parameters
    ----------
    targets : sequence of str
        Rules, or files below ``results``.
    configs : sequence of str
        Config files over config.yaml; a later one overrides an earlier one.
    cores : str
        A number, or "all".

    Raises
    ------
    InputError
        If rgcore is installed without its workflow, or a config file is not there.
    """
    snakefile = _workflow() / "Snakefile"
    check_config_arguments(["--configfile", *configs])
    program = Path(sys.executable).with_name("snakemake")
    files = ["--configfile", *configs] if configs else []
    return [str(program), "--snakefile", str(snakefile), "--cores", cores, *targets, *files]


def page_command(dataset: str, configs: Sequence[str], cores: str) -> list[str]:
    """Return the command that makes the page of one data set and what it needs; see :func:`run_command`.

    Raises
    ------
    InputError
        If the config has no such data set.
    """
    check_config_arguments(["--configfile", *configs])
    known = sorted(_datasets([_workflow() / "config.yaml", *map(Path, configs)]))
    if dataset not in known:
        near = get_close_matches(dataset, known, n=1)
        hint = f": did you mean {near[0]}?" if near else "; name a config that has it with --configfile"
        raise InputError(f"the data set must be one of {', '.join(known)}, got {dataset}{hint}")
    methods = "results/report/docs.html"  # the page has links to it
    return run_command([f"results/pages/{dataset}.html", methods], configs, cores)


def verify_commands(configs: Sequence[str], cores: str) -> Iterator[list[str]]:
    """Yield the commands that look for a reference of the config, make what is missing, and compare."""
    python = [sys.executable, "-P"]  # which imports nothing from the working folder
    compare, run = [*python, "-m", "rgcore.verification"], run_command([], configs, cores)
    yield [*compare, "find", *configs]
    yield run
    yield [*compare, "compare", *configs]


def exit_code(commands: Iterator[list[str]]) -> int:
    """Run commands one after the other until one fails, and return its exit code; Ctrl-C reaches them by itself."""
    for command in commands:
        process = subprocess.Popen(command)
        while True:
            try:
                if code := process.wait():
                    return code
                break
            except KeyboardInterrupt:  # the terminal sends it to the command, too, which ends in its own way
                continue
    return 0


def _workflow() -> Path:
    """Return the folder of the Snakefile beside this package."""
    if not (_HOME / "Snakefile").is_file() or find_spec(_PLUGIN) is None:
        raise InputError(
            "the workflow must run in the environment that make sets up in a clone of the repository, but this rgcore "
            f"is installed by itself, in {_HOME}: give `make .venv/ready` in a clone, and use its .venv/bin/rgcore"
        )
    return _HOME


def _datasets(files: Sequence[Path]) -> set[str]:
    """Return the names of the data sets of config files, each over those before it."""
    blocks: dict[str, object] = {}
    for file in files:
        named = read_config_file(file).get("datasets")
        blocks |= named if isinstance(named, Mapping) else {}
    return {str(name) for name, block in blocks.items() if block is not None}
