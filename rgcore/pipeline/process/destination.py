"""Where the jobs of a run go: to the cores of this computer, or to a cluster."""

import sys
from argparse import Namespace

from rgcore.errors import InputError

__all__ = ["check_capacity", "cores_of", "executor_of", "goes_to_cluster", "runs_here"]

_ON_THIS_COMPUTER = ("local", "dryrun", "touch")
_ANOTHER_PROGRAM = Namespace(executor="cluster")


def executor_of(workflow: object) -> str:
    """Return Snakemake's name of the executor that makes the jobs of a run, or would make those of a dry run.

    Snakemake chooses its executor after the Snakefile was read, and in a dry run one that makes nothing. Then the
    command line and the profiles name it; where there is no ``--jobs``, which every cluster needs, it is "local".
    """
    if workflow.executor_plugin is not None and not workflow.output_settings.dryrun:
        return workflow.executor_plugin.name
    if workflow.resource_settings.nodes is None:
        return "local"
    return _arguments().executor or "local"


def runs_here(executor: str) -> bool:
    """Return whether an executor, by Snakemake's name, gives its jobs to this computer, or gives none away."""
    return executor in _ON_THIS_COMPUTER


def goes_to_cluster(workflow: object) -> bool:
    """Return whether a run gives its jobs to a cluster, also while the Snakefile is read and in a dry run."""
    return not runs_here(executor_of(workflow))


def cores_of(workflow: object) -> int:
    """Return the cores of this computer that a run takes: ``--cores``, or ``--jobs`` where that is not given.

    In a dry run Snakemake itself counts one core where ``--cores`` is not given.
    """
    cores = workflow.resource_settings.cores or 1
    if workflow.output_settings.dryrun and workflow.resource_settings.nodes is not None:
        return _arguments().jobs if cores == 1 else cores
    return cores


def check_capacity(workflow: object) -> None:
    """Raise InputError if a run is given no core, or no job at a time: no job would ever start."""
    settings = workflow.resource_settings
    given = {"--cores": settings.cores, "--jobs": settings.nodes, "--local-cores": settings.local_cores}
    for option, number in given.items():
        if number is not None and number < 1:
            where = " on this computer" if option == "--local-cores" else ""
            raise InputError(
                f"{option} must be at least 1, but it is {number}: no job would ever start{where}"
            )


def _arguments() -> Namespace:
    """Return the arguments of Snakemake's command line and profiles, which no object contains that a Snakefile sees.

    Its function ``args_to_api`` has them; where another program runs the workflow, there is none.
    """
    frame = sys._getframe()
    while frame and (frame.f_globals.get("__name__"), frame.f_code.co_name) != (
        "snakemake.cli",
        "args_to_api",
    ):
        frame = frame.f_back
    return frame.f_locals["args"] if frame else _ANOTHER_PROGRAM
